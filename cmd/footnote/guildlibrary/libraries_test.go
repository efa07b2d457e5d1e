package guildlibrary

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot/articles"
)

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
	for id, want := range map[string]bool{k.ID: true, "base": true, "2/zorblax-report": false, "x/y": false, "": false} {
		if a, ok := (Whole{s}).Article(id); ok != want || ok && a.ID != id {
			t.Errorf("the article %q: %v", id, ok)
		}
	}
	for _, other := range []string{"2", ""} {
		if got := found(t, s, other, "the ferry of Zorblax"); !slices.Equal(got, []string{"base"}) {
			t.Errorf("guild %q finds %v", other, got)
		}
	}
	removes(t, f, k)
}

// removes: what was removed is nowhere, also for another process.
func removes(t *testing.T, f *fixture, k articles.Kept) {
	t.Helper()
	s := New(f.config)
	if list, err := s.Kept(t.Context(), "1"); err != nil || len(list) != 1 || list[0].From != "Zorblax report.txt" {
		t.Errorf("after a restart %v, %v", list, err)
	}
	var refusal *articles.Refusal
	if err := s.Remove(t.Context(), "2", k.ID); !errors.As(err, &refusal) || refusal.Key != articles.RefusedUnknown {
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

// A file that cannot be read costs the guild its own articles and nothing else;
// one that is forgotten is gone, and room for a new one.
func TestBrokenAndForgotten(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	k := add(t, New(f.config), "1", file("report.txt", zorblax))
	path := filepath.Join(f.config.Dir, "1", "library.db")
	if err := os.WriteFile(path, []byte("no library at all, but long enough to be looked at"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := New(f.config)
	if got := found(t, s, "1", "the ferry of Zorblax"); !slices.Equal(got, []string{"base"}) {
		t.Errorf("with a broken file guild 1 finds %v", got)
	}
	if _, _, err := s.Add(t.Context(), "1", file("other.txt", "Text."), quietly); err == nil {
		t.Error("a broken file was written to")
	}
	if err := s.Forget(t.Context(), "1"); err != nil {
		t.Fatal(err)
	}
	if again := add(t, s, "1", file("report.txt", zorblax)); again.ID != k.ID {
		t.Errorf("kept as %s", again.ID)
	}
	g, err := s.guild("1")
	if err != nil {
		t.Fatal(err)
	}
	s.restAll(time.Now().Add(restAfter))
	if g.library != nil {
		t.Error("articles that nobody looks at stay in memory")
	}
	if got := found(t, s, "1", "Zorblax"); !slices.Equal(got, []string{k.ID}) {
		t.Errorf("after a rest guild 1 finds %v", got)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.config.MaxBytes = 200
	s := New(f.config)
	f.pages["https://example.org/a"] = "A comet came. It was seen by many people over the sea."
	refused := func(key string, o articles.Offered) {
		t.Helper()
		_, _, err := s.Add(t.Context(), "1", o, quietly)
		var refusal *articles.Refusal
		if !errors.As(err, &refusal) || refusal.Key != key {
			t.Errorf("%+v gives %v, want %s", o, err, key)
		}
	}
	refused(articles.RefusedRead, file("program.exe", "MZ"))
	refused(articles.RefusedRead, file("empty.txt", ""))
	refused(articles.RefusedRead, articles.Offered{Link: "https://example.org/gone"})
	refused(articles.RefusedAddress, articles.Offered{Link: "file:///etc/passwd"})
	refused(articles.RefusedSame, file("again.txt", baseText))
	refused(articles.RefusedSize, file("long.txt", strings.Repeat("A word and another. ", 20)))
	if _, err := os.Stat(f.config.Dir); !errors.Is(err, os.ErrNotExist) && scan(t, f.config.Dir, "word and another") {
		t.Error("what was refused is kept")
	}
	add(t, s, "1", file("a.txt", "One text."))
	add(t, s, "1", file("b.txt", "Another text."))
	add(t, s, "1", articles.Offered{Link: "https://example.org/a#top"})
	refused(articles.RefusedCount, file("c.txt", "A third text."))
	refused(articles.RefusedSame, file("b.txt", "One text."))
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
		add(t, s, "1", articles.Offered{Link: address})
	}
	before := f.e.passed.Load()
	f.pages["https://example.org/1"] = "Comet 1 left. Gwendolyn saw it last."
	delete(f.pages, "https://example.org/2")
	r, err := s.Refresh(t.Context(), "1", quietly)
	var why *articles.Refusal
	if err != nil || r.Changed != 1 || r.Unchanged != 1 || len(r.Failed) != 1 || !errors.As(r.Failed[0].Err, &why) || !strings.Contains(strings.Join(why.Pairs, " "), "404") {
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
	add(t, s, "1", articles.Offered{Link: "https://example.org/a"})
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
