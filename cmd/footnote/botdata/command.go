package botdata

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"footnote/bot/store"
	"footnote/cmd/footnote/app"
)

// Command builds `footnote db`. none takes no arguments.
func Command(p *app.Process, none cobra.PositionalArgs) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "db",
		Short: "Show and bring up to date where the bot keeps what it remembers",
		Long: `What the bot remembers is in bot.db in the data directory, or in the PostgreSQL
database that database.url names. Libraries of articles are files in either case,
which are copies of those in the database where database.shared is set.`,
		Example: `  footnote db status
  footnote db migrate
  footnote db copy to-database`,
		Args: none,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(statusCommand(p, none), migrateCommand(p, none), copyCommand(p, none))
	return cmd
}

// shown is a database's status as JSON has it.
type shown struct {
	Engine  string `json:"engine"`
	Place   string `json:"place"`
	Version int    `json:"version"`
	Latest  int    `json:"latest"`
	Guilds  string `json:"row_security,omitempty"`
}

func statusCommand(p *app.Process, none cobra.PositionalArgs) *cobra.Command {
	var data string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "status [--data DIR] [--json]",
		Short: "Say where the bot's data are and whether their tables are up to date",
		Long: `Says which engine holds what the bot remembers, where, and which version its tables
have. Nothing is changed.`,
		Example: `  footnote db status --json`,
		Args:    none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			a, err := p.Start(app.Source{Data: data})
			if err != nil {
				return err
			}
			return tell(cmd.Context(), a, asJSON)
		},
	}
	flags(cmd, &data, &asJSON)
	return cmd
}

func flags(cmd *cobra.Command, data *string, asJSON *bool) {
	cmd.Flags().StringVar(data, "data", "", "the data directory, `DIR` (default FOOTNOTE_DATA, or the platform's)")
	cmd.Flags().BoolVar(asJSON, "json", false, "print it as a JSON object on one line")
}

// tell prints how the bot's data stand.
func tell(ctx context.Context, a *app.App, asJSON bool) error {
	st, err := Status(ctx, a)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if asJSON {
		return a.WriteJSON(shown(st))
	}
	_, err = fmt.Fprintln(a.Stdout, Described(st))
	return err
}

// Described says where data are and whether their tables are up to date.
func Described(st store.Status) string {
	if st.Engine == "" {
		return st.Place + ": " + standing(st)
	}
	return st.Engine + " at " + st.Place + ": " + standing(st)
}

// standing says whether tables are up to date.
func standing(st store.Status) string {
	switch {
	case st.Version == 0:
		return "there are no tables yet, `footnote serve` and `footnote db migrate` make them"
	case st.Version > st.Latest:
		return fmt.Sprintf("the tables have version %d, of a newer program: this one knows %d", st.Version, st.Latest)
	case st.Version < st.Latest:
		return fmt.Sprintf("the tables have version %d, `footnote serve` and `footnote db migrate` bring them to %d", st.Version, st.Latest)
	}
	return fmt.Sprintf("the tables are up to date, version %d%s", st.Version, apart[st.Guilds])
}

// apart says whether a server keeps guilds apart.
var apart = map[string]string{
	store.Apart:  "; row-level security keeps guilds apart",
	store.Partly: "; row-level security keeps guilds apart in a part of the tables only: `footnote db migrate` completes that",
	store.Exempt: "; row-level security is on, but does not hold for the user of database.url: it is a superuser, or has BYPASSRLS",
}

func migrateCommand(p *app.Process, none cobra.PositionalArgs) *cobra.Command {
	var data string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "migrate [--data DIR] [--json]",
		Short: "Make the tables of the bot's data, or bring them up to date",
		Long: `Makes the tables of what the bot remembers where they are missing, and brings them
up to date, as footnote serve does when it starts. Where database.row_security is set,
row-level security is turned on or off. No bot may be running on them.`,
		Example: `  FOOTNOTE_DATABASE_URL=postgres://footnote@db.example/footnote footnote db migrate`,
		Args:    none,
		RunE: func(cmd *cobra.Command, _ []string) error {
			a, err := p.Start(app.Source{Data: data})
			if err != nil {
				return err
			}
			return migrate(cmd.Context(), a, asJSON)
		},
	}
	flags(cmd, &data, &asJSON)
	return cmd
}

// migrate opens the data, which brings them up to date.
func migrate(ctx context.Context, a *app.App, asJSON bool) error {
	dir, err := a.DataDir()
	if err != nil {
		return err
	}
	_, release, err := held(ctx, a, dir, "footnote db migrate", (*store.DB).Hold)
	if err != nil {
		return err
	}
	return errors.Join(release(), tell(ctx, a, asJSON))
}
