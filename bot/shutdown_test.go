package bot

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/store"
	"footnote/cmd/mockopenai/persona"
)

// A model that needs minutes does not hold up the end: what is under way when
// the bot is told to end, with the patience that it has by default, is parked,
// and answered by the next run. How long the end took is logged; Discord kills
// nobody, but who runs the bot gives it ten seconds.
func TestTheEndWaitsForNoSlowModel(t *testing.T) {
	t.Parallel()
	w := newWorld(t, withContent, byModel(t, persona.Grounded, "slow:1"))
	w.start(t)
	said, err := w.anna.Say(w.general.ID, w.mention()+uae)
	if err != nil {
		t.Fatal(err)
	}
	asked, err := w.anna.Command(w.general.ID, "ask", localdiscord.Values{"question": uae})
	if err != nil {
		t.Fatal(err)
	}
	claim, err := w.anna.Say(w.general.ID, "The Emirates were the first choice of Vladimir Putin.")
	if err != nil {
		t.Fatal(err)
	}
	checked, err := w.anna.MessageCommand(w.general.ID, "Check against the articles", claim.ID)
	if err != nil {
		t.Fatal(err)
	}
	err = w.waitUntil(func() bool { return w.bot.core.Waiting() == 3 })
	began := time.Now()
	if err := errors.Join(err, w.end()); err != nil {
		t.Fatal(err)
	}
	t.Logf("the end took %v with three questions under way", time.Since(began).Round(10*time.Millisecond))
	parked, err := w.kept().TakePending(store.Across(w.ctx), time.Time{})
	if err != nil || len(parked) != 3 {
		t.Fatalf("%d questions are parked, want 3: %v", len(parked), err)
	}
	for _, p := range parked {
		if err := w.kept().AddPending(store.Across(w.ctx), p); err != nil {
			t.Fatal(err)
		}
	}
	w.config.Answerer = modelled(t, persona.Grounded)
	w.start(t)
	fluent(t, "the command", w.settled(t, asked), "United Arab Emirates")
	if says := text(w.settled(t, checked)); !strings.Contains(says, "In the articles") && !strings.Contains(says, "Nearest") {
		t.Errorf("the check got %s", says)
	}
	m, err := w.anna.WaitMessage(w.ctx, w.general.ID, func(m wire.Message) bool {
		return answers(m) && m.MessageReference != nil && m.MessageReference.MessageID == said.ID
	})
	if err != nil {
		t.Fatalf("the mention got no answer: %v", err)
	}
	fluent(t, "the mention", m, "United Arab Emirates")
}

// TestQuestionThatEndsTheProcess: a question under which two processes ended is
// given up with an apology, and the bot serves on.
func TestQuestionThatEndsTheProcess(t *testing.T) {
	w := newWorld(t, withContent, byModel(t, persona.Grounded, "slow:1"))
	w.start(t)
	asked, err := w.anna.Command(w.general.ID, "ask", localdiscord.Values{"question": uae})
	if err == nil {
		err = w.waitUntil(func() bool { return w.bot.core.Waiting() == 1 })
	}
	if err := errors.Join(err, w.end()); err != nil {
		t.Fatal(err)
	}
	parked, err := w.kept().TakePending(store.Across(w.ctx), time.Time{})
	if err != nil || len(parked) != 1 {
		t.Fatalf("%d questions are parked, want 1: %v", len(parked), err)
	}
	var j job
	if err := json.Unmarshal(parked[0].Body, &j); err != nil || j.Tries != 0 {
		t.Fatalf("a parked question counts %d tries (%v), want 0: the end was no fault of its", j.Tries, err)
	}
	j.Tries = maxTries
	if parked[0].Body, err = json.Marshal(j); err != nil {
		t.Fatal(err)
	}
	if err := w.kept().AddPending(store.Across(w.ctx), parked[0]); err != nil {
		t.Fatal(err)
	}
	w.config.Answerer = modelled(t, persona.Grounded)
	w.start(t)
	if says := text(w.settled(t, asked)); strings.Contains(says, "United Arab Emirates") {
		t.Errorf("the question was tried again: %s", says)
	}
	again, err := w.anna.Command(w.general.ID, "ask", localdiscord.Values{"question": uae})
	if err != nil {
		t.Fatal(err)
	}
	fluent(t, "the same question asked anew", w.settled(t, again), "United Arab Emirates")
}
