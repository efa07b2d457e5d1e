package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/licences"
)

// licencesCommand builds `footnote licences`.
func licencesCommand(p *app.Process) *cobra.Command {
	return &cobra.Command{
		Use:     "licences",
		Aliases: []string{"licenses"},
		Short:   "Print the licences of what this program contains",
		Long: `Prints what this program contains of others, modules as well as data, each with
its version and licence, and then the text of every licence.`,
		Example: `  footnote licences | less`,
		Args:    none,
		RunE: func(*cobra.Command, []string) error {
			_, err := io.WriteString(p.Stdout, licences.Text)
			if err != nil {
				return fmt.Errorf("the licences could not be written: %w", err)
			}
			return nil
		},
	}
}
