package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/doctor"
)

// doctorCommand builds `footnote doctor`.
func doctorCommand(p *app.Process) *cobra.Command {
	var data string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "doctor [--json]",
		Short: "Check the configuration, the library, the models and Discord",
		Long: `Checks the configuration, the data directory and its disk, the library, the bot's
memory, the articles of servers, the embedder and the chat model, and the Discord token. The embedder and the model are
really used: the model gets a full-size prompt and writes a sample answer that must
pass the proof. The token is checked for its form and tried with Discord. Each
check prints one sentence that says what is right, or what to do.

The exit status is 0 if nothing needs attention.`,
		Example: `  footnote doctor
  footnote --config config.yaml doctor --json | jq '.[] | select(.state == "fail")'`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return printFindings(p, doctor.Examine(cmd.Context(), p, data), asJSON)
		},
	}
	libraryFlag(cmd, &data)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the findings as a JSON array on one line")
	return cmd
}

// errUnwell ends a doctor's visit that found something to mend.
var errUnwell = errors.New("something needs attention, see above")

// printFindings prints a line a finding, and fails where one is to be mended.
func printFindings(p *app.Process, all []doctor.Finding, asJSON bool) error {
	var err error
	if asJSON {
		err = p.WriteJSON(all)
	} else {
		for _, f := range all {
			text := strings.ReplaceAll(f.Text, "\n", "\n      ")
			_, e := fmt.Fprintf(p.Stdout, "%-4s  %s: %s\n", f.State, f.Check, text)
			err = errors.Join(err, e)
		}
	}
	for _, f := range all {
		if err == nil && f.State == doctor.Fail {
			err = errUnwell
		}
	}
	return err
}
