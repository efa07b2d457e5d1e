package guildlibrary

import (
	"cmp"
	"context"
	"errors"
	"path"
	"strconv"
	"strings"

	"footnote/bot/articles"
	"footnote/bot/feature"
	"footnote/corpus"
	"footnote/corpus/web"
	"footnote/retrieval"
	"footnote/retrieval/sqlite"
)

// Add implements articles.Articles.
func (s *Libraries) Add(ctx context.Context, id string, o articles.Offered, tell func(articles.Step)) (articles.Kept, bool, error) {
	g, err := s.guild(id)
	if err != nil {
		return articles.Kept{}, false, err
	}
	unpin, err := g.ask(ctx)
	if err != nil {
		return articles.Kept{}, false, err
	}
	defer unpin()
	// Looked at before anything is fetched, and again when it is kept.
	address, err := addressOf(o)
	if err == nil {
		err = g.room(address, nil)
	}
	if err != nil {
		return articles.Kept{}, false, err
	}
	article, err := s.read(ctx, o, address, tell)
	if err != nil {
		return articles.Kept{}, false, err
	}
	replaced := false
	err = g.try(ctx, tell, func(ctx context.Context, w *sqlite.Writer) error {
		if err := g.room(address, article); err != nil {
			return err
		}
		article.ID, replaced = g.nameFor(address, article)
		_, err := w.Add(ctx, s.options(tell, single{address, article, true}), address)
		return s.passOver(g.id, err)
	})
	if err != nil {
		return articles.Kept{}, false, err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if _, ok := g.from[article.ID]; !ok {
		return articles.Kept{}, false, ctx.Err() // the time was over before it was in
	}
	return g.kept(article.ID), replaced, nil
}

// addressOf is the address under which an article is kept.
func addressOf(o articles.Offered) (string, error) {
	if o.Link == "" {
		return uploadAddress(o.Name), nil
	}
	address, err := web.Address(o.Link)
	return address, unreadable(err)
}

// read makes the article.
func (s *Libraries) read(ctx context.Context, o articles.Offered, address string, tell func(articles.Step)) (*corpus.Article, error) {
	if o.Link == "" {
		a, err := corpus.ReadDocument(o.Name, o.ContentType, o.Data)
		if err == nil && a.Title == "" {
			a.Title = strings.TrimSuffix(o.Name, path.Ext(o.Name)) // who attached it named it
		}
		return a, unreadable(err)
	}
	tell(articles.Step{Stage: articles.Fetching, Total: 1})
	a, err := s.Pages.Article(ctx, address)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return a, unreadable(err)
}

// unreadable makes a refusal of why something could not be read.
func unreadable(err error) error {
	var page *web.Error
	var problem *corpus.Problem
	switch {
	case errors.Is(err, web.ErrRefused):
		// Not in its own words: they may tell where in a private network a name leads.
		return &articles.Refusal{Key: articles.RefusedAddress}
	case errors.As(err, &page):
		return &articles.Refusal{Key: articles.RefusedRead, Pairs: []string{"reason", page.Reason}}
	case errors.As(err, &problem):
		return &articles.Refusal{Key: articles.RefusedRead, Pairs: []string{"reason", problem.Reason}}
	}
	return err
}

// room refuses an article that the guild has no room for, or has already. A nil
// article is one that is not known yet.
func (g *guild) room(address string, a *corpus.Article) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	count, size := 0, 0
	if g.library != nil {
		for _, other := range g.library.Articles() {
			if g.from[other.ID] == address {
				continue // its place is taken
			}
			count, size = count+1, size+len(other.Text)
			if a != nil && other.Text == a.Text {
				return same(other)
			}
		}
	}
	if count >= g.s.MaxArticles {
		return &articles.Refusal{Key: articles.RefusedCount, Pairs: []string{"count", strconv.Itoa(g.s.MaxArticles)}}
	}
	if a == nil {
		return nil
	}
	if size+len(a.Text) > g.s.MaxBytes {
		return &articles.Refusal{Key: articles.RefusedSize, Pairs: []string{"most", strconv.Itoa(g.s.MaxBytes >> 20)}}
	}
	for _, other := range g.s.Base.Articles() {
		if other.Text == a.Text {
			return same(other)
		}
	}
	return nil
}

func same(a *corpus.Article) error {
	return &articles.Refusal{Key: articles.RefusedSame, Pairs: []string{"title", cmp.Or(a.Title, a.ID)}}
}

// nameFor is the ID for the article at an address: the one it has, or a new one.
func (g *guild) nameFor(address string, a *corpus.Article) (id string, known bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for id, from := range g.from {
		if from == address {
			return id, true
		}
	}
	wanted := feature.OwnPrefix(g.id) + slug(cmp.Or(a.Title, a.ID))
	id = wanted
	for n := 2; ; n++ {
		if _, taken := g.from[id]; !taken {
			return id, false
		}
		id = wanted + "-" + strconv.Itoa(n)
	}
}

// options say how to write some articles.
func (s *Libraries) options(tell func(articles.Step), sources ...single) sqlite.Options {
	o := sqlite.Options{BatchTexts: s.BatchTexts, Revision: s.Revision, Progress: steps{tell}}
	o.Embedder = s.embedder()
	o.Open = func(address string) (sqlite.Source, error) {
		for _, source := range sources {
			if source.address == address {
				return source, nil
			}
		}
		return nil, errors.New("it is not read now")
	}
	return o
}

// embedder makes vectors, or is nil where that cannot be had now: then the
// words alone find the articles.
func (s *Libraries) embedder() retrieval.Embedder {
	if s.Embedder == nil {
		return nil
	}
	e, err := s.Embedder()
	if err != nil {
		s.Log.Error("articles of guilds get no vectors", "error", err)
		return nil
	}
	return e
}

// passOver lets articles be that have no vectors yet, because the embedder
// failed or the time was over: Keep makes them, and words find the passages until then.
func (s *Libraries) passOver(guild string, err error) error {
	if !errors.Is(err, sqlite.ErrEmbedding) && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	s.Log.Warn("some passages of a guild's articles are found by their words only for now", "guild", guild, "error", err)
	select {
	case s.again <- guild:
	default: // Keep is busy; the next start sees to it
	}
	return nil
}

// steps tells a moderator how a sync goes on.
type steps struct{ tell func(articles.Step) }

func (p steps) Step(stage sqlite.Stage, done, total int) {
	if stage == sqlite.Embedding {
		p.tell(articles.Step{Stage: articles.Indexing, Done: done, Total: total})
	}
}

func (steps) Problem(error) {}
