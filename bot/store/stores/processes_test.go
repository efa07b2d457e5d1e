package stores

import (
	"errors"
	"testing"
	"time"

	"footnote/bot/store"
	"footnote/bot/store/conversationstore"
	"footnote/bot/store/gapstore"
	"footnote/bot/store/postgrestest"
)

// joined opens a database on a server and joins it; release is called at the end of the
// test, where it was not before.
func joined(t *testing.T, url string) (s *opened, release func() error) {
	t.Helper()
	s = serverOpen(t, url)
	leave, err := s.Join(t.Context())
	must(t, err)
	left := false
	release = func() error {
		if left {
			return nil
		}
		left = true
		return leave()
	}
	t.Cleanup(func() { must(t, release()) })
	return s, release
}

// until waits for something that other processes see within two seconds; the test's own
// time is what bounds it.
func until(t *testing.T, done func() bool) {
	t.Helper()
	for !done() {
		select {
		case <-t.Context().Done():
			t.Fatal("it does not come")
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// What one process of a bot changes is seen by the others, who keep it in memory, also
// after the server has ended all connections.
func TestProcessesSeeEachOthersChanges(t *testing.T) {
	server := postgrestest.Start(t)
	url := server.URL(t)
	one, _ := joined(t, url)
	other, _ := joined(t, url)
	curated := func(s *opened) int {
		list, err := s.CuratedQuestions(t.Context(), "g")
		if err != nil && !errors.Is(err, store.ErrLost) {
			t.Fatal(err)
		}
		return len(list)
	}
	for n := range 3 {
		until(t, func() bool { return curated(other) == n })
		q := []store.Asked{{Question: "why " + string(rune('a'+n)) + "?"}}
		until(t, func() bool {
			_, err := one.AddCurated(t.Context(), gapstore.Curated{Guild: "g", Questions: q, Text: "so"})
			return err == nil // a connection that was closed is noticed by its next use
		})
		until(t, func() bool { return curated(other) == n+1 })
		if n == 1 {
			must(t, server.Do("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'footnote'"))
		}
	}
}

// Processes that share a database keep out those that want it alone, and the other way.
func TestJoined(t *testing.T) {
	url := postgrestest.Start(t).URL(t)
	_, release := joined(t, url)
	_, other := joined(t, url)
	alone := serverOpen(t, url)
	if _, err := alone.Hold(t.Context()); !errors.Is(err, store.ErrHeld) {
		t.Errorf("alone among others: %v", err)
	}
	must(t, release())
	must(t, other())
	free, err := alone.Hold(t.Context())
	must(t, err)
	if _, err := serverOpen(t, url).Join(t.Context()); !errors.Is(err, store.ErrHeld) {
		t.Errorf("joined one that is alone: %v", err)
	}
	must(t, free())
	lite, _, _ := open(t)
	if _, err := lite.Join(t.Context()); !errors.Is(err, store.ErrAlone) {
		t.Errorf("a file is shared: %v", err)
	}
}

// A question that a process has taken on is another's when that has ended, and never
// while it lives.
func TestQuestionsOfEndedProcesses(t *testing.T) {
	url := postgrestest.Start(t).URL(t)
	one, release := joined(t, url)
	other, _ := joined(t, url)
	at := time.UnixMilli(1000)
	for _, id := range []string{"2", "1"} {
		must(t, one.AddPending(t.Context(), conversationstore.Pending{ID: id, At: at, Body: []byte("{}")}))
	}
	taken := func(s *opened) (ids string) {
		list, err := s.TakeOver(t.Context(), time.Time{})
		must(t, err)
		for _, p := range list {
			ids += p.ID
		}
		return ids
	}
	is(t, "taken from one that lives", taken(other)+taken(one), "")
	must(t, release())
	is(t, "taken", taken(other), "12")
	is(t, "taken again", taken(other), "")
	// One that ended without a word has ended when it is long silent; a bot that has the
	// database alone knows at once.
	third, _ := joined(t, url)
	is(t, "taken of one that took it", taken(third), "")
	must(t, other.Exec(t.Context(), "UPDATE processes SET id = -1 WHERE id = this_process()"))
	is(t, "taken of one that is gone", taken(third), "12")
	list, err := third.TakePending(t.Context(), time.Time{})
	must(t, err)
	is(t, "its own, at a start", len(list), 2)
	lite, _, _ := open(t)
	must(t, lite.AddPending(t.Context(), conversationstore.Pending{ID: "1", At: at, Body: []byte("{}")}))
	is(t, "taken in a file", taken(lite), "")
}

// What is to be done every so often is begun by one process.
func TestJobsAreDoneOnce(t *testing.T) {
	url := postgrestest.Start(t).URL(t)
	one, _ := joined(t, url)
	other, _ := joined(t, url)
	begun := func(s *opened, every time.Duration) bool {
		due, err := s.Due(t.Context(), "sweep", every)
		must(t, err)
		return due
	}
	is(t, "begun", []bool{begun(one, time.Hour), begun(other, time.Hour), begun(one, time.Hour), begun(other, 0)}, []bool{true, false, false, true})
	alone := serverOpen(t, url)
	is(t, "alone", begun(alone, time.Hour), true)
}
