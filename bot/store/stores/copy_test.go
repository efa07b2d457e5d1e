package stores

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"footnote/bot/store"
	"footnote/bot/store/digeststore"
	"footnote/bot/store/gapstore"
	"footnote/bot/store/postgrestest"
	"footnote/bot/store/statstore"
	"footnote/bot/store/summarystore"
)

// busy puts something into every table.
func busy(t *testing.T, s *opened) {
	t.Helper()
	ctx := t.Context()
	full(t, s, anna, "g", "1")
	full(t, s, ben, "h", "2")
	must(t, s.Set(ctx, "g", "answer.length", "short"))
	must(t, s.AddAsk(ctx, "g", statstore.OutcomeAnswered, 1500, []string{"a", "b"}))
	must(t, s.AddGolden(ctx, "g", gapstore.Golden{Asked: store.Asked{Question: "why?", Channel: "c"}}))
	must(t, s.SetOptedOut(ctx, "g", anna, true))
	must(t, s.PutSummary(ctx, summarystore.Summary{ID: "s", Guild: "g", State: summarystore.Draft, Body: json.RawMessage(`{"a": 1}`),
		Sources: []summarystore.Source{{Message: "m", Channel: "c", Person: anna}}}))
	_, err := s.AddDigest(ctx, digeststore.Digest{Guild: "g", Rule: json.RawMessage("{}")}, []string{"a"})
	must(t, err)
	for i := range 250 {
		must(t, s.AddAudit(ctx, "g", anna, "settings.limits", fmt.Sprint(i)))
	}
}

// told is what is kept of both people, as they are told it.
func told(t *testing.T, s *opened) string {
	t.Helper()
	var all []any
	for _, who := range []string{anna, ben} {
		kept, err := s.About(t.Context(), who)
		must(t, err)
		all = append(all, kept)
	}
	text, err := json.Marshal(all)
	must(t, err)
	return string(text)
}

// What is copied to a server and back is the same, and goes on being written to.
func TestCopy(t *testing.T) {
	ctx := t.Context()
	from, c, _ := open(t)
	busy(t, from)
	db, err := store.OpenURL(ctx, postgrestest.Start(t).URL(t), c.Now)
	must(t, err)
	defer db.Close()
	there := &opened{New(db), db, ""}
	back, err := reopen(t, filepath.Join(t.TempDir(), "back.db"), c.Now)
	must(t, err)
	defer back.Close()
	want := told(t, from)
	for _, step := range []struct{ to, from *opened }{{there, from}, {back, there}} {
		rows, err := store.Copy(ctx, step.to.DB, step.from.DB)
		must(t, err)
		is(t, "rows of the log", rows["audit"], 252)
		if got := told(t, step.to); got != want {
			t.Errorf("what is told has %d bytes, want %d, and differs", len(got), len(want))
		}
		if _, err := store.Copy(ctx, step.to.DB, step.from.DB); !errors.Is(err, store.ErrNotEmpty) {
			t.Errorf("once more: %v", err)
		}
	}
	for _, s := range []*opened{there, back} {
		full(t, s, anna, "g", "3")
		id, err := s.AddDigest(ctx, digeststore.Digest{Guild: "g", Rule: json.RawMessage("{}")}, nil)
		must(t, err)
		is(t, "the next digest", id, 2)
		kept, err := s.Curated(ctx, "g", 1)
		must(t, err)
		is(t, "a moderator's answer", kept.Text, "so")
	}
}
