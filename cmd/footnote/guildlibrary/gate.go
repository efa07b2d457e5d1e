package guildlibrary

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"footnote/bot/articles"
	"footnote/bot/store"
	"footnote/bot/store/gapstore"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/golden"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/quality"
	"footnote/retrieval/sqlite"
)

// Gate holds changes of a guild's articles back that answer its golden questions
// worse.
type Gate struct {
	// Golden are the questions of a guild, and Asker answers them; nil tries nothing.
	Golden func(ctx context.Context, guild string) ([]gapstore.Golden, error)
	Asker  quality.Asker
}

// heldName is the file in a coming library's folder with the number of what is held.
const heldName = "held"

// try is change, but for golden questions: where the guild has some, a copy of the
// file is changed, and takes the file's place if it answers them as well. Else the
// error is an *articles.Held.
func (g *guild) try(ctx context.Context, tell func(articles.Step), do func(ctx context.Context, w *sqlite.Writer) error) error {
	if g.s.Gate.Golden == nil {
		return g.change(ctx, do)
	}
	questions, err := g.s.Gate.Golden(store.Of(ctx, g.id), g.id)
	if err != nil {
		return err
	}
	if len(questions) == 0 {
		return g.change(ctx, do)
	}
	return g.alone(ctx, func(ctx context.Context) error {
		next, err := backup.Fresh(ctx, g.dir)
		if err != nil {
			return err
		}
		m, err := g.changed(ctx, next, do)
		if err != nil {
			return errors.Join(err, backup.Discard(g.dir))
		}
		held, err := g.s.ask(ctx, tell, questions, g.id, g.now(), retrieval.NewView(g.s.Base, m.Library, retrieval.Filter{}))
		if err != nil {
			return errors.Join(err, backup.Discard(g.dir))
		}
		if len(held.Worse) > 0 {
			held.Number = int(time.Now().UnixMilli())
			return errors.Join(os.WriteFile(filepath.Join(next, heldName), []byte(strconv.Itoa(held.Number)), 0o600), held)
		}
		return g.promote(ctx)
	})
}

// alone runs do when those before are done, with the file held for it alone, and has other
// processes follow.
func (g *guild) alone(ctx context.Context, do func(ctx context.Context) error) error {
	over, err := g.turn(ctx)
	if err != nil {
		return err
	}
	defer over()
	if err := g.holding(ctx, do); err != nil {
		return err
	}
	return g.push(context.WithoutCancel(ctx))
}

// holding runs do with the file held for it alone.
func (g *guild) holding(ctx context.Context, do func(ctx context.Context) error) (err error) {
	if err := os.MkdirAll(g.dir, 0o700); err != nil {
		return err
	}
	release, err := sqlite.Hold(g.dir, "footnote serve")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	return do(ctx)
}

// changed changes the coming library in a folder, and reads it.
func (g *guild) changed(ctx context.Context, next string, do func(ctx context.Context, w *sqlite.Writer) error) (m *sqlite.Mirror, err error) {
	w, err := sqlite.OpenWriter(ctx, next, "footnote serve")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	if err := do(ctx, w); err != nil {
		return nil, err
	}
	m = &sqlite.Mirror{Store: w.Store, Library: g.s.Library(), Dense: g.s.Dense}
	return m, m.Load(ctx)
}

// now is what the guild sees.
func (g *guild) now() *retrieval.View {
	g.mu.Lock()
	defer g.mu.Unlock()
	return retrieval.NewView(g.s.Base, g.library, retrieval.Filter{})
}

// promote puts the coming library into service. The caller holds the file.
func (g *guild) promote(ctx context.Context) error {
	if err := backup.Promote(ctx, g.dir, false); err != nil {
		return err
	}
	store, err := sqlite.Open(ctx, g.dir)
	if err != nil {
		return err
	}
	return errors.Join(g.follow(context.WithoutCancel(ctx), store), store.Close())
}

// ask tells how a change answers golden questions.
func (s *Libraries) ask(ctx context.Context, tell func(articles.Step), list []gapstore.Golden, guild string, before, after *retrieval.View) (*articles.Held, error) {
	questions, byID := golden.Questions(list), map[string]gapstore.Golden{}
	for i, q := range questions {
		byID[q.ID] = list[i]
	}
	asked := 0
	side := func(v *retrieval.View) golden.Asked {
		return golden.Asked{In: v, Find: v.Article, By: asker(func(ctx context.Context, q answer.Question) (answer.Answer, error) {
			asked++
			tell(articles.Step{Stage: articles.Trying, Done: asked, Total: 2 * len(list)})
			// Extracted, so that the same articles always give the same answers, at no cost.
			q.Guild, q.Within, q.Extract = guild, v, true
			return s.Gate.Asker.Ask(ctx, q)
		})}
	}
	r, err := golden.Compare(ctx, questions, side(before), side(after))
	held := &articles.Held{Of: r.Of, Before: r.Before, After: r.After}
	for _, v := range r.Changed {
		if v.Worse() {
			held.Worse = append(held.Worse, articles.Tried{Golden: byID[v.ID], After: v.After})
		}
	}
	return held, err
}

// asker is a quality.Asker.
type asker func(ctx context.Context, q answer.Question) (answer.Answer, error)

// Ask implements quality.Asker.
func (a asker) Ask(ctx context.Context, q answer.Question) (answer.Answer, error) { return a(ctx, q) }

// Use implements articles.Articles.
func (s *Libraries) Use(ctx context.Context, id string, number int) error {
	return s.held(ctx, id, number, (*guild).promote)
}

// Leave implements articles.Articles.
func (s *Libraries) Leave(ctx context.Context, id string, number int) error {
	return s.held(ctx, id, number, func(g *guild, _ context.Context) error { return backup.Discard(g.dir) })
}

// held does something with what is held back under a number.
func (s *Libraries) held(ctx context.Context, id string, number int, do func(g *guild, ctx context.Context) error) error {
	g, err := s.guild(id)
	if err != nil {
		return err
	}
	return g.alone(ctx, func(ctx context.Context) error {
		next, err := backup.Coming(ctx, g.dir)
		if err != nil {
			return err
		}
		kept, err := os.ReadFile(filepath.Join(next, heldName))
		if next == "" || err != nil || string(kept) != strconv.Itoa(number) {
			return &articles.Refusal{Key: articles.RefusedStale}
		}
		return do(g, ctx)
	})
}
