package indexing

import (
	"context"
	"errors"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/datadir"
	"footnote/cmd/footnote/golden"
	"footnote/retrieval/quality"
)

// errHeld ends a sync whose result is not in service.
var errHeld = errors.New("golden questions that were answered rightly are not any more, so that the change is not in service: " +
	"look at the sources and sync again, or put it into service with --force")

// gated changes a copy of the library, and has it take the library's place if it answers
// the golden questions as well.
func gated(ctx context.Context, a *app.App, purpose string, force bool, do change) (_ *Outcome, err error) {
	questions, err := golden.Load(a.Config.Golden)
	if err != nil {
		return nil, err
	}
	dir, err := a.DataDir()
	if err != nil {
		return nil, err
	}
	release, err := datadir.HoldLibrary(dir, purpose)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, release()) }()
	next, err := backup.Next(ctx, dir)
	if err != nil {
		return nil, err
	}
	if next == "" {
		// Nothing is in service yet, and nothing can get worse.
		if err := release(); err != nil {
			return nil, err
		}
		return made(changed(ctx, a, purpose, do))
	}
	o, err := made(changed(ctx, a.At(next), purpose, do))
	if err != nil {
		return o, err
	}
	report, err := try(ctx, a, questions, dir, next)
	if err != nil {
		return nil, err
	}
	o.Golden = &report
	if report.Held = report.Worse > 0 && !force; report.Held {
		return o, errHeld
	}
	err = backup.Promote(ctx, dir, o.Added+o.Changed+o.Removed+o.Embedded > 0 || len(report.Changed) > 0)
	if err == nil {
		err = golden.Follow(dir, report.Changed)
	}
	return told(o, err)
}

// try asks the questions of the library in service and of the coming one.
func try(ctx context.Context, a *app.App, questions []quality.Question, now, next string) (golden.Report, error) {
	var sides [2]golden.Asked
	for i, dir := range []string{now, next} {
		side := a.At(dir)
		side.From.Many = true
		library, err := side.Open(ctx)
		if err != nil {
			return golden.Report{}, err
		}
		// Extracted, so that the same articles always give the same answers, at no cost.
		engine, done, err := side.Engine(library, app.Writing{Mode: app.Extracted})
		if err != nil {
			return golden.Report{}, err
		}
		defer done()
		sides[i] = golden.Asked{In: library, By: engine, Find: library.Article}
	}
	return golden.Compare(ctx, questions, sides[0], sides[1])
}
