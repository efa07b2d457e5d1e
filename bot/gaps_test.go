package bot

import (
	"context"
	"strings"
	"testing"

	"footnote/bot/articles"
	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/store"
	"footnote/corpus"
	"footnote/retrieval"
)

// says checks what a message says and does not say.
func says(t *testing.T, what string, m wire.Message, wanted []string, unwanted ...string) {
	t.Helper()
	for _, want := range wanted {
		if !strings.Contains(text(m), want) {
			t.Errorf("%s lacks %q: %s", what, want, text(m))
		}
	}
	for _, bad := range unwanted {
		if strings.Contains(text(m), bad) {
			t.Errorf("%s has %q: %s", what, bad, text(m))
		}
	}
}

// curates has the moderator answer the question asked last, as "It opens on
// Mondays".
func (w *moderated) curates(t *testing.T, want string) *panel {
	t.Helper()
	list := w.uses(t, w.mod, w.general.ID, "gaps", "What went unanswered: 1", nil)
	list.selects("gap", "An unanswered question", list.first("gap"))
	list.fills("gapreply", want, map[string]string{"text": "Never.\nIt opens on Mondays: https://library.example"})
	return list
}

func TestAModeratorAnswersWhatWentUnanswered(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	declined := w.asks(t, w.anna, w.general.ID, unknown)
	w.known(t, declined)
	w.asks(t, w.ben, w.general.ID, "when does the town library open on sundays")
	w.asks(t, w.anna, w.elsewhere.ID, "Who mows the lawn of the vicarage?")
	list := w.uses(t, w.mod, w.general.ID, "gaps", "What went unanswered: 1", nil)
	says(t, "the list", list.Message, []string{"declined 2"}, "vicarage")
	list.selects("gap", "An unanswered question", list.first("gap"))
	says(t, "the question", list.Message, []string{"Also asked as", "discord.com/channels/" + w.guild.ID + "/" + w.general.ID})
	w.curates(t, "Answered. People told: 2")

	// Who asked is told in private, and what stood declined shows it.
	for _, who := range []*localdiscord.Person{w.anna, w.ben} {
		m, err := who.WaitMessage(w.ctx, who.DM().ID, func(m wire.Message) bool { return strings.Contains(text(m), "It opens on Mondays") })
		if err != nil {
			t.Fatal(err)
		}
		says(t, "what is told", m, []string{"<#" + w.general.ID + ">", "Written by Mo Derator on"})
	}
	shown := w.waitShown(t, w.general.ID, declined.ID, "A moderator's answer")
	says(t, "the declined post", shown, []string{"It is not from the articles"}, "don't say")
	if strings.Contains(labels(shown), "tell|") {
		t.Error("the moderators are still to be told")
	}
	// Nobody is kept as waiting any more.
	kept, err := w.kept().About(store.Across(w.ctx), w.ben.ID)
	if err != nil || len(kept["waiting_for"]) != 0 {
		t.Errorf("kept of ben: %v, %v", kept["waiting_for"], err)
	}
}

func TestAModeratorsAnswerIsUsedFromThenOn(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	w.asks(t, w.anna, w.general.ID, unknown)
	w.curates(t, "Answered.")
	says(t, "asked again", w.asks(t, w.ben, w.extra.ID, "When does the town library open on Sundays, please?"), []string{"It opens on Mondays"})
	says(t, "asked in the other guild", w.asks(t, w.anna, w.elsewhere.ID, unknown), nil, "Mondays")
	// Another question gets another answer, and a hint where it is similar.
	similar := w.asks(t, w.ben, w.general.ID, "When does the old town library open on Sundays?")
	says(t, "a similar question", similar, nil, "Mondays")
	hint, err := w.press(t, w.ben, similar, "similar").Message(w.ctx)
	if err != nil || !hint.Ephemeral() {
		t.Errorf("the hint is seen by all, %v", err)
	}
	says(t, "the hint", hint, []string{"It opens on Mondays"})
	// Turned off, none is used.
	panel := w.uses(t, w.mod, w.general.ID, "settings", "everywhere", nil)
	panel.presses("panel", "Length of answers")
	panel.presses("set|curated", "not used")
	says(t, "turned off", w.asks(t, w.ben, w.general.ID, unknown), nil, "Mondays")
}

func TestModeratorsAnswersAreChangedAndWithdrawn(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	declined := w.asks(t, w.anna, w.general.ID, unknown)
	list := w.uses(t, w.mod, w.general.ID, "gaps", "What went unanswered: 1", nil)
	list.selects("gap", "An unanswered question", list.first("gap"))
	list.fills("gapreply", "Answered.", map[string]string{"text": "At noon."})
	list.presses("answers", "At noon")
	list.selects("answer", "Written by", list.first("answer"))
	list.fills("rewrite", "Changed", map[string]string{"text": "At ten."})
	w.waitShown(t, w.general.ID, declined.ID, "At ten.")
	list.selects("answer", "Written by", list.first("answer"))
	list.presses("withdraw", "There are none yet")
	m := w.waitShown(t, w.general.ID, declined.ID, "nearest")
	if strings.Contains(text(m), "At ten") || !strings.Contains(labels(m), "tell|") {
		t.Errorf("what was withdrawn still stands: %s", text(m))
	}
	if says := text(w.asks(t, w.ben, w.general.ID, unknown)); strings.Contains(says, "At ten") {
		t.Errorf("what was withdrawn is used: %s", says)
	}
}

func TestNotForUsHidesAQuestionUntilItIsUndone(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	w.asks(t, w.anna, w.general.ID, unknown)
	list := w.uses(t, w.mod, w.general.ID, "gaps", "What went unanswered: 1", nil)
	list.selects("gap", "An unanswered question", list.first("gap"))
	list.presses("gapaside", "Put aside")
	w.asks(t, w.ben, w.general.ID, strings.ToLower(unknown))
	w.uses(t, w.mod, w.general.ID, "gaps", "What went unanswered: 0", nil)
	list.presses("gapback", "What went unanswered: 1")
	if !strings.Contains(text(list.Message), "declined 2") {
		t.Errorf("the list says %s", text(list.Message))
	}
}

// /help names moderators' commands to moderators alone.
func TestHelpNamesWhatOneMayDo(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	if says := text(w.uses(t, w.mod, w.general.ID, "help", "For moderators", nil).Message); !strings.Contains(says, "`/gaps`") || !strings.Contains(says, "`/settings`") {
		t.Errorf("a moderator reads %s", says)
	}
	if says := text(w.uses(t, w.anna, w.general.ID, "help", "/ask", nil).Message); strings.Contains(says, "/gaps") || strings.Contains(says, "For moderators") {
		t.Errorf("a member reads %s", says)
	}
}

func TestGapsAreSavedAsATable(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	w.asks(t, w.anna, w.general.ID, "How do I tune the carburettor of a moped?")
	p := w.uses(t, w.mod, w.general.ID, "gaps", "carburettor", nil)
	pressed, err := w.mod.Press(p.ChannelID, p.ID, button(t, p.Message, "gapcsv"))
	if err != nil {
		t.Fatal(err)
	}
	sent := &panel{moderated: w, t: t, who: w.mod, v: pressed}
	sent.waits("as a table")
	if len(sent.Attachments) != 1 || sent.Attachments[0].Filename != "gaps.csv" {
		t.Errorf("sent %+v", sent.Attachments)
	}
}

func TestVotesAndReportsAreGaps(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	answered := w.asks(t, w.anna, w.general.ID, uae)
	pressed := w.press(t, w.ben, answered, "down")
	if _, err := pressed.Response(w.ctx); err != nil {
		t.Fatal(err)
	}
	submitted, err := w.ben.Submit(pressed, map[string]string{"problem": "old", "text": "that was **before** the summit"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := submitted.Response(w.ctx); err != nil {
		t.Fatal(err)
	}
	declined := w.asks(t, w.anna, w.general.ID, unknown)
	if _, err := w.press(t, w.ben, declined, "tell").Response(w.ctx); err != nil {
		t.Fatal(err)
	}
	list := w.uses(t, w.mod, w.general.ID, "gaps", "What went unanswered: 2", nil)
	if says := text(list.Message); !strings.Contains(says, "declined 1 · reported 1") || !strings.Contains(says, "voted down 1") {
		t.Errorf("the list says %s", says)
	}
	for _, c := range buttonsOf(list.Message) {
		if len(c.Options) == 2 {
			list.selects("gap", "What people found wrong", c.Options[1].Value)
		}
	}
	if !strings.Contains(text(list.Message), `It is out of date: that was \*\*before\*\* the summit`) {
		t.Errorf("the complaint is missing: %s", text(list.Message))
	}
}

// What a member has no business with is refused at the command and at each
// press, whoever the button was made for.
func TestModeratorsCommandsAreRefusedToMembers(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	answered := w.asks(t, w.anna, w.general.ID, uae)
	w.asks(t, w.anna, w.general.ID, unknown)
	list := w.uses(t, w.mod, w.general.ID, "gaps", "What went unanswered: 1", nil)
	names := []string{"gaps", "audit", "stats", "settings"}
	for _, name := range names {
		if _, err := w.ben.Command(w.general.ID, name, nil); err == nil {
			t.Errorf("/%s is offered to a member", name)
		}
	}
	w.everybody(append(names, "Correct this answer")...)
	for _, name := range names {
		w.uses(t, w.ben, w.general.ID, name, "for moderators", nil)
	}
	v, err := w.ben.MessageCommand(w.general.ID, "Correct this answer", answered.ID)
	if err != nil {
		t.Fatal(err)
	}
	(&panel{moderated: w, t: t, who: w.ben, v: v}).waits("for moderators")
	// A moderator of another guild is a member here, and loses a role's rights
	// as soon as the role is taken away.
	w.other.Add(w.mod)
	w.uses(t, w.mod, w.elsewhere.ID, "gaps", "for moderators", nil)
	w.guild.SetRoles(w.mod)
	if _, err := w.mod.Select(list.ChannelID, list.ID, button(t, list.Message, "gap"), list.first("gap")); err != nil {
		t.Fatal(err)
	}
	if _, err := w.mod.WaitMessage(w.ctx, w.general.ID, func(m wire.Message) bool { return strings.Contains(text(m), "for moderators") }); err != nil {
		t.Errorf("a former moderator is not refused: %v", err)
	}
}

// shelf takes articles in for moderators, into a library that all see.
type shelf struct {
	articles.Articles
	library *retrieval.Library
}

func (s shelf) Kept(context.Context, string) ([]articles.Kept, error) { return nil, nil }

func (s shelf) Add(ctx context.Context, _ string, o articles.Offered, _ func(articles.Step)) (articles.Kept, bool, error) {
	a := &corpus.Article{ID: "ferry", Title: "The ferry", Text: ferry}
	return articles.Kept{Article: a, From: o.Link, Link: true}, false, s.library.Put(ctx, a)
}

func TestAnArticleIsAddedForAQuestion(t *testing.T) {
	t.Parallel()
	library, on := changing(t)
	if err := library.Put(t.Context(), &corpus.Article{ID: "x", Title: "Apples", Text: "Farmers brought in the apple harvest early."}); err != nil {
		t.Fatal(err)
	}
	w := newModerated(t, on, func(_ *localdiscord.Config, c *Config) { c.Articles = shelf{library: library} })
	declined := w.asks(t, w.anna, w.general.ID, "When does the ferry to Norholm leave?")
	w.known(t, declined)
	list := w.uses(t, w.mod, w.general.ID, "gaps", "What went unanswered: 1", nil)
	list.selects("gap", "An unanswered question", list.first("gap"))
	pressed, err := w.mod.Press(list.ChannelID, list.ID, button(t, list.Message, "gapadd"))
	if err != nil {
		t.Fatal(err)
	}
	if r, err := pressed.Response(w.ctx); err != nil || r.Modal == nil {
		t.Fatalf("no form opened: %+v, %v", r, err)
	}
	sent, err := w.mod.Submit(pressed, map[string]string{"text": "https://ferries.example/norholm"})
	if err != nil {
		t.Fatal(err)
	}
	(&panel{moderated: w, t: t, who: w.mod, v: sent}).waits("The ferry")
	list.presses("gaptry", "leaves at nine")
	list.presses("gapsend", "People told: 1")
	w.waitShown(t, w.general.ID, declined.ID, "leaves at nine")
	m, err := w.anna.WaitMessage(w.ctx, w.anna.DM().ID, func(m wire.Message) bool { return strings.Contains(text(m), "leaves at nine") })
	if err != nil || !strings.Contains(text(m), "the articles answer it now") {
		t.Errorf("told %q, %v", text(m), err)
	}
	if !strings.Contains(text(list.Message), "What went unanswered: 0") {
		t.Errorf("the list says %s", text(list.Message))
	}
}

// Who takes no direct messages is told where they asked, and nobody is pinged.
func TestWhoTakesNoMessagesIsToldWhereTheyAsked(t *testing.T) {
	t.Parallel()
	w := newModerated(t)
	closed := w.d.AddPerson("closed", localdiscord.PersonOptions{NoDMs: true})
	w.guild.Add(closed)
	w.asks(t, closed, w.extra.ID, unknown)
	w.curates(t, "Answered. People told: 1")
	m, err := w.anna.WaitMessage(w.ctx, w.extra.ID, func(m wire.Message) bool { return strings.Contains(text(m), "<@"+closed.ID+">") })
	if err != nil {
		t.Fatal(err)
	}
	says(t, "the message", m, []string{"It opens on Mondays", "A moderator's answer"})
	if pings := w.d.Pings(); len(pings) > 0 {
		t.Errorf("somebody was pinged: %+v", pings)
	}
}
