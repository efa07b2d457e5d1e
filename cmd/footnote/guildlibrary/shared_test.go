package guildlibrary

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"footnote/bot/articles"
	"footnote/bot/store"
	"footnote/bot/store/postgrestest"
	"footnote/cmd/footnote/shared"
	"footnote/retrieval"
)

// process is a process of a bot that shares libraries with others, with a folder of its own,
// and follows what they change.
func process(t *testing.T, f *fixture, url string) (s *Libraries, end func()) {
	t.Helper()
	s, end = joined(t, f, url)
	follow(t, s)
	return s, end
}

// follow has a process follow what others change, until the test is over.
func follow(t *testing.T, s *Libraries) {
	done := make(chan struct{})
	ctx, libraries, log := t.Context(), s.Shared, s.Log // a test may set others later
	go func() { defer close(done); libraries.Watch(ctx, log, s.Follow) }()
	t.Cleanup(func() { <-done })
}

// joined is a process that follows nothing by itself.
func joined(t *testing.T, f *fixture, url string) (s *Libraries, end func()) {
	t.Helper()
	memory, err := store.OpenURL(t.Context(), url, nil)
	if err != nil {
		t.Fatal(err)
	}
	release, err := memory.Join(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c := f.config
	c.Dir, c.Shared = filepath.Join(t.TempDir(), "guilds"), shared.New(memory)
	end = func() {
		if release == nil {
			return
		}
		if err := errors.Join(release(), memory.Close()); err != nil {
			t.Error(err)
		}
		release = nil
	}
	t.Cleanup(end)
	return New(c), end
}

// until waits until other processes have followed.
func until(t *testing.T, done func() bool) {
	t.Helper()
	for !done() {
		select {
		case <-t.Context().Done():
			t.Fatal("it does not come")
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// What moderators add, change and remove in one process is in service in all, in the
// guild it belongs to alone, and no folder is shared.
func TestProcessesShareTheArticlesOfGuilds(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	url := postgrestest.Start(t).URL(t)
	one, _ := process(t, f, url)
	other, _ := process(t, f, url)
	holds := func(s *Libraries, guild, word string) bool {
		return slices.ContainsFunc(found(t, s, guild, word), func(id string) bool { return id != "base" })
	}
	if holds(other, "1", "Zorblax") { // its articles are loaded: there are none
		t.Fatal("it is there before it is added")
	}
	k := add(t, one, "1", file("report.txt", zorblax))
	until(t, func() bool { return holds(other, "1", "Zorblax") })
	if holds(other, "2", "Zorblax") {
		t.Error("another guild sees it")
	}
	add(t, other, "1", file("second.txt", "The second report is of Quillon alone."))
	until(t, func() bool { return holds(one, "1", "Quillon") })
	third, _ := process(t, f, url) // one that begins later
	if !holds(third, "1", "Zorblax") || !holds(third, "1", "Quillon") {
		t.Error("a new process does not know what was added")
	}
	if got, want := f.e.passed.Load(), int32(3); got != want { // with that of the base
		t.Errorf("%d passages were embedded, want %d", got, want)
	}
	if err := other.Remove(t.Context(), "1", k.ID); err != nil {
		t.Fatal(err)
	}
	until(t, func() bool { return !holds(one, "1", "Zorblax") && !holds(third, "1", "Zorblax") })
	if err := one.Forget(t.Context(), "1"); err != nil {
		t.Fatal(err)
	}
	until(t, func() bool { return !holds(other, "1", "Quillon") && !holds(third, "1", "Quillon") })
	for _, s := range []*Libraries{one, other, third} {
		if scan(t, s.Dir, "Quillon") {
			t.Error("a file holds what was forgotten")
		}
	}
}

// A process that has no copy of a guild's articles and cannot get one says so, instead of
// answering without them; it has them when the server answers again.
func TestArticlesThatAreNotHereYet(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	url := postgrestest.Start(t).URL(t)
	one, _ := process(t, f, url)
	add(t, one, "1", file("report.txt", zorblax))
	other, end := process(t, f, url)
	end()
	for range 2 {
		if l, err := other.In(t.Context(), "1", retrieval.Filter{}); !errors.Is(err, errNotHere) {
			t.Errorf("it answers from %v, %v", l, err)
		}
	}
	other.Shared = one.Shared
	if !inService(t, other, "Zorblax") {
		t.Error("they are not there when the server is")
	}
}

// Without the database's server, articles answer as they were last, and nothing can be
// changed.
func TestArticlesWithoutTheServer(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	s, end := process(t, f, postgrestest.Start(t).URL(t))
	add(t, s, "1", file("report.txt", zorblax))
	end()
	again := New(s.Config)
	for _, s := range []*Libraries{s, again} {
		if !inService(t, s, "Zorblax") {
			t.Error("what was there is not")
		}
		if _, _, err := s.Add(t.Context(), "1", file("more.txt", "Something that nobody keeps."), quietly); err == nil {
			t.Error("it is added where nobody else would know")
		} else if refusal := (*articles.Refusal)(nil); errors.As(err, &refusal) {
			t.Errorf("it is refused as %v", refusal.Key)
		}
		if inService(t, s, "nobody") {
			t.Error("what was not kept is in service")
		}
	}
}
