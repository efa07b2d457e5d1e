package bot

import (
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/perm"
	"footnote/bot/store"
)

// closing takes permissions in a channel from everybody but the bot.
func (w *moderated) closing(c *localdiscord.Channel, deny perm.Set) {
	c.Overwrite(perm.Overwrite{ID: w.guild.ID, Type: perm.ForRole, Deny: deny})
	c.Overwrite(perm.Overwrite{ID: w.d.BotID(), Type: perm.ForMember, Allow: perm.ViewChannel | perm.SendMessages | perm.ReadMessageHistory})
}

// closed is a channel in which nobody but the bot has some permissions.
func (w *moderated) closed(name string, deny perm.Set) *localdiscord.Channel {
	c := w.guild.AddChannel(name, localdiscord.ChannelOptions{})
	w.closing(c, deny)
	return c
}

func TestNoCommandReachesFurtherThanThePerson(t *testing.T) {
	t.Parallel()
	w := newModerated(t, withContent)
	mute, hidden := w.closed("mute", perm.SendMessages), w.closed("hidden", perm.ViewChannel)
	daily := localdiscord.Values{"every": "day", "at": "9", "zone": "Europe/Berlin"}
	with := func(v localdiscord.Values, option string, c *localdiscord.Channel) localdiscord.Values {
		all := localdiscord.Values{option: c}
		for k, value := range v {
			all[k] = value
		}
		return all
	}
	for name, c := range map[string]*localdiscord.Channel{"mute": mute, "hidden": hidden, "another server's": w.elsewhere} {
		t.Logf("a channel that is %s", name)
		w.uses(t, w.mod, w.general.ID, "summary", "You may not write in <#"+c.ID+">", with(localdiscord.Values{"topic": summit}, "channel", c))
		w.uses(t, w.mod, w.general.ID, "digest create", "You may not write in <#"+c.ID+">", with(daily, "channel", c))
		if c != mute {
			w.uses(t, w.mod, w.general.ID, "summary", "You may not read <#"+c.ID+">", with(nil, "discussion", c))
		}
		p := w.drafts(t, localdiscord.Values{"topic": summit})
		v, err := w.mod.Select(p.ChannelID, p.ID, button(t, p.Message, "sumto"), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		if m, err := v.Message(w.ctx); err != nil || !strings.Contains(text(m), "You may not write in <#"+c.ID+">") {
			t.Errorf("the menu takes it: %s, %v", text(m), err)
		}
	}
	if list, err := w.kept().Digests(store.Across(w.ctx), w.guild.ID); err != nil || len(list) > 0 {
		t.Errorf("there are digests: %v, %v", list, err)
	}
}

// What was allowed when a draft or digest was made is asked again when it is posted.
func TestRightsAreAskedWhenSomethingIsPosted(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	p := w.drafts(t, localdiscord.Values{"topic": summit, "channel": w.extra})
	q := w.drafts(t, localdiscord.Values{"topic": summit})
	q.changes("sumpin")
	q.presses("sumpub", "You may not pin messages there yourself")
	if pins := w.anna.Pins(w.general.ID); len(pins) > 0 {
		t.Error("whoever may not pin pins")
	}
	daily := localdiscord.Values{"every": "day", "at": "9", "zone": "Europe/Berlin", "channel": w.extra}
	w.uses(t, w.mod, w.general.ID, "digest create", "From now on", daily)
	w.closing(w.extra, perm.SendMessages)
	// The bot hears of the channel before it hears of what is pressed then.
	p.presses("sumpub", "You may not write in <#"+w.extra.ID+">")
	w.ticks(t, 2*24*time.Hour)
	if n := len(w.anna.Messages(w.extra.ID)); n > 0 {
		t.Errorf("%d messages are posted there", n)
	}
	w.uses(t, w.mod, w.general.ID, "digest list", "paused", nil)
	w.uses(t, w.mod, w.general.ID, "digest pause", "You may not write in", localdiscord.Values{"digest": "1"})
}

// ticks moves the bot's clock on by a span from now.
func (w *moderated) ticks(t *testing.T, after time.Duration) {
	t.Helper()
	if err := w.bot.core.Tick(w.ctx, time.Now().Add(after)); err != nil {
		t.Error(err)
	}
}

func TestADigestOfWhoHasLeftIsNotPosted(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	w.uses(t, w.mod, w.general.ID, "digest create", "From now on",
		localdiscord.Values{"every": "day", "at": "9", "zone": "Europe/Berlin", "channel": w.extra})
	w.guild.Remove(w.mod)
	w.ticks(t, 2*24*time.Hour)
	if n := len(w.anna.Messages(w.extra.ID)); n > 0 {
		t.Errorf("%d messages are posted for who has left", n)
	}
}
