package bot

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
)

// Lines are changed, moved, added and taken out one by one, beside their quotes.
func TestEditingLineByLine(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	p := w.drafts(t, localdiscord.Values{"topic": summit, "length": "short"})
	lines := func(m wire.Message) []string {
		var list []string
		for _, l := range strings.Split(text(m), "\n") {
			if line, ok := strings.CutPrefix(l, "- "); ok {
				list = append(list, line)
			}
		}
		return list
	}
	before := lines(p.Message)
	change := func(choice string, fields map[string]string, want func(now []string) bool) localdiscord.Response {
		t.Helper()
		chosen, err := w.mod.Select(p.ChannelID, p.ID, button(t, p.Message, "sumline"), choice)
		if err != nil {
			t.Fatal(err)
		}
		form, err := chosen.Response(w.ctx)
		if err != nil || form.Modal == nil {
			t.Fatalf("no form: %v", err)
		}
		if _, err := w.mod.Submit(chosen, fields); err != nil {
			t.Fatal(err)
		}
		if p.Message, err = p.v.Until(w.ctx, func(m wire.Message) bool { return want(lines(m)) }); err != nil {
			t.Fatalf("%q, %v gives %q", choice, fields, lines(p.Message))
		}
		return form
	}
	const ours = "We look forward to it. *(moderator’s note)*"
	form := change("1", map[string]string{"line": "We look forward to it.", "place": "2"}, func(now []string) bool { return now[1] == ours })
	if quote := form.Modal.Components[0]; quote.Type != wire.TextDisplay || !strings.HasPrefix(quote.Content, "> **[2]** ") {
		t.Errorf("beside the line stands %+v", quote)
	}
	change("1", map[string]string{"line": "We look forward to it.", "place": "1"}, func(now []string) bool { return now[0] == ours && now[1] == before[0] })
	change("0", map[string]string{"line": "", "place": "1"}, func(now []string) bool { return len(now) == len(before)-1 && now[0] == before[0] })
	n := strconv.Itoa(len(before) - 1)
	change(n, map[string]string{"line": "And a last word.", "place": ""}, func(now []string) bool {
		return len(now) == len(before) && strings.HasPrefix(now[len(now)-1], "And a last word.")
	})
}

// A published summary is changed and withdrawn by its buttons, by any moderator of
// its server and by nobody else.
func TestAPublishedSummaryIsChangedAndWithdrawn(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	p := w.drafts(t, localdiscord.Values{"topic": summit, "length": "short", "channel": w.extra})
	shown := p.publishes(w.extra.ID)
	last := shown[len(shown)-1]
	for _, verb := range []string{"sumrev", "sumtake"} {
		m, err := w.press(t, w.anna, last, verb).Message(w.ctx)
		if err != nil || !strings.Contains(text(m), "for moderators") {
			t.Errorf("a member presses %s and sees %q, %v", verb, text(m), err)
		}
	}
	pressed := w.press(t, w.mod, last, "sumrev")
	panel := &panel{moderated: w, t: t, who: w.mod, v: pressed}
	panel.waits("It stands in <#" + w.extra.ID + ">")
	chosen, err := w.mod.Select(panel.ChannelID, panel.ID, button(t, panel.Message, "sumline"), "0")
	if err != nil {
		t.Fatal(err)
	}
	if r, err := chosen.Response(w.ctx); err != nil || r.Modal == nil {
		t.Fatalf("no form: %v", err)
	}
	if _, err := w.mod.Submit(chosen, map[string]string{"line": "It is off.", "place": "1"}); err != nil {
		t.Fatal(err)
	}
	panel.waits("It is off.")
	w.waitShown(t, w.extra.ID, shown[0].ID, "It is off.")
	sure, err := w.press(t, w.mod, last, "sumtake").Message(w.ctx)
	if err != nil || !sure.Ephemeral() {
		t.Fatalf("it is not asked once: %v", err)
	}
	if gone, err := w.press(t, w.mod, sure, "sumtaken").Response(w.ctx); err != nil || !strings.Contains(text(*gone.Message), "withdrawn") {
		t.Fatalf("it is said %+v, %v", gone, err)
	}
	there := func() bool {
		return slices.ContainsFunc(w.anna.Messages(w.extra.ID), func(m wire.Message) bool { return !m.Ephemeral() })
	}
	if there() {
		t.Error("something is left of it")
	}
	w.uses(t, w.mod, w.general.ID, "audit", "withdrew “Summary: "+summit+"”", nil)
}
