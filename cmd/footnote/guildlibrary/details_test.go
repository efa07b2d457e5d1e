package guildlibrary

import (
	"errors"
	"testing"

	"footnote/bot/articles"
)

// What moderators say of an article is kept, over a restart and a new reading that
// does not state it; its text stays as it was.
func TestDescribe(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.pages["https://example.org/a"] = zorblax
	s := New(f.config)
	k := add(t, s, "1", articles.Offered{Link: "https://example.org/a"})
	want := articles.Details{Title: "The report", Source: "Times", Published: "2025-08-07", URL: "https://times.example/r"}
	if err := s.Describe(t.Context(), "1", k.ID, want); err != nil {
		t.Fatal(err)
	}
	described := func(s *Libraries) articles.Details {
		list, err := s.Kept(t.Context(), "1")
		if err != nil || len(list) != 1 || list[0].Text != k.Text || list[0].ID != k.ID {
			t.Fatalf("kept are %+v, %v", list, err)
		}
		a := list[0]
		return articles.Details{Title: a.Title, Source: a.Source, Published: a.Date(), URL: a.URL}
	}
	if got := described(s); got != want {
		t.Errorf("it is described as %+v", got)
	}
	if got := described(New(f.config)); got != want {
		t.Errorf("after a restart %+v", got)
	}
	if _, err := s.Refresh(t.Context(), "1", quietly); err != nil {
		t.Fatal(err)
	}
	if got := described(s); got.Source != want.Source || got.Published != want.Published {
		t.Errorf("read again it is %+v", got)
	}
	var refusal *articles.Refusal
	if err := s.Describe(t.Context(), "2", k.ID, want); !errors.As(err, &refusal) || refusal.Key != articles.RefusedUnknown {
		t.Errorf("another guild's description gives %v", err)
	}
}
