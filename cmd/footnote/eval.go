package main

import (
	"context"
	_ "embed" // the help
	"errors"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/datadir"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/quality"
)

// besideQuestions is the file of articles that a set may bring along.
const besideQuestions = "docs.jsonl"

//go:embed eval_help.txt
var evalHelp string

// evalCommand builds `footnote eval`.
func evalCommand(p *app.Process) *cobra.Command {
	var from app.Source
	var e evaluation
	half := string(quality.All)
	cmd := &cobra.Command{
		Use:   "eval [--json] [--half HALF] [--questions] [--corpus PATH]... FILE | --guild ID | --claims FILE",
		Short: "Measure search and answers on questions whose answers are known",
		Long:  evalHelp,
		Example: `  footnote eval --corpus articles/ questions.jsonl
  footnote eval --half reporting --json squad2/questions.jsonl
  footnote eval --mode generated --json questions.jsonl | jq .written
  footnote eval --questions questions.jsonl | grep ^wrong
  footnote eval --claims claims.jsonl --corpus articles/
  footnote eval --questions --guild 1201234567890123456`,
		Args: func(cmd *cobra.Command, args []string) error { return fileOr(e.guild+e.claims, cmd, args) },
		RunE: with(p, &from, func(ctx context.Context, a *app.App, args []string) error {
			e.file = strings.Join(args, "")
			a.From = e.articles(a.From)
			return e.run(ctx, a)
		}),
	}
	checkFirst(cmd, func(cmd *cobra.Command, _ []string) (err error) {
		if e.half, err = quality.ParseHalf(half); err != nil {
			err = usage(cmd, err)
		}
		return err
	})
	articlesFlags(cmd, &from)
	embedderFlag(cmd, &from, searchEmbedder)
	modeFlag(cmd, &e.by)
	cmd.Flags().StringVar(&half, "half", half, "the questions to ask: all, tuning or reporting")
	cmd.Flags().StringVar(&e.guild, "guild", "", "ask what moderators of the Discord server with this `ID` have marked as wrong")
	cmd.Flags().StringVar(&e.claims, "claims", "", "judge the claims of `FILE` instead of asking questions")
	cmd.MarkFlagsMutuallyExclusive("guild", "claims")
	cmd.Flags().BoolVar(&e.each, "questions", false, "print a line for every question (with --json, an object)")
	cmd.Flags().BoolVar(&e.json, "json", false, "print the figures as a JSON object on one line")
	return cmd
}

// fileOr takes a file of questions, or none where a flag says what to measure.
func fileOr(instead string, cmd *cobra.Command, args []string) error {
	if instead != "" {
		return none(cmd, args)
	}
	return one("the file of questions")(cmd, args)
}

// evaluation is what `footnote eval` was told to do.
type evaluation struct {
	// file is the file of questions; "" where guild names a Discord server.
	file, guild string
	// claims is the file of claims that are judged instead.
	claims     string
	by         app.Writing
	half       quality.Half
	json, each bool
}

// articles are those of from, or where that names none, those that lie beside the
// questions.
func (e *evaluation) articles(from app.Source) app.Source {
	from.Many = true
	if docs := filepath.Join(filepath.Dir(e.file), besideQuestions); e.file != "" && len(from.Paths) == 0 && datadir.IsFile(docs) {
		from.Paths = []string{docs}
	}
	return from
}

// errUnproven ends an evaluation in which a quote was not verbatim.
var errUnproven = errors.New("quotes were shown that do not stand in the articles: see citations failed")

// run measures with the articles that a has.
func (e *evaluation) run(ctx context.Context, a *app.App) error {
	measure, err := e.measure(ctx, a)
	if err != nil {
		return err
	}
	library, err := a.Open(ctx)
	if err != nil {
		return err
	}
	engine, release, err := a.Engine(library, e.by)
	if err != nil {
		return err
	}
	defer release()
	return measure(library, engine)
}

// measure reads the questions or claims, and returns what measures by them.
func (e *evaluation) measure(ctx context.Context, a *app.App) (func(*retrieval.Library, *answer.Engine) error, error) {
	if e.claims != "" {
		claims, err := quality.LoadClaims(e.claims)
		return func(library *retrieval.Library, engine *answer.Engine) error {
			report, err := quality.HoldClaims(ctx, e.claims, claims, engine, library.Article)
			if err != nil {
				return err
			}
			if e.json {
				return a.WriteJSON(report)
			}
			return a.Screen.Claims(report, e.each)
		}, err
	}
	if e.guild != "" {
		questions, err := guildQuestions(ctx, a, e.guild)
		return func(library *retrieval.Library, engine *answer.Engine) error {
			view, err := guildView(ctx, a, library, e.guild)
			if err != nil {
				return err
			}
			return e.ask(ctx, a, questions, view, asGuild{engine, e.guild, view})
		}, err
	}
	questions, err := quality.Load(e.file)
	return func(library *retrieval.Library, engine *answer.Engine) error {
		return e.ask(ctx, a, questions, library, engine)
	}, err
}

// ask asks the questions of the half that is wanted, within a library, and prints the figures.
func (e *evaluation) ask(ctx context.Context, a *app.App, questions []quality.Question, in readable, asker quality.Asker) error {
	var report quality.Report
	for _, q := range e.half.Of(questions) {
		outcome, err := quality.Ask(ctx, &q, in, asker, in.Article)
		if err != nil {
			return err
		}
		report.Add(&outcome)
		if err := e.printOutcome(a, &outcome); err != nil {
			return err
		}
	}
	report.Close()
	return e.printReport(a, &report)
}

// printOutcome prints what became of a question, where that was asked for.
func (e *evaluation) printOutcome(a *app.App, o *quality.Outcome) error {
	switch {
	case !e.each:
		return nil
	case e.json:
		return a.WriteJSON(o)
	}
	return a.Screen.Outcome(o)
}

// printReport prints the figures, and fails where a quote was not verbatim.
func (e *evaluation) printReport(a *app.App, r *quality.Report) error {
	var err error
	if e.json {
		err = a.WriteJSON(struct {
			File  string       `json:"file,omitempty"`
			Guild string       `json:"guild,omitempty"`
			Half  quality.Half `json:"half"`
			*quality.Report
		}{e.file, e.guild, e.half, r})
	} else {
		err = a.Screen.Report(r)
	}
	if err == nil && r.Failed > 0 {
		err = errUnproven
	}
	return err
}
