package bot

import (
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/store"
)

const uae = "who proposed the UAE as a venue?"

func TestAskAnswersWithFootnotes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.start(t)
	says := text(w.ask(t, w.general.ID, uae))
	for _, want := range []string{"United Arab Emirates", "[1]", "Putin", "-# **[1]**", "7\u00a0August\u00a02025", "Footnote sample", uae} {
		if !strings.Contains(says, want) {
			t.Errorf("the answer lacks %q:\n%s", want, says)
		}
	}
	if p := w.d.Presence(); len(p.Activities) != 1 || !strings.HasSuffix(p.Activities[0].Name, " articles") {
		t.Errorf("the presence is %+v", p)
	}
}

func TestAskDeclinesWithTheNearestAndTellsTheModerators(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.start(t)
	const question = "who won the Wimbledon final in 1987?"
	m := w.ask(t, w.general.ID, question)
	if says := text(m); !strings.Contains(says, "don't say") {
		t.Errorf("no refusal: %s", says)
	}
	pressed, err := w.anna.Press(w.general.ID, m.ID, button(t, m, "tell"))
	if err != nil {
		t.Fatal(err)
	}
	thanks, err := pressed.WaitFollowups(w.ctx, 1)
	if err != nil || !thanks[0].Ephemeral() {
		t.Errorf("no thanks to the person alone: %v %v", thanks, err)
	}
	gaps, err := w.kept().Gaps(store.Across(w.ctx), w.guild.ID, 10)
	if err != nil || len(gaps) != 2 || gaps[0].Question != question {
		t.Errorf("the gaps are %+v, %v: want it declined and reported", gaps, err)
	}
	if now := w.message(t, w.general.ID, m.ID); !strings.Contains(labels(now), "The moderators know") {
		t.Errorf("the button still says %s", labels(now))
	}
}

func TestAskInPrivate(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.start(t)
	asked, err := w.anna.Command(w.general.ID, "ask", localdiscord.Values{"question": uae, "private": true})
	if err != nil {
		t.Fatal(err)
	}
	if m := w.settled(t, asked); !m.Ephemeral() {
		t.Error("others can see the answer")
	}
	if list, err := w.kept().Answered(store.Across(w.ctx), w.guild.ID, time.Time{}, 10); err != nil || len(list) != 0 {
		t.Errorf("a private question is suggested to others: %v, %v", list, err)
	}
}

func TestAutocompleteOffersQuestionsAndTitles(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.start(t)
	w.ask(t, w.general.ID, uae)
	offered := func(channel, typed string) []string {
		list, err := w.anna.Autocomplete(w.ctx, channel, "ask", "question", localdiscord.Values{"question": typed})
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, c := range list {
			names = append(names, c.Name)
		}
		return names
	}
	if got := offered(w.general.ID, "VENUE"); len(got) < 2 || got[0] != uae {
		t.Errorf("offered %q, want the question asked before, then titles", got)
	}
	if got := offered(w.general.ID, ""); len(got) != 25 {
		t.Errorf("%d are offered for nothing typed, want 25", len(got))
	}
	other := w.d.AddGuild("Others", localdiscord.GuildOptions{})
	other.Add(w.anna)
	if got := offered(other.AddChannel("general", localdiscord.ChannelOptions{}).ID, "who proposed"); slices.Contains(got, uae) {
		t.Error("another guild sees the question")
	}
}

func TestHelpAndSources(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.anna.SetLocale("de")
	w.start(t)
	for name, want := range map[string]string{"help": "/fragen", "sources": "Artikel: "} {
		used, err := w.anna.Command(w.general.ID, name, nil)
		if err != nil {
			t.Fatal(err)
		}
		m, err := used.Message(w.ctx)
		if err != nil || !m.Ephemeral() || !strings.Contains(text(m), want) {
			t.Errorf("/%s says %q, %v", name, text(m), err)
		}
	}
}

func TestSourcesTurnPages(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.start(t)
	used, err := w.anna.Command(w.general.ID, "sources", nil)
	if err != nil {
		t.Fatal(err)
	}
	m, err := used.Message(w.ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.anna.Press(w.general.ID, m.ID, "sources||1"); err != nil {
		t.Fatal(err)
	}
	if _, err := used.Until(w.ctx, func(now wire.Message) bool { return text(now) != text(m) }); err != nil {
		t.Error(err)
	}
}

// button finds the ID of a message's button by its verb.
func button(t testing.TB, m wire.Message, verb string) string {
	t.Helper()
	for _, b := range buttonsOf(m) {
		if strings.HasPrefix(b.CustomID, verb+"|") {
			return b.CustomID
		}
	}
	t.Fatalf("no button %q in %s", verb, labels(m))
	return ""
}

func buttonsOf(m wire.Message) []wire.Component {
	var list []wire.Component
	wire.Walk(m.Components, func(c *wire.Component) {
		if c.CustomID != "" {
			list = append(list, *c)
		}
	})
	return list
}

func labels(m wire.Message) string {
	var list []string
	for _, b := range buttonsOf(m) {
		list = append(list, b.CustomID+"="+b.Label)
	}
	return strings.Join(list, " ")
}

// message is a message as anna sees it now.
func (w *world) message(t testing.TB, channel, id string) wire.Message {
	t.Helper()
	for _, m := range w.anna.Messages(channel) {
		if m.ID == id {
			return m
		}
	}
	t.Fatalf("no message %s", id)
	return wire.Message{}
}
