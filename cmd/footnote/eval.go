package main

import (
	"context"
	_ "embed" // the help
	"errors"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"footnote/cmd/footnote/datadir"
	"footnote/config"
	"footnote/retrieval/quality"
)

// besideQuestions is the file of articles that a set may bring along.
const besideQuestions = "docs.jsonl"

//go:embed eval_help.txt
var evalHelp string

// evalCommand builds `footnote eval`.
func (p *program) evalCommand() *cobra.Command {
	var from source
	var by writerChoice
	var asJSON, verbose bool
	half, guild, claims := string(quality.All), "", ""
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
		Args: func(cmd *cobra.Command, args []string) error { return fileOr(guild+claims, cmd, args) },
		RunE: func(cmd *cobra.Command, args []string) error {
			part, err := quality.ParseHalf(half)
			if err != nil {
				return usage(cmd, err)
			}
			e := evaluation{file: strings.Join(args, ""), guild: guild, claims: claims, by: by, half: part, json: asJSON, each: verbose}
			if claims != "" {
				return p.evalClaims(cmd.Context(), from, e)
			}
			return p.eval(cmd.Context(), from, e)
		},
	}
	from.flags(cmd)
	from.embedderFlag(cmd)
	by.flags(cmd)
	cmd.Flags().StringVar(&half, "half", half, "the questions to ask: all, tuning or reporting")
	cmd.Flags().StringVar(&guild, "guild", "", "ask what moderators of the Discord server with this `ID` have marked as wrong")
	cmd.Flags().StringVar(&claims, "claims", "", "judge the claims of `FILE` instead of asking questions")
	cmd.MarkFlagsMutuallyExclusive("guild", "claims")
	cmd.Flags().BoolVar(&verbose, "questions", false, "print a line for every question (with --json, an object)")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the figures as a JSON object on one line")
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
	// file is the file of questions, "" where guild names a Discord server.
	file, guild string
	// claims is the file of claims that are judged instead.
	claims     string
	by         writerChoice
	half       quality.Half
	json, each bool
}

// errUnproven ends an evaluation in which a quote was not verbatim.
var errUnproven = errors.New("quotes were shown that do not stand in the articles: see citations failed")

// eval asks the questions and prints the figures.
func (p *program) eval(ctx context.Context, from source, e evaluation) error {
	c, err := p.settings(from.overrides())
	if err != nil {
		return err
	}
	questions, err := p.questions(ctx, c, e)
	if err != nil {
		return err
	}
	if docs := filepath.Join(filepath.Dir(e.file), besideQuestions); e.guild == "" && len(from.paths) == 0 && datadir.IsFile(docs) {
		from.paths = []string{docs}
	}
	from.many = true
	library, err := p.open(ctx, from)
	if err != nil {
		return err
	}
	engine, release, err := p.engine(library, c, from, e.by)
	if err != nil {
		return err
	}
	defer release()
	view, asker := readable(library), quality.Asker(engine)
	if e.guild != "" {
		if view, err = p.guildView(ctx, library, c, from, e.guild); err != nil {
			return err
		}
		asker = asGuild{engine, e.guild, view}
	}
	return p.evaluate(ctx, e, questions, view, asker)
}

// questions are those of the file, or of the server.
func (p *program) questions(ctx context.Context, c *config.Config, e evaluation) ([]quality.Question, error) {
	if e.guild != "" {
		return p.guildQuestions(ctx, c, e.guild)
	}
	return quality.Load(e.file)
}

// evaluate asks the questions of the half that is wanted, within a library.
func (p *program) evaluate(ctx context.Context, e evaluation, questions []quality.Question, in readable, asker quality.Asker) error {
	var report quality.Report
	for _, q := range e.half.Of(questions) {
		outcome, err := quality.Ask(ctx, &q, in, asker, in.Article)
		if err != nil {
			return err
		}
		report.Add(&outcome)
		if err := p.printOutcome(e, &outcome); err != nil {
			return err
		}
	}
	report.Close()
	return p.printReport(e, &report)
}

// printOutcome prints what became of a question, where that was asked for.
func (p *program) printOutcome(e evaluation, o *quality.Outcome) error {
	switch {
	case !e.each:
		return nil
	case e.json:
		return p.writeJSON(o)
	}
	return p.screen.Outcome(o)
}

// printReport prints the figures, and fails where a quote was not verbatim.
func (p *program) printReport(e evaluation, r *quality.Report) error {
	var err error
	if e.json {
		err = p.writeJSON(struct {
			File  string       `json:"file,omitempty"`
			Guild string       `json:"guild,omitempty"`
			Half  quality.Half `json:"half"`
			*quality.Report
		}{e.file, e.guild, e.half, r})
	} else {
		err = p.screen.Report(r)
	}
	if err == nil && r.Failed > 0 {
		err = errUnproven
	}
	return err
}
