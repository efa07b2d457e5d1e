package main

import (
	"context"
	"errors"
	"strings"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/golden"
	"footnote/cmd/footnote/terminal"
	"footnote/retrieval"
	"footnote/retrieval/answer"
)

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
	questions, err := golden.Load(c.Golden)
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
