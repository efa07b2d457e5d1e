package stores

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"footnote/bot/store/poststore"
	"footnote/retrieval/answer"
)

// A guild that was left is known until it is forgotten, and then nothing of it
// is kept, while another one's things stay.
func TestForgetGuild(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	s, err := reopen(t, filepath.Join(t.TempDir(), "bot.db"), func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, guild := range []string{"1", "2"} {
		must(s.AddAudit(t.Context(), guild, "p", "articles.add", "x"))
		must(s.AddPost(t.Context(), poststore.Post{ID: "post" + guild, Guild: guild, Answer: answer.Answer{Question: "q"}}))
		must(s.SetLeft(t.Context(), guild, true))
	}
	must(s.SetLeft(t.Context(), "2", false))
	now = now.Add(time.Hour)
	must(s.SetLeft(t.Context(), "1", true)) // the first time counts
	left, err := s.LeftBefore(t.Context(), now)
	if err != nil || !slices.Equal(left, []string{"1"}) {
		t.Fatalf("left are %v, %v", left, err)
	}
	must(s.ForgetGuild(t.Context(), "1"))
	for guild, want := range map[string]int{"1": 0, "2": 1} {
		if n, err := s.AuditLen(t.Context(), guild); err != nil || n != want {
			t.Errorf("guild %s has %d changes, %v", guild, n, err)
		}
		if _, err := s.Post(t.Context(), "post"+guild); (err == nil) != (want == 1) {
			t.Errorf("guild %s's post: %v", guild, err)
		}
	}
	if left, err := s.LeftBefore(t.Context(), now); err != nil || len(left) > 0 {
		t.Errorf("left are %v, %v", left, err)
	}
}
