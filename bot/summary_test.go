package bot

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	"footnote/bot/feature"
	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/store"
	"footnote/bot/store/storetest"
)

const summit = "Trump-Putin summit"

// drafts has the moderator draft a summary.
func (w *moderated) drafts(t *testing.T, values localdiscord.Values) *panel {
	t.Helper()
	p := w.uses(t, w.mod, w.general.ID, "summary", "Draft, only you see it", values)
	if testing.Verbose() {
		t.Logf("the draft:\n%s\n%s", text(p.Message), labels(p.Message))
	}
	return p
}

// changes presses a button and waits until what the panel shows is different.
func (p *panel) changes(verb string) {
	p.t.Helper()
	before := text(p.Message) + labels(p.Message)
	if _, err := p.who.Press(p.ChannelID, p.ID, button(p.t, p.Message, verb)); err != nil {
		p.t.Fatal(err)
	}
	m, err := p.v.Until(p.ctx, func(m wire.Message) bool { return final(m) && text(m)+labels(m) != before })
	if err != nil {
		p.t.Fatalf("%s changes nothing: %v\n%s", verb, err, p.logs)
	}
	p.Message = m
}

// publishes presses Publish and returns what the channel then shows.
func (p *panel) publishes(channel string) []wire.Message {
	p.t.Helper()
	before := map[string]bool{} // others may go meanwhile, so that a count does not tell
	for _, m := range p.anna.Messages(channel) {
		before[m.ID] = true
	}
	p.presses("sumpub", "Published: ")
	var shown []wire.Message
	for _, m := range p.anna.Messages(channel) {
		if !before[m.ID] && len(m.Components) > 0 { // not the one that tells of the pin
			shown = append(shown, m)
		}
	}
	if len(shown) == 0 {
		p.t.Fatal("nothing was published")
	}
	for _, m := range shown {
		if !testing.Verbose() {
			break
		}
		p.t.Logf("published:\n%s\n%s", text(m), labels(m))
	}
	return shown
}

func TestASummaryFromDraftToPublished(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	w.guild.SetRoles(w.mod, w.guild.AddRole("who pins", perm.ManageGuild|perm.PinMessages, false))
	p := w.drafts(t, localdiscord.Values{"topic": summit, "channel": w.extra})
	if n := len(w.anna.Messages(w.general.ID)) + len(w.anna.Messages(w.extra.ID)); n > 0 {
		t.Fatalf("a draft is seen by others: %d messages", n)
	}
	seven := strings.Count(text(p.Message), "\n- ")
	p.changes("sumlong")
	ten := strings.Count(text(p.Message), "\n- ")
	p.changes("sumshort")
	if seven != 7 || ten != 10 {
		t.Errorf("%d lines, longer %d", seven, ten)
	}
	p.changes("sumpin")
	p.changes("sumname")
	shown := p.publishes(w.extra.ID)
	says := text(shown[0])
	for _, want := range []string{"Summary: " + summit, "[1]", "**Sources**", "-# **[1]**"} {
		if !strings.Contains(says, want) {
			t.Errorf("the summary lacks %q", want)
		}
	}
	if last := text(shown[len(shown)-1]); !strings.Contains(last, "Published by Mo Derator") {
		t.Errorf("nobody signs it: %s", last)
	}
	if !shown[0].Pinned {
		t.Error("it is not pinned")
	}
	passages, err := w.press(t, w.anna, shown[len(shown)-1], "sumpass").Message(w.ctx)
	if err != nil || !passages.Ephemeral() || strings.Count(text(passages), "**")/2 < 2 {
		t.Errorf("a reader sees no passages: %v %s", err, text(passages))
	}
	w.uses(t, w.mod, w.general.ID, "audit", "published “Summary: "+summit+"”", nil)
	w.uses(t, w.away, w.elsewhere.ID, "audit", "Nothing has been changed yet", nil)
}

func TestSummariesAreForModerators(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	w.everybody("summary", "digest")
	w.uses(t, w.anna, w.general.ID, "summary", "for moderators", localdiscord.Values{"topic": summit})
	w.uses(t, w.anna, w.general.ID, "digest list", "for moderators", nil)
	p := w.drafts(t, localdiscord.Values{"topic": summit})
	before := text(p.Message)
	// Members, and moderators of this and another guild, try the draft's buttons.
	here := feature.Place{Guild: w.guild.ID, Channel: w.general.ID}
	for name, as := range map[string]feature.Request{
		"a member":                  {Person: feature.Person{ID: w.anna.ID, Locale: "en-US"}, Place: here},
		"another moderator":         {Person: feature.Person{ID: w.ben.ID, Manager: true, Locale: "en-US"}, Place: here},
		"another guild's moderator": {Person: feature.Person{ID: w.away.ID, Manager: true, Locale: "en-US"}, Place: feature.Place{Guild: w.other.ID, Channel: w.elsewhere.ID}},
	} {
		for _, verb := range []string{"sumpub", "sumedit", "sumshort", "sumlong", "sumdrop", "sumpin", "sumname", "sumto"} {
			r, err := w.bot.core.Press(store.In(w.ctx, w.guild.ID), feature.Press{Request: as, Button: button(t, p.Message, verb)})
			if err != nil || r.Message == nil || !r.Private || r.Work != nil || r.Modal != nil {
				t.Errorf("%s pressed %s and got %+v, %v", name, verb, r, err)
			}
		}
	}
	p.changes("sumpin")
	if text(p.Message) != before {
		t.Errorf("the draft changed:\n%s", text(p.Message))
	}
	shown := p.publishes(w.general.ID)
	quotes := feature.Press{Request: feature.Request{Person: feature.Person{ID: w.away.ID}, Place: feature.Place{Guild: w.other.ID}}, Button: button(t, shown[len(shown)-1], "sumpass")}
	if r, err := w.bot.core.Press(store.In(w.ctx, w.guild.ID), quotes); err != nil || !strings.Contains(r.Message.Embeds[0].Description, "no longer have") {
		t.Errorf("another guild reads the quotes: %+v %v", r, err)
	}
}

// What was drafted before a restart is published after it, and once only.
func TestADraftSurvivesARestart(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	p := w.drafts(t, localdiscord.Values{"topic": summit, "length": "short"})
	err := w.end()
	if err != nil {
		t.Fatal(err)
	}
	if err := w.config.Store.Close(); err != nil {
		t.Fatal(err)
	}
	if w.config.Store, err = storetest.DB(w.ctx, t, w.path, w.clock.Now); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.config.Store.Close() })
	w.start(t)
	again := button(t, p.Message, "sumpub")
	p.publishes(w.general.ID)
	r, err := w.bot.core.Press(store.In(w.ctx, w.guild.ID), feature.Press{
		Request: feature.Request{Person: feature.Person{ID: w.mod.ID, Manager: true, Locale: "en-US"}, Place: feature.Place{Guild: w.guild.ID, Channel: w.general.ID}}, Button: again,
	})
	if err != nil || r.Message == nil || !strings.Contains(r.Message.Embeds[0].Description, "already") {
		t.Errorf("a second press gets %+v, %v", r, err)
	}
}

func TestATimeLineComesWithAPicture(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	p := w.drafts(t, localdiscord.Values{"topic": summit, "style": "timeline", "length": "long"})
	shown := p.publishes(w.general.ID)
	if len(shown[0].Attachments) != 1 {
		t.Fatalf("%d attachments", len(shown[0].Attachments))
	}
	a := shown[0].Attachments[0]
	if !strings.Contains(a.Description, "February 2025: ") || !strings.HasPrefix(a.Description, "Time line: ") {
		t.Errorf("the picture is described as %q", a.Description)
	}
	if _, err := png.Decode(bytes.NewReader(w.download(t, a))); err != nil {
		t.Error(err)
	}
	if says := text(shown[0]); !strings.Contains(says, "**22\u00a0February\u00a02025** — ") {
		t.Errorf("no days: %s", says)
	}
}

func TestEditingADraft(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	p := w.drafts(t, localdiscord.Values{"topic": summit, "length": "short", "style": "briefing"})
	pressed, err := w.mod.Press(p.ChannelID, p.ID, button(t, p.Message, "sumedit"))
	if err != nil {
		t.Fatal(err)
	}
	form, err := pressed.Response(w.ctx)
	if err != nil || form.Modal == nil {
		t.Fatalf("no form: %v", err)
	}
	kept := strings.Split(form.Modal.Components[0].Inner.Value, "\n")
	edited := strings.Join([]string{kept[0], strings.Replace(kept[1], "Putin", "Macron", 1), "We are curious how this ends."}, "\n")
	if _, err := w.mod.Submit(pressed, map[string]string{"text0": edited}); err != nil {
		t.Fatal(err)
	}
	p.waits("We are curious how this ends.")
	if n := strings.Count(text(p.Message), "(moderator’s note)"); n != 2 {
		t.Errorf("%d notes are marked: %s", n, text(p.Message))
	}
	shown := p.publishes(w.general.ID)
	if says := text(shown[0]); strings.Count(says, "moderator’s note") != 2 || !strings.Contains(says, "[1]") {
		t.Errorf("published: %s", says)
	}
}

func TestADraftThatCannotBePublishedStaysOne(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	p := w.drafts(t, localdiscord.Values{"topic": summit, "length": "short"})
	p.selects("sumto", "<#"+w.extra.ID+">", w.extra.ID)
	w.extra.Delete()
	p.presses("sumpub", "I may not write in that channel")
	p.selects("sumto", "<#"+w.general.ID+">", w.general.ID)
	p.publishes(w.general.ID)
	q := w.drafts(t, localdiscord.Values{"topic": summit})
	q.presses("sumdrop", "The draft is gone")
	for _, wrong := range []localdiscord.Values{{}, {"topic": "Quidditch"}, {"topic": summit, "since": "soon"}, {"articles": "nothing of this name"}, {"topic": summit, "since": "2031-01-01"}} {
		v, err := w.mod.Command(w.general.ID, "summary", wrong)
		if err != nil {
			t.Fatal(err)
		}
		m := w.settled(t, v)
		t.Logf("%v: %s", wrong, text(m))
		if len(buttonsOf(m)) > 0 || !m.Ephemeral() {
			t.Errorf("%v gives a draft: %s", wrong, text(m))
		}
	}
}

func TestArticlesAreSuggestedForSummaries(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	list, err := w.mod.Autocomplete(w.ctx, w.general.ID, "summary", "articles", localdiscord.Values{"articles": "14-peskov-in-time, beijing"})
	if err != nil || len(list) != 1 || list[0].Value != "14-peskov-in-time,13-beijing-factor" {
		t.Fatalf("suggested %+v, %v", list, err)
	}
	p := w.drafts(t, localdiscord.Values{"articles": list[0].Value})
	if says := text(p.Message); !strings.Contains(says, "Articles read: 2") {
		t.Errorf("other articles are read: %s", says)
	}
}
