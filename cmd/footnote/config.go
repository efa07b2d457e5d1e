package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/botdata"
	"footnote/config"
)

// configCommand builds `footnote config`.
func configCommand(p *app.Process) *cobra.Command {
	var asJSON, asFile bool
	cmd := &cobra.Command{
		Use:   "config [--json | --example]",
		Short: "Show every setting, its value and where it came from",
		Long: `Shows the current configuration: each setting with its value, where the value
came from, and what it does. Secrets are masked.

Settings come from a YAML file, the environment and the command line; later ones
override earlier ones. The file is the one given by --config or FOOTNOTE_CONFIG,
or footnote/config.yaml in the platform's configuration folder. A secret may
also come from a file: DISCORD_TOKEN_FILE, OPENAI_API_KEY_FILE and
FOOTNOTE_DATABASE_URL_FILE hold a path.`,
		Example: `  footnote config
  footnote config --example > config.yaml
  footnote --config config.yaml config --json`,
		Args: none,
		RunE: func(*cobra.Command, []string) error {
			if asFile {
				_, err := fmt.Fprint(p.Stdout, config.Example())
				return err
			}
			c, err := p.Settings(nil)
			if err != nil {
				return err
			}
			if asJSON {
				return p.WriteJSON(c.Effective())
			}
			return printSettings(p.Stdout, c.Effective())
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the settings as a JSON array on one line")
	cmd.Flags().BoolVar(&asFile, "example", false, "print a file with every setting, its default and what it does")
	return cmd
}

// dbCommand builds `footnote db`.
func dbCommand(p *app.Process) *cobra.Command { return botdata.Command(p, none) }

// printSettings prints a line a setting.
func printSettings(out io.Writer, all []config.Effective) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, e := range all {
		value := e.Value
		if value == "" {
			value = "-"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", e.Key, strings.ReplaceAll(value, "\t", " "), e.Origin, e.Doc)
	}
	return w.Flush()
}
