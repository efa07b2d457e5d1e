package bot

import (
	"slices"
	"strings"
	"testing"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/store"
	"footnote/bot/store/gapstore"
)

// press presses a button by its verb.
func (w *world) press(t testing.TB, who *localdiscord.Person, m wire.Message, verb string) *localdiscord.Invocation {
	t.Helper()
	v, err := who.Press(m.ChannelID, m.ID, button(t, m, verb))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// deletes presses the button that deletes an answer, and the one that confirms it.
func (w *world) deletes(t testing.TB, who *localdiscord.Person, m wire.Message) {
	t.Helper()
	sure, err := w.press(t, who, m, "delete").Message(w.ctx)
	if err != nil || !sure.Ephemeral() {
		t.Fatalf("it is not asked once, in private: %s, %v", text(sure), err)
	}
	if _, err := w.press(t, who, sure, "remove").Response(w.ctx); err != nil {
		t.Fatal(err)
	}
}

func TestPassagesShowQuotesInTheirSurroundings(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.start(t)
	m := w.ask(t, w.general.ID, uae)
	shown, err := w.press(t, w.anna, m, "passages").Message(w.ctx)
	if err != nil || !shown.Ephemeral() {
		t.Fatalf("the passages are not private: %v", err)
	}
	if says := text(shown); strings.Count(says, "**")/2 < 2 || !strings.Contains(says, "Putin") {
		t.Errorf("no quote is bold:\n%s", says)
	}
}

func TestVotesCountOncePerPersonAndCanChange(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ben := w.d.AddPerson("ben", localdiscord.PersonOptions{})
	w.guild.Add(ben)
	w.start(t)
	m := w.ask(t, w.general.ID, uae)
	for _, who := range []*localdiscord.Person{w.anna, w.anna, ben} {
		if _, err := w.press(t, who, m, "up").Response(w.ctx); err != nil {
			t.Fatal(err)
		}
	}
	w.until(t, m, "=2 down")
	pressed := w.press(t, ben, m, "down")
	if r, err := pressed.Response(w.ctx); err != nil || r.Modal == nil {
		t.Fatalf("no form opened: %+v %v", r, err)
	}
	sent, err := ben.Submit(pressed, map[string]string{"text": "the second source is about something else"})
	if err != nil {
		t.Fatal(err)
	}
	if thanks, err := sent.WaitFollowups(w.ctx, 1); err != nil || !thanks[0].Ephemeral() {
		t.Errorf("no thanks: %v %v", thanks, err)
	}
	w.until(t, m, "=1 down")
	gaps, err := w.kept().Gaps(store.Across(w.ctx), w.guild.ID, 10)
	if err != nil || len(gaps) != 1 || gaps[0].Why != gapstore.VotedDown {
		t.Errorf("the gaps are %+v, %v", gaps, err)
	}
}

// until waits for a message's buttons to say something.
func (w *world) until(t testing.TB, m wire.Message, want string) {
	t.Helper()
	var says string
	_, err := w.anna.WaitMessage(w.ctx, m.ChannelID, func(now wire.Message) bool {
		if now.ID == m.ID {
			says = labels(now)
		}
		return now.ID == m.ID && strings.Contains(says, want)
	})
	if err != nil {
		t.Fatalf("the buttons say %q, want %q", says, want)
	}
}

func TestDeleteIsForWhoAskedAndModerators(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ben, mod := w.d.AddPerson("ben", localdiscord.PersonOptions{}), w.d.AddPerson("mod", localdiscord.PersonOptions{})
	w.guild.Add(ben)
	w.guild.Add(mod, w.guild.AddRole("mods", perm.ManageMessages, false))
	w.start(t)
	for who, may := range map[*localdiscord.Person]bool{ben: false, mod: true, w.anna: true} {
		m := w.ask(t, w.general.ID, uae)
		if !may {
			r, err := w.press(t, who, m, "delete").Message(w.ctx)
			if err != nil || !r.Ephemeral() || len(buttonsOf(r)) > 0 {
				t.Errorf("who may not delete is told %+v, %v", r, err)
			}
		} else {
			w.deletes(t, who, m)
		}
		gone := func() bool {
			return !slices.ContainsFunc(w.anna.Messages(w.general.ID), func(now wire.Message) bool { return now.ID == m.ID })
		}
		if may {
			if err := w.waitUntil(gone); err != nil {
				t.Error("it was not deleted")
			}
		} else if gone() {
			t.Error("who may not delete did")
		}
	}
}

func TestFollowUpOpensAThreadAndGoesOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.start(t)
	m := w.ask(t, w.general.ID, uae)
	told, err := w.press(t, w.anna, m, "follow").Message(w.ctx)
	if err != nil || !strings.Contains(text(told), "<#"+m.ID+">") {
		t.Fatalf("the person is told %q, %v", text(told), err)
	}
	hello, err := w.anna.WaitMessage(w.ctx, m.ID, func(now wire.Message) bool { return text(now) != "" })
	if err != nil || !strings.Contains(text(hello), "mention") {
		t.Fatalf("the thread says %q, %v", text(hello), err)
	}
	// Without the Message Content intent a follow-up needs a mention.
	if _, err := w.anna.Say(m.ID, "<@"+w.d.BotID()+"> what do the Kremlin's aides say about it?"); err != nil {
		t.Fatal(err)
	}
	if _, err := w.anna.WaitMessage(w.ctx, m.ID, answers); err != nil {
		t.Fatalf("no answer in the thread: %v", err)
	}
	// Pressed again, the same thread goes on.
	if again, err := w.press(t, w.anna, m, "follow").Message(w.ctx); err != nil || !strings.Contains(text(again), "<#"+m.ID+">") {
		t.Errorf("pressed again: %q, %v", text(again), err)
	}
}

func TestFollowUpInThreadAndPrivateUsesAForm(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.start(t)
	asked, err := w.anna.Command(w.general.ID, "ask", localdiscord.Values{"question": uae, "private": true})
	if err != nil {
		t.Fatal(err)
	}
	m := w.settled(t, asked)
	pressed := w.press(t, w.anna, m, "follow")
	if r, err := pressed.Response(w.ctx); err != nil || r.Modal == nil {
		t.Fatalf("no form: %+v %v", r, err)
	}
	sent, err := w.anna.Submit(pressed, map[string]string{"text": uae})
	if err != nil {
		t.Fatal(err)
	}
	if m := w.settled(t, sent); !m.Ephemeral() || !strings.Contains(text(m), "United Arab Emirates") {
		t.Errorf("the follow-up got %s", text(m))
	}
}

// answers reports whether a message is an answer or a refusal with buttons.
func answers(m wire.Message) bool { return final(m) && strings.Contains(labels(m), "follow|") }
