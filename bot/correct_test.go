package bot

import (
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/store"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/lexical"
)

// known waits until the bot knows which message a post became.
func (w *moderated) known(t *testing.T, m wire.Message) {
	t.Helper()
	err := w.waitUntil(func() bool { _, err := w.kept().PostOf(store.Across(w.ctx), m.ID); return err == nil })
	if err != nil {
		t.Fatal("the bot does not know its own answer")
	}
}

// corrects opens the form of "Correct this answer" and sends it.
func (w *moderated) corrects(t *testing.T, m wire.Message, fields map[string]string) *panel {
	t.Helper()
	w.known(t, m)
	v, err := w.mod.MessageCommand(m.ChannelID, "Correct this answer", m.ID)
	if err != nil {
		t.Fatal(err)
	}
	if r, err := v.Response(w.ctx); err != nil || r.Modal == nil {
		t.Fatalf("no form opened: %+v, %v", r, err)
	}
	sent, err := w.mod.Submit(v, fields)
	if err != nil {
		t.Fatal(err)
	}
	p := &panel{moderated: w, t: t, who: w.mod, v: sent}
	p.waits("Marked as wrong")
	return p
}

func TestAWrongAnswerIsMarkedAndBecomesACase(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	m := w.asks(t, w.anna, w.general.ID, uae)
	done := w.corrects(t, m, map[string]string{"reason": "that was *before* the summit", "expected": "Vladimir Putin"})
	shown := w.waitShown(t, w.general.ID, m.ID, "A moderator has marked this answer as wrong")
	if says := text(shown); !strings.Contains(says, `that was \*before\* the summit`) || !strings.Contains(says, "United Arab Emirates") || !strings.Contains(labels(shown), "passages|") {
		t.Errorf("the answer says %s with %s", says, labels(shown))
	}
	cases, err := w.kept().Cases(store.Across(w.ctx), w.guild.ID)
	if err != nil || len(cases) != 1 || cases[0].Question != uae || cases[0].Expected != "Vladimir Putin" || len(cases[0].Wrong) == 0 {
		t.Errorf("the cases are %+v, %v", cases, err)
	}
	if others, err := w.kept().Cases(store.Across(w.ctx), w.other.ID); err != nil || len(others) != 0 {
		t.Errorf("the other guild has %+v, %v", others, err)
	}
	w.uses(t, w.mod, w.general.ID, "gaps", "marked wrong 1", nil)
	done.presses("right", "Taken back")
	w.waitShown(t, w.general.ID, m.ID, "")
	if err := w.waitUntil(func() bool { return !strings.Contains(text(w.message(t, w.general.ID, m.ID)), "marked this answer") }); err != nil {
		t.Errorf("the answer still says that it is wrong")
	}
	w.uses(t, w.mod, w.general.ID, "audit", "no longer calls the answer wrong", nil)
}

func TestAWrongAnswerIsAnsweredByTheModerator(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	m := w.asks(t, w.anna, w.general.ID, uae)
	done := w.corrects(t, m, map[string]string{"reason": "no"})
	done.fills("gapreply", "Answered.", map[string]string{"text": "It was the Kremlin."})
	shown := w.waitShown(t, w.general.ID, m.ID, "It was the Kremlin.")
	if says := text(shown); strings.Count(says, uae) != 1 || !strings.Contains(says, "marked this answer as wrong") {
		t.Errorf("the answer says %s", says)
	}
	// The moderator's alone is given from then on.
	again := w.asks(t, w.ben, w.general.ID, uae)
	if says := text(again); !strings.Contains(says, "It was the Kremlin.") || strings.Contains(says, "-# **[1]**") {
		t.Errorf("asked again: %s", says)
	}
}

// What was marked as wrong is not given again to the same question, in another
// guild it is, and it is again once the mark is taken back.
func TestAnAnswerMarkedAsWrongIsNotGivenAgain(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	m := w.asks(t, w.anna, w.general.ID, uae)
	done := w.corrects(t, m, map[string]string{"reason": "that was *before* the summit", "expected": "the Kremlin"})
	if says := text(w.asks(t, w.ben, w.general.ID, uae)); !strings.Contains(says, `as wrong: that was \*before\* the summit`) || !strings.Contains(says, "Right is: the Kremlin") || strings.Contains(says, "-# **[1]**") {
		t.Errorf("asked again: %s", says)
	}
	if says := text(w.asks(t, w.ben, w.general.ID, "Who is Putin?")); !strings.Contains(says, "-# **[1]**") {
		t.Errorf("another question: %s", says)
	}
	done.presses("right", "Taken back")
	if says := text(w.asks(t, w.ben, w.general.ID, uae)); !strings.Contains(says, "-# **[1]**") {
		t.Errorf("taken back: %s", says)
	}
}

func TestOnlyAnswersAreCorrected(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	said, err := w.ben.Say(w.general.ID, "hello")
	if err != nil {
		t.Fatal(err)
	}
	v, err := w.mod.MessageCommand(w.general.ID, "Correct this answer", said.ID)
	if err != nil {
		t.Fatal(err)
	}
	(&panel{moderated: w, t: t, who: w.mod, v: v}).waits("not an answer of mine")
}

// changing is a world whose articles the test changes.
func changing(t *testing.T) (*retrieval.Library, setup) {
	t.Helper()
	library := retrieval.NewLibrary(lexical.New())
	return library, func(_ *localdiscord.Config, c *Config) {
		c.Library, c.Answerer = library, answer.New(library)
	}
}

const ferry = "The ferry to Norholm leaves at nine every morning. It carries forty cars."

func TestAnswersSayWhatBecameOfTheirSources(t *testing.T) {
	t.Parallel()
	library, on := changing(t)
	put := func(text string) {
		t.Helper()
		if err := library.Put(t.Context(), &corpus.Article{ID: "ferry", Title: "The ferry", Text: text}); err != nil {
			t.Fatal(err)
		}
	}
	put(ferry)
	w := newModerated(t, on)
	tick := func(after time.Duration) {
		t.Helper()
		if err := w.bot.core.Tick(w.ctx, w.clock.move(after)); err != nil {
			t.Fatal(err)
		}
	}
	m := w.asks(t, w.anna, w.general.ID, "When does the ferry to Norholm leave?")
	if !strings.Contains(text(m), "nine") {
		t.Fatalf("not answered: %s", text(m))
	}
	w.known(t, m)
	tick(time.Minute)
	put("New this year. " + ferry) // the passage has moved, and reads as before
	tick(time.Minute)
	if says := text(w.message(t, w.general.ID, m.ID)); strings.Contains(says, "since") {
		t.Errorf("a passage that moved: %s", says)
	}
	put(strings.Replace(ferry, "nine", "ten", 1))
	tick(time.Minute)
	w.waitShown(t, w.general.ID, m.ID, "A passage cited here has changed since.")
	if err := library.Remove(t.Context(), "ferry"); err != nil {
		t.Fatal(err)
	}
	tick(time.Minute)
	w.waitShown(t, w.general.ID, m.ID, "An article cited here is no longer kept.")
	put(ferry)
	tick(time.Minute)
	if says := text(w.message(t, w.general.ID, m.ID)); strings.Contains(says, "no longer") || strings.Contains(says, "since") {
		t.Errorf("back again: %s", says)
	}
	if !strings.Contains(labels(w.message(t, w.general.ID, m.ID)), "passages|") {
		t.Error("the buttons are gone")
	}
	// After 30 days nobody looks any more.
	put("Nothing.")
	tick(31 * 24 * time.Hour)
	if says := text(w.message(t, w.general.ID, m.ID)); strings.Contains(says, "since") {
		t.Errorf("after 31 days: %s", says)
	}
}
