package bot

import (
	"errors"
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/store"
	"footnote/bot/store/gapstore"
)

// After "forget me" no byte is left of what a person asked in answers that were
// deleted since, of what they said in discussions that were summarised, in drafts
// and in published summaries, and of the name they go by. The bot goes on.
func TestForgetMeLeavesNoWordOfAPerson(t *testing.T) {
	t.Parallel()
	w := newModerated(t, withContent)
	const name = "Annabelle Quist"
	anna := w.d.AddPerson("annaq", localdiscord.PersonOptions{Display: name})
	w.guild.Add(anna)
	const asked = "When does the xylophone museum of Norholm open?"
	for _, where := range []string{w.general.ID, w.extra.ID} {
		m := w.asks(t, anna, where, asked)
		w.known(t, m)
		if where == w.extra.ID {
			w.deletes(t, anna, m)
		}
	}
	// A moderator's change that names the question.
	if err := w.kept().AddAudit(store.Across(w.ctx), w.guild.ID, w.mod.ID, "gaps.aside", asked); err != nil {
		t.Fatal(err)
	}
	say := func(who *localdiscord.Person, text string) {
		if _, err := who.Say(w.general.ID, text); err != nil {
			t.Fatal(err)
		}
	}
	say(anna, "the glockenspiel workshop must move to Saturday because the hall on Mill Street is taken on Friday")
	say(w.ben, "the posters for <@"+anna.ID+"> cost fifty euros at the printer on Harbour Road")
	say(w.mod, "the café wants a deposit of fifty euros for the back room")
	shown := w.drafts(t, localdiscord.Values{"discussion": w.general, "channel": w.extra, "length": "long"}).publishes(w.extra.ID)[0]
	w.drafts(t, localdiscord.Values{"discussion": w.general, "length": "long"})
	traces := []string{anna.ID, name, "xylophone", "glockenspiel"}
	for _, trace := range traces {
		if len(w.holding(t, trace)) == 0 {
			t.Fatalf("nothing of %q was kept, so that nothing is tested", trace)
		}
	}
	p := w.uses(t, anna, w.general.ID, "privacy", "Questions with their answers: 1", nil)
	p.presses("forget", "It cannot be undone")
	p.presses("forgot", "Nothing is kept about you any more")
	for _, trace := range traces {
		if left := w.holding(t, trace); len(left) > 0 {
			t.Errorf("%v still hold %q", left, trace)
		}
	}
	w.waitGone(t, shown, name)
	now := text(w.message(t, w.extra.ID, shown.ID))
	if strings.Contains(now, "glockenspiel") || !strings.Contains(now, "deposit of fifty euros") {
		t.Errorf("the published summary says %s", now)
	}
	if says := text(w.asks(t, w.ben, w.general.ID, uae)); !strings.Contains(says, "Emirates") {
		t.Errorf("afterwards the bot says %s", says)
	}
}

// What a retention took away cannot be forgotten later: its question goes with it
// from everywhere, and a case of the evaluation set still knows whose it is.
func TestWhatOutlivesAPostIsForgottenToo(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	m := w.asks(t, w.anna, w.general.ID, uae)
	w.known(t, m)
	s := w.kept()
	ctx := store.In(w.ctx, w.guild.ID)
	post, err := s.PostOf(ctx, m.ID)
	err = errors.Join(err,
		s.Correct(ctx, w.guild.ID, gapstore.Case{Post: post.ID, Question: uae, Reason: "no"}),
		s.AddAudit(ctx, w.guild.ID, w.mod.ID, "answer.correct", uae))
	if err != nil {
		t.Fatal(err)
	}
	w.clock.move(31 * 24 * time.Hour)
	if err := errors.Join(s.Sweep(w.ctx), s.Forget(w.ctx, w.anna.ID)); err != nil {
		t.Fatal(err)
	}
	if left := w.holding(t, uae); len(left) > 0 {
		t.Errorf("%v still hold the question", left)
	}
}
