package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/app"
)

// root builds the command tree.
func root(p *app.Process) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "footnote",
		Short: "Answers questions from a set of articles, every claim with a quote",
		Long: `Footnote answers questions from a set of articles. Every claim it makes carries
a footnote to a passage, quoted verbatim, that anyone can open and check. Where
the articles do not answer, it says so.

Without --corpus it answers from the library that footnote index keeps, and
where there is none from the articles inside the program.`,
		Example: `  footnote ask "who proposed the UAE as a venue?"
  footnote ask --corpus articles/ "when does the ceasefire begin?"
  footnote search --corpus notes.md ceasefire`,
		Version:       p.Version,
		Args:          knownCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		SilenceUsage:  true,
		SilenceErrors: true,
		// "serch" means search: two wrong letters are still a typing error.
		SuggestionsMinimumDistance: 2,
	}
	cmd.SetIn(p.Stdin)
	cmd.SetOut(p.Stdout)
	cmd.SetErr(p.Stderr)
	cmd.SetVersionTemplate("{{.Version}}\n")
	cmd.SetFlagErrorFunc(usage)
	cmd.PersistentFlags().StringVar(&p.ConfigFile, "config", "", "read the settings in `FILE` (see footnote config)")
	cmd.AddCommand(commands(p)...)
	cmd.SetHelpCommand(&cobra.Command{Hidden: true, Use: "no-help"})
	return cmd
}

// usageError is a command line that cannot be carried out.
type usageError struct {
	command string
	err     error
}

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

// usage marks an error as wrong usage of a command.
func usage(cmd *cobra.Command, err error) error {
	return &usageError{command: cmd.CommandPath(), err: err}
}

// knownCommand refuses words that name no subcommand, and says which come near.
func knownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	err := fmt.Errorf("%q is not a command of %s", args[0], cmd.CommandPath())
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		err = fmt.Errorf("%w: did you mean %s", err, strings.Join(near, " or "))
	}
	return usage(cmd, err)
}

// checkFirst has a command check its flags before it does anything, after the
// checks it has already.
func checkFirst(cmd *cobra.Command, check func(*cobra.Command, []string) error) {
	earlier := cmd.PreRunE
	cmd.PreRunE = func(cmd *cobra.Command, args []string) error {
		if earlier != nil {
			if err := earlier(cmd, args); err != nil {
				return err
			}
		}
		return check(cmd, args)
	}
}

// with has a command do something with the program in the settings that its flags choose.
func with(p *app.Process, from *app.Source, do func(context.Context, *app.App, []string) error) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		a, err := p.Start(*from)
		if err != nil {
			return err
		}
		return do(cmd.Context(), a, args)
	}
}

// none takes no argument.
func none(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage(cmd, fmt.Errorf("%q is one word too many: this command takes flags only", args[0]))
	}
	return nil
}

// one takes exactly one argument, which what names.
func one(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) == 0:
			return usage(cmd, fmt.Errorf("%s is missing: add it after %q", what, cmd.CommandPath()))
		case len(args) > 1:
			return usage(cmd, fmt.Errorf("%d arguments where only %s belongs: put it in quotation marks", len(args), what))
		}
		return nil
	}
}

// oneText takes exactly one argument, which what names and which says something.
func oneText(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		err := one(what)(cmd, args)
		if err == nil && strings.TrimSpace(args[0]) == "" {
			err = usage(cmd, fmt.Errorf("%s is empty: write it in quotation marks", what))
		}
		return err
	}
}

// commands lists the subcommands.
func commands(p *app.Process) []*cobra.Command {
	var list []*cobra.Command
	for _, command := range []func(*app.Process) *cobra.Command{
		askCommand, searchCommand, summaryCommand, articleCommand, evalCommand, serveCommand, playgroundCommand, configCommand, indexCommand,
		doctorCommand, healthCommand, backupCommand, restoreCommand, repairCommand, dbCommand, licencesCommand,
	} {
		list = append(list, command(p))
	}
	return list
}

// atLeastOne takes one argument or more, which what names.
func atLeastOne(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usage(cmd, fmt.Errorf("%s is missing: add it after %q", what, cmd.CommandPath()))
		}
		for _, arg := range args {
			if arg == "" {
				return usage(cmd, fmt.Errorf("an argument is empty: name %s", what))
			}
		}
		return nil
	}
}
