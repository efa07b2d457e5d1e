package bot

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/bot/feature"
	"footnote/bot/localdiscord"
	"footnote/bot/store"
	"footnote/bot/store/conversationstore"
	"footnote/bot/store/storetest"
	"footnote/bot/summaries"
	"footnote/retrieval/answer/summary"
)

// remembered has a world keep its memory in a file of this path.
func (w *world) remembered(t *testing.T) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "memory.db")
	memory, err := storetest.DB(w.ctx, t, path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.config.Store.Close(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { memory.Close() })
	w.config.Store = memory
	return path
}

// While the acknowledgement of a question is on its way, the question is in the
// data file already: whatever ends the process then, the next one knows it.
func TestAQuestionIsStoredBeforeItIsAcknowledged(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.remembered(t)
	w.start(t)
	w.d.SlowREST(time.Hour)
	asked, err := w.anna.Command(w.general.ID, "ask", localdiscord.Values{"question": uae})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.waitUntil(func() bool { return w.d.Waiting() > 0 }); err != nil {
		t.Fatal(err)
	}
	// The acknowledgement waits at Discord's door for an hour.
	left, err := w.kept().TakePending(store.Across(w.ctx), time.Time{})
	if err != nil || len(left) != 1 || left[0].ID != asked.ID() {
		t.Errorf("stored are %v, %v", left, err)
	}
	w.d.SlowREST(0)
}

// The token of an interaction is never written down in clear, not while its
// question is under way and not after it, neither in the file nor in the log.
func TestTokensAreNotKeptInClear(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	path := w.remembered(t)
	release := w.hold()
	w.config.FirstProgress = time.Millisecond
	w.start(t)
	asked, err := w.anna.Command(w.general.ID, "ask", localdiscord.Values{"question": uae})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := asked.Message(w.ctx); err != nil {
		t.Fatal(err)
	}
	left, err := w.kept().TakePending(store.Across(w.ctx), time.Time{})
	if err != nil || len(left) != 1 {
		t.Fatalf("stored are %v, %v", left, err)
	}
	token := w.tokenOf(t, asked.ID())
	clear := func(when string) {
		for _, place := range storetest.Holding(t, w.config.Store, path, token) {
			t.Errorf("%s %s holds the token", when, place)
		}
		if strings.Contains(w.logs.String(), token) {
			t.Errorf("%s the log holds the token", when)
		}
	}
	clear("before the answer")
	release()
	w.settled(t, asked)
	clear("after the answer")
}

// tokenOf finds an interaction's token in the requests that Discord saw.
func (w *world) tokenOf(t *testing.T, id string) string {
	t.Helper()
	for _, r := range w.d.Requests() {
		if parts := strings.Split(r.Path, "/"); len(parts) == 5 && parts[1] == "interactions" && parts[2] == id {
			return parts[3]
		}
	}
	t.Fatal("the interaction was not acknowledged")
	return ""
}

// A job that is kept comes back whole, from an earlier version too; under
// another bot's token it is refused.
func TestKeptJobs(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b, err := New(w.config)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.keep(store.In(w.ctx, ""), &job{Question: feature.Question{ID: "1", Text: uae, At: time.Now()}, Token: "secret", Tries: 1}); err != nil {
		t.Fatal(err)
	}
	left, err := b.kept.TakePending(w.ctx, time.Time{})
	if err != nil || len(left) != 1 || bytes.Contains(left[0].Body, []byte("secret")) {
		t.Fatalf("kept are %s, %v", left, err)
	}
	if j, err := b.unpack(left[0]); err != nil || j.Token != "secret" || j.Text != uae || j.Tries != 1 {
		t.Errorf("it comes back as %+v, %v", j, err)
	}
	old := conversationstore.Pending{ID: "2", Body: []byte(`{"id":"2","token":"older"}`)}
	if j, err := b.unpack(old); err != nil || j.Token != "older" || j.Clear != "" {
		t.Errorf("an earlier version's comes back as %+v, %v", j, err)
	}
}

// Under another bot's token, or another question's ID, nothing is taken.
func TestKeptJobsOfOthers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	b, err := New(w.config)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.keep(store.In(w.ctx, ""), &job{Question: feature.Question{ID: "1", Text: uae, At: time.Now()}, Token: "secret"}); err != nil {
		t.Fatal(err)
	}
	left, err := b.kept.TakePending(w.ctx, time.Time{})
	if err != nil || len(left) != 1 {
		t.Fatalf("kept are %v, %v", left, err)
	}
	w.config.Token = "another"
	other, err := New(w.config)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.unpack(left[0]); err == nil || !strings.Contains(err.Error(), "DISCORD_TOKEN") {
		t.Errorf("with another token: %v", err)
	}
	if _, err := b.unpack(conversationstore.Pending{ID: "3", Body: left[0].Body}); err == nil {
		t.Error("another question's body was taken")
	}
}

// A command that the end of a process cut off is apologised for by the next.
func TestAnInterruptedCommandIsApologisedFor(t *testing.T) {
	t.Parallel()
	w := newModerated(t, func(_ *localdiscord.Config, c *Config) { c.Summarist, c.Drain = waits{}, time.Millisecond })
	v, err := w.mod.Command(w.general.ID, "summary", localdiscord.Values{"topic": "the venue of the summit"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := v.Response(w.ctx); err != nil {
		t.Fatal(err)
	}
	if err := w.end(); err != nil {
		t.Fatal(err)
	}
	w.start(t)
	if says := text(w.settled(t, v)); !strings.Contains(says, "this number") {
		t.Errorf("it says %s", says)
	}
	err = w.waitUntil(func() bool {
		left, err := w.kept().TakePending(store.Across(w.ctx), time.Time{})
		return err == nil && len(left) == 0
	})
	if err != nil {
		t.Errorf("it is still kept: %v", err)
	}
}

// waits makes no summary before its context ends.
type waits struct{ summaries.Summarist }

func (waits) Make(ctx context.Context, _ summary.Library, _ summary.Request) (summary.Summary, error) {
	<-ctx.Done()
	return summary.Summary{}, context.Cause(ctx)
}
