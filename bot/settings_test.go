package bot

import (
	"strings"
	"testing"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
)

func TestSettingsTakeEffectInTheirGuildAlone(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	p := w.uses(t, w.mod, w.general.ID, "settings", "everywhere", nil)
	p.selects("set|channels", "<#"+w.extra.ID+">", w.extra.ID)
	if says := text(w.asks(t, w.anna, w.general.ID, uae)); !strings.Contains(says, "I answer in <#"+w.extra.ID+">") {
		t.Errorf("where the bot is not to answer it says %s", says)
	}
	mentioned, err := w.anna.Say(w.general.ID, w.mention()+uae)
	if err != nil {
		t.Fatal(err)
	}
	told, err := w.anna.WaitMessage(w.ctx, w.general.ID, func(m wire.Message) bool {
		return m.MessageReference != nil && m.MessageReference.MessageID == mentioned.ID
	})
	if err != nil || !strings.Contains(text(told), "I answer in") {
		t.Errorf("a mention there gets %q, %v", text(told), err)
	}
	p.presses("panel", "Length of answers")
	p.selects("set|language", "Deutsch", "de")
	p.selects("set|length", "one statement", "short")
	p.selects("set|retention", "7 days", "7")
	p.presses("set|curated", "not used")

	here := text(w.asks(t, w.anna, w.extra.ID, uae))
	if !strings.Contains(here, "7.\u00a0August\u00a02025") || strings.Contains(here, "**[2]**") {
		t.Errorf("the answer says %s", here)
	}
	there := text(w.asks(t, w.anna, w.elsewhere.ID, uae))
	if !strings.Contains(there, "-# **[1]**") || !strings.Contains(there, "7\u00a0August\u00a02025") {
		t.Errorf("in the other guild the answer says %s", there)
	}
	log := w.uses(t, w.mod, w.general.ID, "audit", "Changes", nil)
	for _, want := range []string{"<@" + w.mod.ID + ">", "to: Deutsch", "to: one statement", "to: 7 days", "to: <#" + w.extra.ID + ">", "to: not used"} {
		if !strings.Contains(text(log.Message), want) {
			t.Errorf("the log lacks %q: %s", want, text(log.Message))
		}
	}
	w.uses(t, w.away, w.elsewhere.ID, "audit", "Nothing has been changed yet", nil)
}

func TestLimitsOfAGuild(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	p := w.uses(t, w.mod, w.general.ID, "settings", "everywhere", nil)
	p.presses("panel", "Length of answers")
	p.selects("set|limits", "3 at once", "strict")
	for range 3 {
		w.asks(t, w.anna, w.general.ID, uae)
	}
	if says := text(w.asks(t, w.anna, w.general.ID, uae)); !strings.Contains(says, "You may ask 3 questions at once") {
		t.Errorf("the fourth question got %s", says)
	}
	if says := text(w.asks(t, w.anna, w.elsewhere.ID, uae)); !strings.Contains(says, "-# **[1]**") {
		t.Errorf("in the other guild: %s", says)
	}
}

func TestARoleModerates(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	helpers := w.guild.AddRole("helpers", 0, false)
	w.guild.SetRoles(w.ben, helpers)
	w.everybody("settings", "gaps")
	w.uses(t, w.ben, w.general.ID, "gaps", "for moderators", nil)
	p := w.uses(t, w.mod, w.general.ID, "settings", "nobody else", nil)
	p.selects("set|moderators", "<@&"+helpers.ID+">", helpers.ID)
	w.uses(t, w.ben, w.general.ID, "gaps", "What went unanswered", nil)
	// Who moderates is not theirs to say.
	own := w.uses(t, w.ben, w.general.ID, "settings", "Settings", nil)
	v, err := w.ben.Select(own.ChannelID, own.ID, button(t, own.Message, "set|moderators"))
	if err != nil {
		t.Fatal(err)
	}
	if m, err := v.Message(w.ctx); err != nil || !strings.Contains(text(m), "may manage the server can say who moderates") {
		t.Errorf("a role's member is told %q, %v", text(m), err)
	}
	w.guild.SetRoles(w.ben)
	w.uses(t, w.ben, w.general.ID, "gaps", "for moderators", nil)
}

// A panel from before keeps to what is offered.
func TestSettingsTakeNothingElse(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	p := w.uses(t, w.mod, w.general.ID, "settings", "everywhere", nil)
	p.presses("panel", "Length of answers")
	if _, err := w.mod.Select(p.ChannelID, p.ID, button(t, p.Message, "set|length"), "endless"); err == nil {
		t.Error("the menu offers what it should not")
	}
	if _, err := w.anna.Command(w.anna.DM().ID, "settings", localdiscord.Values{}); err == nil {
		t.Error("/settings is offered in a direct message")
	}
}
