package shelves

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"footnote/bot/talk"
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

// fixture are shelves in a folder, over a base of one article.
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

func file(name, text string) talk.Offered {
	return talk.Offered{Name: name, Data: []byte(text)}
}

func quietly(talk.Step) {}

func add(t *testing.T, s *Shelves, guild string, o talk.Offered) talk.Kept {
	t.Helper()
	k, _, err := s.Add(t.Context(), guild, o, quietly)
	if err != nil {
		t.Fatalf("%s%s was not added: %v", o.Link, o.Name, err)
	}
	return k
}

// found are the articles in which a guild finds words of a question.
func found(t *testing.T, s *Shelves, guild, question string) []string {
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

const zorblax = "Zorblax bought the ferry in secret. Nobody in the city knew of it."

func TestAddAndRemove(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	s := New(f.config)
	k := add(t, s, "1", file("Zorblax report.txt", zorblax))
	if k.ID != "1/zorblax-report" || k.From != "Zorblax report.txt" || k.Link || k.Text != zorblax {
		t.Errorf("kept as %+v", k)
	}
	if got := found(t, s, "1", "the ferry of Zorblax"); !slices.Equal(got, []string{"1/zorblax-report", "base"}) {
		t.Errorf("guild 1 finds %v", got)
	}
	for _, other := range []string{"2", ""} {
		if got := found(t, s, other, "the ferry of Zorblax"); !slices.Equal(got, []string{"base"}) {
			t.Errorf("guild %q finds %v", other, got)
		}
	}
	// Another process, or this one after a restart.
	s = New(f.config)
	if list, err := s.Kept(t.Context(), "1"); err != nil || len(list) != 1 || list[0].From != "Zorblax report.txt" {
		t.Errorf("after a restart %v, %v", list, err)
	}
	var refusal *talk.Refusal
	if err := s.Remove(t.Context(), "2", k.ID); !errors.As(err, &refusal) || refusal.Key != talk.RefusedUnknown {
		t.Errorf("another guild's removal gives %v", err)
	}
	if err := s.Remove(t.Context(), "1", k.ID); err != nil {
		t.Fatal(err)
	}
	if got := found(t, s, "1", "the ferry of Zorblax"); !slices.Equal(got, []string{"base"}) {
		t.Errorf("after its removal %v", got)
	}
	if scan(t, f.config.Dir, "Zorblax") {
		t.Error("a file still holds what was removed")
	}
}

// scan tells whether a file below a folder holds a text.
func scan(t *testing.T, dir, text string) (held bool) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		held = held || strings.Contains(string(data), text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return held
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.config.MaxBytes = 200
	s := New(f.config)
	f.pages["https://example.org/a"] = "A comet came. It was seen by many people over the sea."
	refused := func(key string, o talk.Offered) {
		t.Helper()
		_, _, err := s.Add(t.Context(), "1", o, quietly)
		var refusal *talk.Refusal
		if !errors.As(err, &refusal) || refusal.Key != key {
			t.Errorf("%+v gives %v, want %s", o, err, key)
		}
	}
	refused(talk.RefusedRead, file("program.exe", "MZ"))
	refused(talk.RefusedRead, file("empty.txt", ""))
	refused(talk.RefusedRead, talk.Offered{Link: "https://example.org/gone"})
	refused(talk.RefusedAddress, talk.Offered{Link: "file:///etc/passwd"})
	refused(talk.RefusedSame, file("again.txt", baseText))
	refused(talk.RefusedSize, file("long.txt", strings.Repeat("A word and another. ", 20)))
	if _, err := os.Stat(f.config.Dir); !errors.Is(err, os.ErrNotExist) && scan(t, f.config.Dir, "word and another") {
		t.Error("what was refused is kept")
	}
	add(t, s, "1", file("a.txt", "One text."))
	add(t, s, "1", file("b.txt", "Another text."))
	add(t, s, "1", talk.Offered{Link: "https://example.org/a#top"})
	refused(talk.RefusedCount, file("c.txt", "A third text."))
	refused(talk.RefusedSame, file("b.txt", "One text."))
	if k, replaced, err := s.Add(t.Context(), "1", file("b.txt", "A new text."), quietly); err != nil || !replaced || k.Text != "A new text." {
		t.Errorf("a file of the same name: %+v, %v, %v", k, replaced, err)
	}
	for _, id := range []string{"", "..", "1/2", "x"} {
		if _, _, err := s.Add(t.Context(), id, file("d.txt", "Text."), quietly); err == nil {
			t.Errorf("guild %q has a folder", id)
		}
	}
}

func TestRefresh(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	s := New(f.config)
	for i := range 3 {
		address := fmt.Sprintf("https://example.org/%d", i)
		f.pages[address] = fmt.Sprintf("Comet %d came. It was seen over the sea.", i)
		add(t, s, "1", talk.Offered{Link: address})
	}
	before := f.e.passed.Load()
	f.pages["https://example.org/1"] = "Comet 1 left. Gwendolyn saw it last."
	delete(f.pages, "https://example.org/2")
	r, err := s.Refresh(t.Context(), "1", quietly)
	if err != nil || r.Changed != 1 || r.Unchanged != 1 || len(r.Failed) != 1 || !strings.Contains(r.Failed[0].Reason, "404") {
		t.Errorf("%+v, %v", r, err)
	}
	if n := f.e.passed.Load() - before; n != 1 {
		t.Errorf("%d passages were embedded again, want the one that is new", n)
	}
	if got := found(t, s, "1", "Gwendolyn"); !slices.Equal(got, []string{"1/comet-1-came"}) {
		t.Errorf("the new text is found in %v", got)
	}
	if got := found(t, s, "1", "Comet 2"); len(got) != 3 {
		t.Errorf("a page that is gone took its article along: %v", got)
	}
}

// What an embedder left undone, and what another one has to do anew, is made up
// for, without asking the web.
func TestKeep(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	s := New(f.config)
	f.pages["https://example.org/a"] = zorblax
	f.e.broken.Store(true)
	add(t, s, "1", talk.Offered{Link: "https://example.org/a"})
	if got := found(t, s, "1", "Zorblax"); len(got) != 1 {
		t.Errorf("without vectors it is found in %v", got)
	}
	f.e.broken.Store(false)
	delete(f.pages, "https://example.org/a")
	s.Renew(t.Context())
	if n := f.e.passed.Load(); n != 2 { // one of the base's
		t.Errorf("%d passages embedded, want 2", n)
	}
	f.e.name, f.config.Revision = "other", "2"
	s = New(f.config)
	s.Renew(t.Context())
	s.Renew(t.Context())
	if n := f.e.passed.Load(); n != 3 {
		t.Errorf("%d passages embedded, want 3", n)
	}
	if got := found(t, s, "1", "Zorblax"); len(got) != 1 {
		t.Errorf("after the change it is found in %v", got)
	}
}
