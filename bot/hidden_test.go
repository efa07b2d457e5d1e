package bot

import (
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/store"
)

const (
	secretAnswered = "Who spoke with Waltz?"
	secretUnknown  = "When is the raid on the biscuit tin?"
)

// secretive is a world with a channel that only ben and the bot see, where a
// question was answered and another was not.
func secretive(t *testing.T) (*moderated, *localdiscord.Channel) {
	t.Helper()
	w := newModerated(t)
	c := w.guild.AddChannel("secret", localdiscord.ChannelOptions{})
	w.closing(c, perm.ViewChannel)
	c.Overwrite(perm.Overwrite{ID: w.ben.ID, Type: perm.ForMember, Allow: perm.ViewChannel})
	w.clock.move(time.Second)
	w.asks(t, w.ben, c.ID, secretAnswered)
	w.asks(t, w.ben, c.ID, secretUnknown)
	return w, c
}

// editors makes ben one who moderates.
func (w *moderated) editors(t *testing.T) {
	t.Helper()
	role := w.guild.AddRole("editors", 0, false)
	w.guild.SetRoles(w.ben, role)
	if err := w.kept().Set(store.Across(w.ctx), w.guild.ID, "moderators", []string{role.ID}); err != nil {
		t.Fatal(err)
	}
	w.everybody("gaps", "audit", "digest")
}

func TestSuggestionsAreOfChannelsThatThePersonSees(t *testing.T) {
	t.Parallel()
	w, c := secretive(t)
	for name, who := range map[string]*localdiscord.Person{"anna": w.anna, "ben": w.ben} {
		list, err := who.Autocomplete(w.ctx, w.general.ID, "ask", "question", localdiscord.Values{"question": "waltz"})
		if err != nil {
			t.Fatal(err)
		}
		suggested := false
		for _, choice := range list {
			suggested = suggested || choice.Name == secretAnswered
		}
		if suggested != (who == w.ben) {
			t.Errorf("to %s, of <#%s>: %v in %+v", name, c.ID, suggested, list)
		}
	}
}

func TestDigestsTellOfWhatTheirReadersSee(t *testing.T) {
	t.Parallel()
	w, c := secretive(t)
	w.editors(t)
	daily := func(in *localdiscord.Channel) localdiscord.Values {
		return localdiscord.Values{"every": "day", "at": "9", "zone": "Europe/Berlin", "channel": in}
	}
	w.uses(t, w.mod, w.general.ID, "digest create", "From now on", daily(w.general))
	w.uses(t, w.ben, c.ID, "digest create", "From now on", daily(c))
	w.clock.move(time.Minute)
	w.asks(t, w.ben, c.ID, secretAnswered)
	w.asks(t, w.ben, c.ID, secretUnknown+" Really?")
	w.asks(t, w.anna, w.general.ID, unknown)
	w.ticks(t, 2*24*time.Hour)
	digest := func(who *localdiscord.Person, channel string) string {
		for _, m := range shownIn(who, channel) {
			if strings.Contains(text(m), "Still unanswered") {
				return text(m)
			}
		}
		t.Fatalf("no digest in %s\n%s", channel, w.logs)
		return ""
	}
	if says := digest(w.anna, w.general.ID); strings.Contains(says, "Waltz") || strings.Contains(says, "biscuit") || !strings.Contains(says, unknown) {
		t.Errorf("everybody reads:\n%s", says)
	}
	if says := digest(w.ben, c.ID); !strings.Contains(says, "Waltz") || !strings.Contains(says, "biscuit") || !strings.Contains(says, unknown) {
		t.Errorf("there one reads:\n%s", says)
	}
}

func TestGapsAndAnswersAreOfChannelsThatTheModeratorSees(t *testing.T) {
	t.Parallel()
	w, c := secretive(t)
	w.editors(t)
	w.uses(t, w.mod, w.general.ID, "gaps", "Nothing: every question found", nil)
	p := w.uses(t, w.ben, w.general.ID, "gaps", "biscuit", nil)
	p.selects("gap", "An unanswered question", p.first("gap"))
	p.fills("gapreply", "Answered. People told", map[string]string{"text": "At midnight."})
	p.presses("answers", "biscuit")
	p = w.uses(t, w.mod, w.general.ID, "gaps", "Nothing: every question found", nil)
	p.presses("answers", "There are none yet")
	if says := text(w.uses(t, w.mod, w.general.ID, "audit", "Changes", nil).Message); strings.Contains(says, "biscuit") {
		t.Errorf("the audit log tells: %s", says)
	}
	w.uses(t, w.ben, w.general.ID, "audit", "biscuit", nil)
	if m := w.asks(t, w.anna, w.general.ID, secretUnknown); strings.Contains(text(m), "midnight") {
		t.Errorf("everybody gets the answer: %s", text(m))
	}
	if m := w.asks(t, w.ben, c.ID, secretUnknown); !strings.Contains(text(m), "midnight") {
		t.Errorf("there one does not get the answer: %s", text(m))
	}
	v, err := w.ben.Command(w.general.ID, "ask", localdiscord.Values{"question": secretUnknown, "private": true})
	if err != nil {
		t.Fatal(err)
	}
	if m := w.settled(t, v); !strings.Contains(text(m), "midnight") {
		t.Errorf("in private who sees the channel does not get it: %s", text(m))
	}
}

// Who has left a server is not written to.
func TestWhoHasLeftIsNotWrittenTo(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	w.asks(t, w.anna, w.general.ID, unknown)
	w.asks(t, w.ben, w.general.ID, unknown)
	w.guild.Remove(w.anna)
	p := w.uses(t, w.mod, w.general.ID, "gaps", unknown, nil)
	p.selects("gap", "An unanswered question", p.first("gap"))
	p.fills("gapreply", "Answered. People told", map[string]string{"text": "Never on Sundays."})
	told := func(who *localdiscord.Person) (list []wire.Message) {
		return shownIn(who, who.DM().ID)
	}
	if n := len(told(w.anna)); n > 0 {
		t.Errorf("who has left gets %d messages", n)
	}
	if n := len(told(w.ben)); n != 1 {
		t.Errorf("who is there gets %d messages", n)
	}
}
