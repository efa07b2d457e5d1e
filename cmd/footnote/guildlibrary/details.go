package guildlibrary

import (
	"cmp"
	"context"

	"footnote/bot/articles"
	"footnote/corpus"
)

// Describe implements articles.Articles.
func (s *Libraries) Describe(ctx context.Context, id, article string, d articles.Details) error {
	g, err := s.guild(id)
	if err != nil {
		return err
	}
	unpin, err := g.ask(ctx)
	if err != nil {
		return err
	}
	defer unpin()
	g.mu.Lock()
	address, ok := g.from[article]
	var now *corpus.Article
	if ok && g.library != nil {
		now, ok = g.library.Article(article)
	}
	g.mu.Unlock()
	if !ok || now == nil {
		return &articles.Refusal{Key: articles.RefusedUnknown}
	}
	a := *now
	a.Title, a.Source, a.URL = d.Title, d.Source, d.URL
	a.Published, _ = corpus.ParseDate(d.Published) // "" is no day
	_, err = g.rewrite(ctx, []single{{address, &a, true}}, func(articles.Step) {})
	return err
}

// keepDetails has an article that was read again keep what was said of the one
// before and it does not state itself.
func keepDetails(a, before *corpus.Article) {
	a.Title, a.Source, a.URL = cmp.Or(a.Title, before.Title), cmp.Or(a.Source, before.Source), cmp.Or(a.URL, before.URL)
	if a.Published.IsZero() {
		a.Published = before.Published
	}
}
