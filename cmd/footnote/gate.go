package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/datadir"
	"footnote/cmd/footnote/golden"
	"footnote/cmd/footnote/terminal"
	"footnote/config"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/quality"
	"footnote/retrieval/sqlite"
)

// errHeld ends a sync whose result is not in service.
var errHeld = errors.New("golden questions that were answered rightly are not any more, so that the change is not in service: " +
	"look at the sources and sync again, or put it into service with --force")

// gate lets a change of the library into service.
type gate struct {
	a *app.App
	x *indexing
}

// goldenQuestions are the operator's.
func goldenQuestions(c *config.Config) ([]quality.Question, error) {
	questions, err := quality.Load(c.Golden)
	if err != nil {
		return nil, fmt.Errorf("the golden questions cannot be read, correct the file or FOOTNOTE_GOLDEN: %w", err)
	}
	return questions, nil
}

// sync changes a copy of the library, and has it take the library's place.
func (g *gate) sync(ctx context.Context, purpose string, do func(*sqlite.Writer, sqlite.Options) (sqlite.Counts, error)) (err error) {
	questions, err := goldenQuestions(g.a.Config)
	if err != nil {
		return err
	}
	dir, err := g.a.DataDir()
	if err != nil {
		return err
	}
	release, err := datadir.HoldLibrary(dir, purpose)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	next, err := backup.Next(ctx, dir)
	if err != nil {
		return err
	}
	if next == "" {
		// Nothing is in service yet, and nothing can get worse.
		if err := release(); err != nil {
			return err
		}
		counts, err := syncIn(ctx, g.a, purpose, do)
		return g.x.closing(g.a, counts, nil, err)
	}
	counts, err := syncIn(ctx, g.a.At(next), purpose, do)
	if err != nil {
		return g.x.closing(g.a, counts, nil, err)
	}
	report, err := g.try(ctx, questions, dir, next)
	if err != nil {
		return err
	}
	if report.Held = report.Worse > 0 && !g.x.force; report.Held {
		return g.x.closing(g.a, counts, &report, errHeld)
	}
	changed := counts.Added+counts.Changed+counts.Removed+counts.Embedded > 0 || len(report.Changed) > 0
	err = backup.Promote(ctx, dir, changed)
	if err == nil {
		err = follow(dir, report.Changed)
	}
	return g.x.closing(g.a, counts, &report, err)
}

// follow takes over into the record what a change of the articles did.
func follow(dir string, changed []golden.Verdict) error {
	r, err := golden.ReadRecord(dir)
	if err != nil || r.By == "" {
		return err
	}
	r.Follow(changed)
	return r.Write(dir)
}

// try asks the questions of the library in service and of the coming one.
func (g *gate) try(ctx context.Context, questions []quality.Question, now, next string) (golden.Report, error) {
	var sides [2]golden.Asked
	for i, dir := range []string{now, next} {
		side := g.a.At(dir)
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

// errWorse ends a program that answers golden questions worse than the one before it.
var errWorse = errors.New("golden questions that the last version or model answered rightly are not any more: " +
	"go back to those, or serve with --force")

// proven asks the golden questions where another program or model was in service
// before, and fails where they are answered worse.
func proven(ctx context.Context, a *app.App, library *retrieval.Library, engine *answer.Engine, dir, mode string, force bool) error {
	c := a.Config
	if c.Golden == "" {
		return nil
	}
	m := c.Models
	by := strings.Join([]string{a.Version, m.Chat, library.Embedder(), m.Reader, m.Across, mode}, ", ")
	before, err := golden.ReadRecord(dir)
	if err != nil || before.By == by {
		return err
	}
	questions, err := goldenQuestions(c)
	if err != nil {
		return err
	}
	report, next, err := before.Since(ctx, questions, golden.Asked{In: library, By: engine, Find: library.Article}, by)
	if err != nil {
		return err
	}
	if before.By != "" {
		if err := report.Print(a.Stderr, terminal.Clean); err != nil {
			return err
		}
	}
	if report.Worse > 0 && !force {
		return errWorse
	}
	return next.Write(dir)
}
