package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/store"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/lexical"
)

// Requests that Discord carried out and whose answers got lost are sent again,
// and nothing shows twice for it.
func TestQuestionsSurviveLostAnswers(t *testing.T) {
	storm(t, func(w *world) { w.d.LoseAnswers(15) }, nil)
}

func TestQuestionsSurviveASlowDiscord(t *testing.T) {
	storm(t, func(w *world) { w.d.SlowREST(300 * time.Millisecond) }, nil)
}

// A server that has gone deaf is left, and the session goes on with another.
func TestQuestionsSurviveADeafGateway(t *testing.T) {
	storm(t, func(w *world) {
		w.d.MuteHeartbeats(true)
		defer w.d.MuteHeartbeats(false)
		if err := w.waitUntil(func() bool { return w.logons() > 1 }); err != nil {
			t.Error("the bot stays with a server that does not answer its heartbeats")
		}
	}, lost, func(s *localdiscord.Config, _ *Config) { s.HeartbeatInterval = 300 * time.Millisecond })
}

// logons is how often the bot has identified itself or resumed.
func (w *world) logons() (n int) {
	for _, f := range w.d.Frames() {
		if f.FromBot && (f.Op == 2 || f.Op == 6) {
			n++
		}
	}
	return n
}

// A first response that Discord has not confirmed in time may still arrive: nothing
// follows before Discord has said whether it took it, or it would be refused, and the
// person would wait for ever.
func TestAFirstResponseThatArrivesLate(t *testing.T) {
	t.Parallel()
	for command, values := range map[string]localdiscord.Values{"ask": {"question": uae}, "summary": {"topic": summit}} {
		t.Run(command, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.guild.Add(w.anna, w.guild.AddRole("managers", perm.ManageGuild, false))
			w.tune = func(b *Bot) { b.ackTime = 100 * time.Millisecond }
			w.start(t)
			w.d.SlowREST(time.Second) // the first is held up for so long, and carried out after the second
			asked, err := w.anna.Command(w.general.ID, command, values)
			if err := errors.Join(err, w.waitUntil(func() bool { return w.d.Waiting() > 0 })); err != nil {
				t.Fatal(err)
			}
			w.d.SlowREST(0)
			if m := w.settled(t, asked); !m.Pressable() {
				t.Errorf("the reply is %s", text(m))
			}
		})
	}
}

// An interaction that Discord no longer knows is given up, and harms no other.
func TestAnUnknownInteractionIsGivenUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.start(t)
	w.d.UnknownInteractions(1)
	asked, err := w.anna.Command(w.general.ID, "ask", localdiscord.Values{"question": uae})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.waitUntil(func() bool { return w.refused("POST", 404) > 0 }); err != nil {
		t.Fatal("the question is not acknowledged")
	}
	w.d.Expire()
	if _, err := asked.Response(w.ctx); err == nil {
		t.Error("an unknown interaction was answered")
	}
	w.ask(t, w.general.ID, uae)
	if n := len(w.anna.Messages(w.general.ID)); n != 1 {
		t.Errorf("there are %d messages, want the one answer", n)
	}
	err = w.waitUntil(func() bool {
		left, err := w.kept().TakePending(store.Across(w.ctx), time.Time{})
		return err == nil && len(left) == 0
	})
	if err != nil {
		t.Error("a question stays under way")
	}
}

// refused is how many requests of a method got a status.
func (w *world) refused(method string, status int) (n int) {
	for _, r := range w.d.Requests() {
		if r.Method == method && r.Status == status {
			n++
		}
	}
	return n
}

// wordy answers at the length of several messages.
type wordy struct{}

const wordyClaims = 90

func (wordy) Ask(_ context.Context, q answer.Question) (answer.Answer, error) {
	a := answer.Answer{Question: q.Text, Answered: true, Mode: answer.Generated}
	c := answer.Citation{Number: 1, Article: "x", Title: "A title", URL: "https://news.example/a", Quote: "Ships waited."}
	a.Citations = []answer.Citation{c}
	for n := range wordyClaims {
		a.Claims = append(a.Claims, answer.Claim{Text: fmt.Sprintf("Claim %d. %s", n, strings.Repeat("Ships waited for two days. ", 3)), Citations: []int{1}})
	}
	return a, nil
}

// A long answer takes several messages, cut between sentences, with the buttons
// on the last; deleting it deletes them all.
func TestALongAnswerIsSplitAndDeletedWhole(t *testing.T) {
	t.Parallel()
	w := newWorld(t, withContent)
	w.config.Answerer = wordy{}
	w.start(t)
	for how, ask := range map[string]func() error{
		"by command": func() error {
			_, err := w.anna.Command(w.general.ID, "ask", localdiscord.Values{"question": uae})
			return err
		},
		"by mention": func() error { _, err := w.anna.Say(w.general.ID, w.mention()+uae); return err },
	} {
		if err := ask(); err != nil {
			t.Fatal(err)
		}
		err := w.waitUntil(func() bool {
			parts := w.embedded()
			return len(parts) > 1 && len(buttonsOf(parts[len(parts)-1])) > 0
		})
		if err != nil {
			t.Fatalf("%s: %d messages and no buttons on the last", how, len(w.embedded()))
		}
		parts := w.embedded()
		split(t, how, parts)
		w.deleteWhole(t, how, parts)
	}
}

// embedded are the bot's messages.
func (w *world) embedded() (list []wire.Message) {
	for _, m := range w.anna.Messages(w.general.ID) {
		if len(m.Components) > 0 {
			list = append(list, m)
		}
	}
	return list
}

// split looks for each claim once, and for cuts within sentences.
func split(t *testing.T, how string, parts []wire.Message) {
	t.Helper()
	whole := ""
	for i, m := range parts {
		says := text(m)
		whole += says + "\n"
		if i < len(parts)-1 && (len(buttonsOf(m)) > 0 || !strings.HasSuffix(says, ")") && !strings.HasSuffix(says, ".")) {
			t.Errorf("%s: part %d has buttons or ends within a sentence: %q", how, i, says[len(says)-80:])
		}
	}
	for n := range wordyClaims {
		if strings.Count(whole, fmt.Sprintf("Claim %d\\.", n))+strings.Count(whole, fmt.Sprintf("Claim %d.", n)) != 1 {
			t.Errorf("%s: claim %d is not there once", how, n)
		}
	}
}

// deleteWhole deletes an answer by its button and waits until no part is left.
func (w *world) deleteWhole(t *testing.T, how string, parts []wire.Message) {
	t.Helper()
	last := parts[len(parts)-1]
	_, post, _ := strings.Cut(button(t, last, "delete"), "|")
	post, _, _ = strings.Cut(post, "|")
	err := w.waitUntil(func() bool {
		kept, err := w.kept().Messages(store.Across(w.ctx), post)
		return err == nil && len(kept) == len(parts)
	})
	if err != nil {
		t.Fatalf("%s: the parts are not kept", how)
	}
	w.deletes(t, w.anna, last)
	if err := w.waitUntil(func() bool { return len(w.embedded()) == 0 }); err != nil {
		t.Errorf("%s: %d parts are left", how, len(w.embedded()))
	}
}

// hostileText is what an article may hold.
const hostileText = "@everyone @here <@1> <@&2> <#3> proposed the harbour of Ellery as a venue, see https://discord.gg/abc and [this](https://evil.example) ||spoiler|| ```code``` " +
	"**bold** # head \u202eback\u202c zal\u0301\u0301\u0301\u0301\u0301\u0301go `tick`."

// An article's text is shown as it is, in answers, passages, titles, checks and
// threads: it pings nobody and breaks nothing.
func TestHostileArticles(t *testing.T) {
	t.Parallel()
	library := retrieval.NewLibrary(lexical.New())
	a := &corpus.Article{ID: "a @everyone", Title: "# " + hostileText, Source: "> @here", URL: "https://news.example/)](x", Text: hostileText + "\n\n" + strings.Repeat("The harbour of Ellery was a venue. ", 130)}
	if err := library.Put(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, unlimited, withContent, func(_ *localdiscord.Config, c *Config) {
		c.Answerer, c.Library = answer.New(library), library
	})
	w.start(t)
	m := w.ask(t, w.general.ID, "who proposed the harbour of Ellery as a venue?")
	shown, err := w.press(t, w.anna, m, "passages").Message(w.ctx)
	if err != nil {
		t.Fatal(err)
	}
	sources, err := w.anna.Command(w.general.ID, "sources", nil)
	if err != nil {
		t.Fatal(err)
	}
	listed, err := sources.Message(w.ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.press(t, w.anna, m, "follow").Message(w.ctx); err != nil {
		t.Error(err)
	}
	for how, says := range map[string]string{
		"the answer": text(m), "the passages": text(shown), "the sources": text(listed), "a check": w.checkOf(t, hostileText),
		"a refusal": text(w.ask(t, w.general.ID, "what does the harbour of Ellery cost @everyone?")),
	} {
		for _, bad := range []string{" @everyone", " @here", "<@1>", "<@&2>", "](https://evil", "\u202e", "\u0301\u0301\u0301\u0301\u0301", " ||spoiler", " ```"} {
			if strings.Contains(says, bad) {
				t.Errorf("%s shows %q: %.600s", how, bad, says)
			}
		}
	}
	w.harmless(t)
}

// harmless complains of people who were pinged and of what Discord did not take.
func (w *world) harmless(t *testing.T) {
	t.Helper()
	if pings := w.d.Pings(); len(pings) > 0 {
		t.Errorf("somebody was pinged: %+v", pings)
	}
	for _, r := range w.d.Requests() {
		if r.Status == 400 {
			t.Errorf("Discord refused %s %s: %s", r.Method, r.Path, r.Answer)
		}
	}
}
