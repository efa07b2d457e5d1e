package guildlibrary

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"footnote/bot/articles"
	"footnote/bot/store"
	"footnote/bot/store/gapstore"
	"footnote/retrieval/answer"
)

// guarded are the libraries of a fixture behind golden questions of guild 1.
func guarded(f *fixture, questions ...gapstore.Golden) *Libraries {
	f.config.Gate = Gate{
		Asker: answer.New(f.config.Base, answer.WithLogger(slog.New(slog.DiscardHandler))),
		Golden: func(_ context.Context, guild string) ([]gapstore.Golden, error) {
			if guild != "1" {
				return nil, nil
			}
			return questions, nil
		},
	}
	return New(f.config)
}

const (
	whoBought  = "Who bought the ferry in secret?"
	nobodyDid  = "Quillon bought the ferry in secret, says Quillon. Quillon bought the ferry in secret and told Quillon."
	ferryTimes = "The ferry leaves on Monday. Nothing else is known of the ferry in secret places."
)

// goldenOf is a question with its right answer.
func goldenOf(question, expected string) gapstore.Golden {
	return gapstore.Golden{Asked: store.Asked{Question: question, Channel: "c"}, Expected: expected}
}

// holds adds an article that must be held back.
func holds(t *testing.T, s *Libraries, o articles.Offered) *articles.Held {
	t.Helper()
	var held *articles.Held
	if _, _, err := s.Add(t.Context(), "1", o, quietly); !errors.As(err, &held) {
		t.Fatalf("it is not held back: %v", err)
	}
	return held
}

// A change that answers a golden question worse waits: nothing of it is in service, or
// outlives its being left out; it is in service when a moderator says so.
func TestGoldenQuestionsHoldAChangeBack(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	s := guarded(f, goldenOf(whoBought, "Zorblax"), goldenOf("Which team won the World Cup of 1998?", ""))
	var steps []articles.Stage
	if _, _, err := s.Add(t.Context(), "1", file("report.txt", zorblax), func(p articles.Step) { steps = append(steps, p.Stage) }); err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(steps, articles.Trying) {
		t.Errorf("the steps are %v", steps)
	}
	for _, use := range []bool{false, true} {
		decided(t, f, s, use)
	}
	if !scan(t, f.config.Dir, "Quillon") {
		t.Error("what is used is in no file")
	}
}

// decided has a worse article held back in the place of the first, and then left out
// or used.
func decided(t *testing.T, f *fixture, s *Libraries, use bool) {
	t.Helper()
	held := holds(t, s, file("report.txt", nobodyDid))
	if fmt.Sprint(held.Of, held.Before, held.After, len(held.Worse)) != "2 2 1 1" || held.Worse[0].Question != whoBought || held.Worse[0].After == "ok" {
		t.Errorf("held back: %+v", *held)
	}
	if !inService(t, s, "Zorblax") {
		t.Error("what is held back is in service")
	}
	if err := s.Use(t.Context(), "1", held.Number+1); !refusedAs(err, articles.RefusedStale) {
		t.Errorf("another number: %v", err)
	}
	do := s.Leave
	if use {
		do = New(f.config).Use // after a restart
	}
	for i, stale := range []bool{false, true} {
		if err := do(t.Context(), "1", held.Number); (err != nil) != stale || stale && !refusedAs(err, articles.RefusedStale) {
			t.Errorf("decided %d times: %v", i+1, err)
		}
	}
	if got := inService(t, New(f.config), "Quillon"); got != use || scan(t, f.config.Dir, "Quillon") != use {
		t.Errorf("after the decision %v it is in service: %v", use, got)
	}
}

// inService reports whether an article of guild 1 holds a word.
func inService(t *testing.T, s *Libraries, word string) bool {
	t.Helper()
	list, err := s.Kept(t.Context(), "1")
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(list, func(k articles.Kept) bool { return len(k.Text) > 0 && k.Text[:len(word)] == word })
}

func refusedAs(err error, key string) bool {
	var r *articles.Refusal
	return errors.As(err, &r) && r.Key == key
}

// A page that was read again is held back too; the articles of the guild change in
// between, so that it does not come into service any more; and what is removed is
// removed from what waits.
func TestARefreshIsHeldBack(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.pages["https://example.org/a"] = zorblax
	s := guarded(f, goldenOf(whoBought, "Zorblax"))
	k := add(t, s, "1", articles.Offered{Link: "https://example.org/a"})
	f.pages["https://example.org/a"] = nobodyDid
	var held *articles.Held
	if _, err := s.Refresh(t.Context(), "1", quietly); !errors.As(err, &held) || !inService(t, s, "Zorblax") {
		t.Fatalf("it is not held back: %v", err)
	}
	// Another guild has no golden questions.
	if _, _, err := s.Add(t.Context(), "2", file("report.txt", nobodyDid), quietly); err != nil {
		t.Error(err)
	}
	add(t, s, "1", file("times.txt", ferryTimes))
	if err := s.Use(t.Context(), "1", held.Number); !refusedAs(err, articles.RefusedStale) {
		t.Errorf("it is put into service over another change: %v", err)
	}
	if _, err := s.Refresh(t.Context(), "1", quietly); !errors.As(err, &held) {
		t.Fatalf("it is not held back again: %v", err)
	}
	if err := s.Remove(t.Context(), "1", k.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(f.config.Dir, "1", "library.next")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what waits still holds what was removed: %v", err)
	}
}

// The first article of a guild is tried as well: it may speak against the shared ones.
func TestTheFirstArticleIsHeldBack(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	s := guarded(f, goldenOf(whoBought, "")) // the articles do not say
	held := holds(t, s, file("report.txt", zorblax))
	if held.Worse[0].After != "answered" || inService(t, s, "Zorblax") {
		t.Errorf("held back: %+v", *held)
	}
	if err := s.Use(t.Context(), "1", held.Number); err != nil || !inService(t, s, "Zorblax") {
		t.Errorf("it is not in service: %v", err)
	}
}
