package guildlibrary

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"footnote/bot/articles"
	"footnote/corpus"
	"footnote/corpus/web"
	"footnote/retrieval"
	"footnote/retrieval/lexical"
	"footnote/retrieval/retrievaltest"
	"footnote/retrieval/vector"
)

// web pages by their addresses; one that is not there answers 404.
type pages map[string]string

func (p pages) Article(_ context.Context, address string) (*corpus.Article, error) {
	text, ok := p[address]
	if !ok {
		return nil, &web.Error{URL: address, Reason: "answers 404 Not Found: check the address", Err: os.ErrNotExist}
	}
	title, _, _ := strings.Cut(text, ".")
	return &corpus.Article{ID: "page", Title: title, URL: address, Text: text}, nil
}

// counting is an embedder that counts the passages it embeds.
type counting struct {
	retrieval.Embedder
	name   string
	passed atomic.Int32
	broken atomic.Bool
}

func (c *counting) Name() string { return c.name }

func (c *counting) Embed(ctx context.Context, kind retrieval.Kind, texts []string) ([][]float32, error) {
	if c.broken.Load() {
		return nil, errors.New("the embedder is down")
	}
	if kind == retrieval.Passage {
		c.passed.Add(int32(len(texts)))
	}
	return c.Embedder.Embed(ctx, kind, texts)
}

// fixture are libraries in a folder, over a base of one article.
type fixture struct {
	config Config
	pages  pages
	e      *counting
}

const baseText = "The ferry left the harbour at dawn. The minister waited in the city."

func newFixture(t *testing.T) *fixture {
	t.Helper()
	f := &fixture{pages: pages{}, e: &counting{Embedder: retrievaltest.Quoting{}, name: "quoting"}}
	dense := func(embedder string) retrieval.Dense {
		if embedder != "" && embedder != f.e.name {
			return retrieval.Dense{}
		}
		return retrieval.Dense{Index: vector.New(), Embedder: f.e, Weight: 0.3}
	}
	base := retrieval.NewLibrary(lexical.New(), retrieval.WithDense(dense("")))
	if err := base.Put(t.Context(), &corpus.Article{ID: "base", Title: "Ferries", Text: baseText}); err != nil {
		t.Fatal(err)
	}
	f.config = Config{
		Base: base, Dir: filepath.Join(t.TempDir(), "guilds"), Pages: f.pages,
		Library: func() *retrieval.Library { return retrieval.NewLibrary(lexical.New()) }, Dense: dense,
		Embedder: func() (retrieval.Embedder, error) { return f.e, nil },
		Revision: "1", MaxArticles: 3, MaxBytes: 1 << 20, Log: slog.New(slog.DiscardHandler),
	}
	return f
}

func file(name, text string) articles.Offered {
	return articles.Offered{Name: name, Data: []byte(text)}
}

func quietly(articles.Step) {}

func add(t *testing.T, s *Libraries, guild string, o articles.Offered) articles.Kept {
	t.Helper()
	k, _, err := s.Add(t.Context(), guild, o, quietly)
	if err != nil {
		t.Fatalf("%s%s was not added: %v", o.Link, o.Name, err)
	}
	return k
}

// found are the articles in which a guild finds words of a question.
func found(t *testing.T, s *Libraries, guild, question string) []string {
	t.Helper()
	l, err := s.In(t.Context(), guild, retrieval.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	hits, err := l.Search(t.Context(), question, 10)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, h := range hits {
		holds := slices.ContainsFunc(strings.Fields(question), func(w string) bool {
			return len(w) > 3 && strings.Contains(strings.ToLower(h.Passage.Text()), strings.ToLower(w))
		})
		if holds && !slices.Contains(ids, h.Passage.Article.ID) {
			ids = append(ids, h.Passage.Article.ID)
		}
	}
	slices.Sort(ids)
	return ids
}
