package talk

import (
	"cmp"
	"context"

	"footnote/bot/feature"
	"footnote/bot/render"
)

// features are what the desk does beyond answering questions.
func (d *Desk) features() []feature.Feature {
	list := []feature.Feature{
		d.asking(), d.settings(), d.gaps(), d.auditing(), d.stats(), d.corrections(), d.privacy(),
		d.summaries(), d.digests(), {Ticks: []feature.Tick{d.checkSources, d.forgetLeft}},
	}
	if d.Articles != nil {
		list = append(list, d.articles())
	}
	return list
}

// Do does a reply's work on a screen, as soon as its turn in the queue comes.
// Whatever happens, something is shown.
func (d *Desk) Do(ctx context.Context, w *feature.Work, p feature.Person, s feature.Screen) error {
	err := d.inTurn(ctx, w, s)
	if err == nil || context.Cause(ctx) != nil {
		return err
	}
	_, err = s.Show(ctx, []render.Message{d.Problem(p.Locale, "a command was not carried out", err)})
	return err
}

func (d *Desk) inTurn(ctx context.Context, w *feature.Work, s feature.Screen) error {
	leave, err := d.Queue.Enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(w.Patience, d.Patience))
	defer cancel()
	return w.Do(ctx, s)
}
