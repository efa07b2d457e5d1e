// Package evaluation measures search and answers on questions whose answers are known, and
// the proof on claims that are known to be true or false.
package evaluation

import (
	"context"
	"errors"
	"path/filepath"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/datadir"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/quality"
)

// besideQuestions is the file of articles that a set may bring along.
const besideQuestions = "docs.jsonl"

// Options are what `footnote eval` was told to do.
type Options struct {
	// File is the file of questions; "" where Guild names a Discord server.
	File, Guild string
	// Claims is the file of claims that are judged instead.
	Claims string
	By     app.Writing
	Half   quality.Half
	// JSON prints objects, Each a line for every question or claim.
	JSON, Each bool
}

// articles are those of from, or where that names none, those that lie beside the
// questions.
func (o *Options) articles(from app.Source) app.Source {
	from.Many = true
	if docs := filepath.Join(filepath.Dir(o.File), besideQuestions); o.File != "" && len(from.Paths) == 0 && datadir.IsFile(docs) {
		from.Paths = []string{docs}
	}
	return from
}

// errUnproven ends an evaluation in which a quote was not verbatim.
var errUnproven = errors.New("quotes were shown that do not stand in the articles: see citations failed")

// Run measures what o says with the articles that a has, and prints the figures.
func Run(ctx context.Context, a *app.App, o Options) error {
	a.From = o.articles(a.From)
	ctx = a.Unhurried(ctx)
	measure, err := o.measure(ctx, a)
	if err != nil {
		return err
	}
	library, err := a.Open(ctx)
	if err != nil {
		return err
	}
	engine, release, err := a.Engine(library, o.By)
	if err != nil {
		return err
	}
	defer release()
	return measure(library, engine)
}

// measure reads the questions or claims, and returns what measures by them.
func (o *Options) measure(ctx context.Context, a *app.App) (func(*retrieval.Library, *answer.Engine) error, error) {
	if o.Claims != "" {
		claims, err := quality.LoadClaims(o.Claims)
		return func(library *retrieval.Library, engine *answer.Engine) error {
			report, err := quality.HoldClaims(ctx, o.Claims, claims, engine, library.Article)
			if err != nil {
				return err
			}
			if o.JSON {
				return a.WriteJSON(report)
			}
			return a.Screen.Claims(report, o.Each)
		}, err
	}
	if o.Guild != "" {
		questions, err := guildQuestions(ctx, a, o.Guild)
		return func(library *retrieval.Library, engine *answer.Engine) error {
			view, err := guildView(ctx, a, library, o.Guild)
			if err != nil {
				return err
			}
			return o.ask(ctx, a, questions, view, asGuild{engine, o.Guild, view})
		}, err
	}
	questions, err := quality.Load(o.File)
	return func(library *retrieval.Library, engine *answer.Engine) error {
		return o.ask(ctx, a, questions, library, engine)
	}, err
}

// ask asks the questions of the half that is wanted, within a library, and prints the figures.
func (o *Options) ask(ctx context.Context, a *app.App, questions []quality.Question, in readable, asker quality.Asker) error {
	var report quality.Report
	for _, q := range o.Half.Of(questions) {
		outcome, err := quality.Ask(ctx, &q, in, asker, in.Article)
		if err != nil {
			return err
		}
		report.Add(&outcome)
		if err := o.printOutcome(a, &outcome); err != nil {
			return err
		}
	}
	report.Close()
	return o.printReport(a, &report)
}

// printOutcome prints what became of a question, where that was asked for.
func (o *Options) printOutcome(a *app.App, q *quality.Outcome) error {
	switch {
	case !o.Each:
		return nil
	case o.JSON:
		return a.WriteJSON(q)
	}
	return a.Screen.Outcome(q)
}

// printReport prints the figures, and fails where a quote was not verbatim.
func (o *Options) printReport(a *app.App, r *quality.Report) error {
	var err error
	if o.JSON {
		err = a.WriteJSON(struct {
			File  string       `json:"file,omitempty"`
			Guild string       `json:"guild,omitempty"`
			Half  quality.Half `json:"half"`
			*quality.Report
		}{o.File, o.Guild, o.Half, r})
	} else {
		err = a.Screen.Report(r)
	}
	if err == nil && r.Failed > 0 {
		err = errUnproven
	}
	return err
}
