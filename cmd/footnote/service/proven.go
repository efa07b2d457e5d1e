package service

import (
	"context"
	"errors"
	"strings"

	"footnote/cmd/footnote/golden"
	"footnote/cmd/footnote/terminal"
)

// errWorse ends a program that answers golden questions worse than the one before it.
var errWorse = errors.New("golden questions that the last version or model answered rightly are not any more: " +
	"go back to those, or serve with --force")

// proven asks the golden questions where another program or model was in service
// before, and fails where they are answered worse.
func (w *wiring) proven(ctx context.Context, dir, mode string, force bool) error {
	c := w.Config
	if c.Golden == "" {
		return nil
	}
	m := c.Models
	by := strings.Join([]string{w.Version, m.Chat, w.library.Embedder(), m.Reader, m.Across, mode}, ", ")
	before, err := golden.ReadRecord(dir)
	if err != nil || before.By == by {
		return err
	}
	questions, err := golden.Load(c.Golden)
	if err != nil {
		return err
	}
	report, next, err := before.Since(ctx, questions, golden.Asked{In: w.library, By: w.engine, Find: w.library.Article}, by)
	if err != nil {
		return err
	}
	if before.By != "" {
		if err := report.Print(w.Stderr, terminal.Clean); err != nil {
			return err
		}
	}
	if report.Worse > 0 && !force {
		return errWorse
	}
	return next.Write(dir)
}
