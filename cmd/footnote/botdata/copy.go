package botdata

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"footnote/bot/store"
	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/datadir"
	"footnote/cmd/footnote/shared"
	"footnote/cmd/footnote/terminal"
)

// The ways to copy.
const (
	toDatabase = "to-database"
	toFile     = "to-file"
)

func copyCommand(p *app.Process, none cobra.PositionalArgs) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "copy",
		Short: "Copy the bot's data from its file to the database, or back",
		Long: `Copies all that the bot remembers between bot.db in the data directory and the
database that database.url names, which must hold nothing of it yet. Every table is
compared at the end. A copy that is stopped leaves nothing, and can be run again. No
bot may be running on either. Where database.shared is set, libraries of articles are
copied after it.

What is copied from stays as it is. Remove it when you need it no longer: who asks to
be forgotten is not forgotten there.`,
		Example: `  footnote db copy to-database
  footnote db copy to-file`,
		Args: none,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	for way, short := range map[string]string{toDatabase: "Copy bot.db into the database of database.url", toFile: "Copy the database of database.url into bot.db"} {
		var data string
		var asJSON bool
		one := &cobra.Command{
			Use: way + " [--data DIR] [--json]", Short: short, Long: short + ".", Example: "  footnote db copy " + way, Args: none,
			RunE: func(cmd *cobra.Command, _ []string) error {
				a, err := p.Start(app.Source{Data: data})
				if err != nil {
					return err
				}
				return copyData(cmd.Context(), a, way, asJSON)
			},
		}
		flags(one, &data, &asJSON)
		cmd.AddCommand(one)
	}
	return cmd
}

// copyData copies one way and says what was copied.
func copyData(ctx context.Context, a *app.App, way string, asJSON bool) (err error) {
	url := a.Config.Database.URL
	if url == "" {
		return errors.New("there is no database to copy to or from: name it in database.url or FOOTNOTE_DATABASE_URL")
	}
	dir, err := a.DataDir()
	if err != nil {
		return err
	}
	leave, err := datadir.HoldBot(dir, "footnote db copy")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, leave()) }()
	if way == toDatabase && !datadir.IsFile(Path(dir)) {
		return fmt.Errorf("%s does not exist: there is nothing to copy", Path(dir))
	}
	there, err := store.OpenURL(ctx, url.Reveal(), nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, there.Close()) }()
	free, err := there.Hold(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, free()) }()
	here, err := store.Open(ctx, Path(dir), nil)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, here.Close()) }()
	to, from := there, here
	if way == toFile {
		to, from = here, there
	}
	rows, err := store.Copy(ctx, to, from)
	if err != nil {
		return fmt.Errorf("nothing was copied: %w", err)
	}
	libraries := 0
	if a.Config.Database.Shared {
		if libraries, err = copyLibraries(ctx, shared.New(there), dir, way); err != nil {
			return fmt.Errorf("what the bot remembers was copied, libraries only in part, make the place empty and run it again: %w", err)
		}
	}
	return tellCopied(a, rows, libraries, asJSON)
}

// copyLibraries copies the libraries of a data directory one way, compares them, and
// returns how many they are.
func copyLibraries(ctx context.Context, on *shared.Libraries, dir, way string) (int, error) {
	if way == toDatabase {
		return on.Take(ctx, dir)
	}
	return on.Give(ctx, dir)
}

// tellCopied says how many rows were copied.
func tellCopied(a *app.App, rows map[string]int, libraries int, asJSON bool) error {
	if asJSON {
		return a.WriteJSON(map[string]any{"rows": rows, "libraries": libraries})
	}
	all := 0
	for _, n := range rows {
		all += n
	}
	and := ""
	if libraries > 0 {
		and = fmt.Sprintf(", and of libraries %d", libraries)
	}
	_, err := fmt.Fprintf(a.Stdout, "copied and compared: %s of %s%s\n", terminal.Count(all, "row"), terminal.Count(len(rows), "table"), and)
	return err
}
