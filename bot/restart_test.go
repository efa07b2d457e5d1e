package bot

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/store"
	"footnote/retrieval/answer"
)

// What is under way when the bot is told to end is answered by the next run.
func TestARestartResumesQuestions(t *testing.T) {
	t.Parallel()
	w := newWorld(t, withContent)
	w.hold()
	w.config.Drain = 50 * time.Millisecond
	w.start(t)
	asked, err := w.anna.Command(w.general.ID, "ask", localdiscord.Values{"question": uae})
	if err != nil {
		t.Fatal(err)
	}
	said, err := w.anna.Say(w.general.ID, w.mention()+uae)
	if err != nil {
		t.Fatal(err)
	}
	err = w.waitUntil(func() bool { return w.bot.core.Waiting() == 2 })
	if err := errors.Join(err, w.end()); err != nil {
		t.Fatal(err)
	}
	// The next run finishes what it has begun before it ends.
	w.config.Answerer, w.config.Drain = answer.New(w.library), 30*time.Second
	w.start(t)
	if m := w.settled(t, asked); !strings.Contains(text(m), "Emirates") {
		t.Errorf("the command got %s", text(m))
	}
	replies := func() (n int) {
		for _, m := range w.anna.Messages(w.general.ID) {
			if m.MessageReference != nil && m.MessageReference.MessageID == said.ID && answers(m) {
				n++
			}
		}
		return n
	}
	if err := w.waitUntil(func() bool { return replies() > 0 }); err != nil {
		t.Errorf("the mention got no answer: %v", err)
	}
	ended := w.end()
	left, err := w.kept().TakePending(store.Across(w.ctx), time.Time{})
	if err := errors.Join(ended, err); err != nil {
		t.Fatal(err)
	}
	if len(left) != 0 || replies() != 1 {
		t.Errorf("%d are left over, %d replies", len(left), replies())
	}
}

// The clock was an hour ahead when a question was taken on, and is right at the next
// start: the question is answered all the same.
func TestAQuestionOfLaterIsResumed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.hold()
	w.config.Drain = 50 * time.Millisecond
	w.start(t)
	asked, err := w.anna.Command(w.general.ID, "ask", localdiscord.Values{"question": uae})
	if err != nil {
		t.Fatal(err)
	}
	err = w.waitUntil(func() bool { return w.bot.core.Waiting() == 1 })
	if err := errors.Join(err, w.end()); err != nil {
		t.Fatal(err)
	}
	left, err := w.kept().TakePending(store.Across(w.ctx), time.Time{})
	if err != nil || len(left) != 1 {
		t.Fatalf("%d questions are parked: %v", len(left), err)
	}
	left[0].At = left[0].At.Add(time.Hour)
	var body map[string]any
	if err := json.Unmarshal(left[0].Body, &body); err != nil || body["at"] == nil {
		t.Fatalf("it is kept as %s: %v", left[0].Body, err)
	}
	body["at"] = left[0].At
	if left[0].Body, err = json.Marshal(body); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(w.kept().RemovePending(store.Across(w.ctx), left[0].ID), w.kept().AddPending(store.Across(w.ctx), left[0])); err != nil {
		t.Fatal(err)
	}
	w.config.Answerer, w.config.Drain = answer.New(w.library), 30*time.Second
	w.start(t)
	if m := w.settled(t, asked); !strings.Contains(text(m), "Emirates") {
		t.Errorf("the command got %s", text(m))
	}
}

func TestFatalRefusalsEndWithASentence(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.config.Token = "wrong"
	b, err := New(w.config)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Run(w.ctx); err == nil || !strings.Contains(err.Error(), "DISCORD_TOKEN") {
		t.Errorf("a wrong token ends with %v", err)
	}
}

// Once connected, discordgo would retry for ever.
func TestFatalCloseCodesEndARunningBot(t *testing.T) {
	t.Parallel()
	for name, refuse := range map[string]func(*world) (says string){
		"a token that was reset": func(w *world) string {
			w.d.CloseConnections(4004, "Authentication failed.")
			return "DISCORD_TOKEN"
		},
		"an intent that was turned off": func(w *world) string {
			w.d.SetPrivilegedIntents(0)
			w.d.CloseConnections(4014, "Disallowed intent(s).")
			return "Message Content Intent"
		},
	} {
		w := newWorld(t, withContent)
		b, err := New(w.config)
		if err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 1)
		go func() { done <- b.Run(w.ctx) }()
		if err := w.d.Ready(w.ctx, "ask"); err != nil {
			t.Fatal(err)
		}
		says := refuse(w)
		if err := <-done; err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s ends with %v", name, err)
		}
	}
}
