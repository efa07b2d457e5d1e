package core

import (
	"cmp"
	"context"

	"footnote/bot/feature"
	"footnote/bot/render"
)

// Do does a reply's work on a screen, as soon as its turn in the queue comes.
// Whatever happens, something is shown.
func (c *Core) Do(ctx context.Context, w *feature.Work, p feature.Person, s feature.Screen) error {
	err := c.inTurn(ctx, w, s)
	if err == nil || context.Cause(ctx) != nil {
		return err
	}
	_, err = s.Show(ctx, []render.Message{feature.Problem(c.log, p.Locale, "a command was not carried out", err)})
	return err
}

func (c *Core) inTurn(ctx context.Context, w *feature.Work, s feature.Screen) error {
	leave, err := c.queue.Enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(w.Patience, c.patience))
	defer cancel()
	return w.Do(ctx, s)
}

// Waiting is how much is under way, what waits in line too.
func (c *Core) Waiting() int { return c.queue.Len() }
