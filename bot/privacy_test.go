package bot

import (
	"strings"
	"testing"

	"footnote/bot/feature"
	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/store"
	"footnote/bot/store/storetest"
)

// busy has anna leave a trace wherever the bot keeps one.
func (w *moderated) busy(t *testing.T) {
	t.Helper()
	m := w.asks(t, w.anna, w.general.ID, uae)
	w.known(t, m)
	if _, err := w.press(t, w.anna, m, "up").Response(w.ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := w.press(t, w.anna, m, "follow").Message(w.ctx); err != nil {
		t.Fatal(err)
	}
	w.asks(t, w.ben, w.general.ID, "What did <@"+w.anna.ID+"> say of the ferry to Norholm?")
	w.asks(t, w.anna, w.general.ID, unknown)
	w.asks(t, w.anna, w.elsewhere.ID, unknown)
	w.asks(t, w.anna, w.anna.DM().ID, uae)
	// She moderates too.
	w.guild.SetRoles(w.anna, w.guild.AddRole("more managers", 1<<5, false))
	settings := w.uses(t, w.anna, w.general.ID, "settings", "everywhere", nil)
	settings.selects("set|channels", "<#"+w.general.ID+">", w.general.ID)
	list := w.uses(t, w.anna, w.general.ID, "gaps", "What went unanswered", nil)
	list.selects("gap", "An unanswered question", list.first("gap"))
	list.fills("gapreply", "Answered.", map[string]string{"text": "Ask me."})
	w.uses(t, w.anna, w.general.ID, "digest create", "<t:", localdiscord.Values{"every": "day", "at": "9", "zone": "Europe/Berlin", "channel": w.general.ID})
	v, err := w.anna.Command(w.general.ID, "summary", localdiscord.Values{"topic": "the venue of the summit"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := v.Until(w.ctx, func(m wire.Message) bool { return strings.Contains(labels(m), "sumpub|") }); err != nil {
		t.Fatal(err)
	}
	w.uses(t, w.anna, w.general.ID, "privacy", "What is kept about you", nil).presses("optout", "leave you out")
}

// holding are the files of the bot's memory, and its log, that hold a text.
func (w *moderated) holding(t *testing.T, text string) []string {
	t.Helper()
	list := storetest.Holding(t, w.config.Store, w.path, text)
	if strings.Contains(w.logs.String(), text) {
		list = append(list, "the log")
	}
	return list
}

func TestForgetMeLeavesNoTrace(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	w.busy(t)
	if len(w.holding(t, w.anna.ID)) == 0 {
		t.Fatal("nothing was kept, so that nothing is tested")
	}
	p := w.uses(t, w.anna, w.general.ID, "privacy", "Questions with their answers: 4", nil)
	for _, want := range []string{"Votes: 1", "Threads opened for you: 1", "Answers that you wrote as a moderator: 1", "Changes that you made as a moderator: 3", "Other entries: 2"} {
		if !strings.Contains(text(p.Message), want) {
			t.Errorf("what is kept lacks %q: %s", want, text(p.Message))
		}
	}
	p.presses("forget", "It cannot be undone")
	p.presses("forgot", "Nothing is kept about you any more")
	if left := w.holding(t, w.anna.ID); len(left) > 0 {
		t.Errorf("%v still hold the ID", left)
	}
	w.uses(t, w.anna, w.general.ID, "privacy", "Nothing is kept about you", nil)
	// What others have and do is untouched, what she changed stays, unnamed.
	kept, err := w.kept().About(store.Across(w.ctx), w.ben.ID)
	if err != nil || len(kept["questions"]) != 1 {
		t.Errorf("of ben is kept %v, %v", kept, err)
	}
	w.uses(t, w.mod, w.general.ID, "audit", "a former member", nil)
	if says := text(w.asks(t, w.ben, w.general.ID, unknown)); !strings.Contains(says, "Ask me.") || !strings.Contains(says, "Written by a moderator on") {
		t.Errorf("her answer is shown as %s", says)
	}
	if out, err := w.kept().OptedOut(store.Across(w.ctx), w.guild.ID, w.anna.ID); err != nil || !out {
		t.Errorf("she is in summaries again: %v, %v", out, err)
	}
}

func TestExportIsAFileInADirectMessage(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	w.busy(t)
	p := w.uses(t, w.anna, w.elsewhere.ID, "privacy", "Questions with their answers", nil)
	v, err := w.anna.Press(p.ChannelID, p.ID, button(t, p.Message, "export"))
	if err != nil {
		t.Fatal(err)
	}
	(&panel{moderated: w, t: t, who: w.anna, v: v}).waits("I have sent you a file")
	m, err := w.anna.WaitMessage(w.ctx, w.anna.DM().ID, func(m wire.Message) bool { return len(m.Attachments) == 1 })
	if err != nil {
		t.Fatal(err)
	}
	file := string(w.download(t, m.Attachments[0]))
	for _, want := range []string{uae, unknown, `"moderator_answers"`, `"votes"`, `"waiting_for"`, "Ask me."} {
		if !strings.Contains(file, want) {
			t.Errorf("the file lacks %s", want)
		}
	}
	if strings.Contains(file, w.ben.ID) || strings.Contains(file, "ferry to Norholm") {
		t.Error("the file holds what is somebody else's")
	}
}

// Who takes no messages from bots gets the file where they pressed.
func TestExportWithoutDirectMessages(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	closed := w.d.AddPerson("closed", localdiscord.PersonOptions{NoDMs: true})
	w.guild.Add(closed)
	w.asks(t, closed, w.general.ID, uae)
	p := w.uses(t, closed, w.general.ID, "privacy", "Questions with their answers: 1", nil)
	v, err := closed.Press(p.ChannelID, p.ID, button(t, p.Message, "export"))
	if err != nil {
		t.Fatal(err)
	}
	got := &panel{moderated: w, t: t, who: closed, v: v}
	got.waits("This is all that I keep about you")
	if len(got.Attachments) != 1 {
		t.Errorf("attached are %+v", got.Attachments)
	}
}

func TestRetentionIsEnforced(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	m := w.asks(t, w.anna, w.general.ID, uae)
	w.known(t, m)
	if err := w.kept().Set(store.Across(w.ctx), w.guild.ID, feature.KeyRetention, 7); err != nil {
		t.Fatal(err)
	}
	w.clock.move(8 * 24 * 3600e9)
	if err := w.kept().Sweep(store.Across(w.ctx)); err != nil {
		t.Fatal(err)
	}
	if kept, err := w.kept().About(store.Across(w.ctx), w.anna.ID); err != nil || kept.Len() != 0 {
		t.Errorf("after a week %v are kept, %v", kept, err)
	}
	r, err := w.press(t, w.anna, m, "passages").Message(w.ctx)
	if err != nil || !strings.Contains(text(r), "I no longer have this answer") {
		t.Errorf("a button of what is forgotten says %q, %v", text(r), err)
	}
}
