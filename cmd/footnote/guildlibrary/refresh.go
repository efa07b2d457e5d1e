package guildlibrary

import (
	"cmp"
	"context"
	"errors"
	"os"
	"slices"
	"time"

	"footnote/bot/articles"
	"footnote/retrieval/sqlite"
)

// Refresh implements articles.Articles. A page that is gone, or says something that
// there is no room for, leaves its article as it was: who put it there decides.
func (s *Libraries) Refresh(ctx context.Context, id string, tell func(articles.Step)) (articles.Refreshed, error) {
	var r articles.Refreshed
	g, err := s.guild(id)
	if err != nil {
		return r, err
	}
	unpin, err := g.ask(ctx)
	if err != nil {
		return r, err
	}
	defer unpin()
	list, err := s.Kept(ctx, id)
	if err != nil {
		return r, err
	}
	links := slices.DeleteFunc(list, func(k articles.Kept) bool { return !k.Link })
	var fresh []single
	for i, k := range links {
		tell(articles.Step{Stage: articles.Fetching, Done: i, Total: len(links)})
		a, err := s.read(ctx, articles.Offered{Link: k.From}, k.From, tell)
		if ctx.Err() != nil {
			return r, ctx.Err()
		}
		if err == nil {
			err = g.room(k.From, a)
		}
		if err != nil {
			r.Failed = append(r.Failed, articles.Failure{Title: cmp.Or(k.Title, k.ID), Err: err})
			continue
		}
		a.ID = k.ID
		keepDetails(a, k.Article)
		fresh = append(fresh, single{k.From, a, true})
	}
	if len(fresh) == 0 {
		return r, nil
	}
	counts, err := g.rewrite(ctx, fresh, tell)
	r.Changed, r.Unchanged = counts.Changed, counts.Unchanged
	return r, err
}

// rewrite takes in new states of articles that are still there.
func (g *guild) rewrite(ctx context.Context, fresh []single, tell func(articles.Step)) (counts sqlite.Counts, err error) {
	err = g.try(ctx, tell, func(ctx context.Context, w *sqlite.Writer) error {
		g.mu.Lock()
		still := slices.DeleteFunc(fresh, func(s single) bool { return g.from[s.article.ID] != s.address })
		g.mu.Unlock()
		var addresses []string
		for _, s := range still {
			addresses = append(addresses, s.address)
		}
		var err error
		counts, err = w.Add(ctx, g.s.options(tell, still...), addresses...)
		return g.s.passOver(g.id, err)
	})
	return counts, err
}

// Keep renews the files of all guilds, and later those in which something was
// left undone, and forgets what nobody looks at, until ctx ends.
func (s *Libraries) Keep(ctx context.Context) {
	embedder := s.Base.Embedder()
	s.Renew(ctx)
	ticker := time.NewTicker(lookAround)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case now := <-ticker.C:
			// Vectors that cannot be compared with the base's are of no use.
			if e := s.Base.Embedder(); e != embedder {
				embedder = e
				s.Renew(ctx)
			}
			s.restAll(now)
		case id := <-s.again:
			if err := s.renew(ctx, id); err != nil && ctx.Err() == nil {
				s.Log.Error("a guild's articles could not be brought up to date", "guild", id, "error", err)
			}
		}
	}
}

// lookAround is how often Keep looks whether something is to be done.
const lookAround = 10 * time.Minute

// Renew brings the files of all guilds up to this program: vectors that are
// missing or of another embedder, passages that are divided otherwise now. It
// fetches nothing. What cannot be done for one guild is logged, and does not
// keep the others from it.
func (s *Libraries) Renew(ctx context.Context) {
	entries, err := os.ReadDir(s.Dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		s.Log.Error("the folder of the guilds' articles cannot be read", "error", err)
	}
	for _, e := range entries {
		if ctx.Err() != nil || !e.IsDir() || !snowflake.MatchString(e.Name()) {
			continue
		}
		if err := s.renew(ctx, e.Name()); err != nil && ctx.Err() == nil {
			s.Log.Error("a guild's articles could not be brought up to date", "guild", e.Name(), "error", err)
		}
	}
}

func (s *Libraries) renew(ctx context.Context, id string) error {
	g, err := s.guild(id)
	if err != nil {
		return err
	}
	unpin := g.pin()
	defer unpin()
	if err := g.load(ctx); err != nil || !g.any() {
		return err
	}
	return g.change(ctx, func(ctx context.Context, w *sqlite.Writer) error {
		g.mu.Lock()
		var kept []single
		for _, a := range g.library.Articles() {
			kept = append(kept, single{g.from[a.ID], a, false})
		}
		g.mu.Unlock()
		_, err := w.Sync(ctx, s.options(func(articles.Step) {}, kept...))
		return err
	})
}
