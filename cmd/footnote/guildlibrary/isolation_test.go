package guildlibrary

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"footnote/bot/ask"
	"footnote/bot/feature"
	"footnote/bot/store"
	"footnote/cmd/footnote/races"
)

// op is something that happens in a guild. Its numbers choose among what there
// is; foreign has it use what is another guild's.
type op struct {
	guild   string
	does    string
	a, b    int
	foreign bool
}

// deeds are what may happen, the frequent ones several times.
var deeds = []string{
	"ask", "ask", "ask", "ask", "follow", "check", "press", "press", "press", "press", "press", "press", "add", "add", "remove",
	"list", "restrict", "sources", "suggest", "suggest", "gaps", "settings", "audit", "stats", "correct", "summary", "digest", "tick", "later", "hear", "help",
	"link", "refresh",
}

// questions are asked in both guilds; some are about what only one knows.
var questions = []string{
	"Who bought the harbour ferry in secret?", "When did the ferry leave the harbour?", "Who waited in the city?",
	"Which lighthouse did the council sell to the dockers?", "What did Zorblac buy?", "Who is Quimbi?", "Why?",
	"How many crowns did the lighthouse cost?",
}

// text is an article of the acting guild's, in one of four kinds.
func (h *house) text(n int) string {
	w := h.now.secret
	return []string{
		w + " bought the harbour ferry in secret. The captain of " + w + " counted nine boats.",
		"The council sold the lighthouse to " + w + " for " + strconv.Itoa(1000+n) + " crowns. The dockers of " + w + " were told on Monday.",
		"A comet was seen above the harbour by " + w + ". It left at dawn over the city of " + w + ".",
		w + " waited in the city for the minister. The minister of " + w + " resigned.",
	}[n%4]
}

// do lets one thing happen. What it chooses among is the guild's own, so that
// the same op does the same wherever the guild has seen the same.
func (h *house) do(o op) {
	h.now = h.guilds[o.guild]
	switch o.does {
	case "ask", "follow", "check":
		h.ask(o)
	case "press":
		h.press(o)
	case "hear":
		h.hear(o)
	case "suggest":
		h.suggest(o)
	default:
		r, err := h.core.Invoke(store.In(h.t.Context(), h.now.id), h.invocation(o))
		h.carryOut(r, err, part{})
	}
}

// invocation is a moderator's command.
func (h *house) invocation(o op) feature.Invocation {
	place := h.place()
	in := feature.Invocation{Request: h.request(h.next(), true), Command: "articles", Sub: o.does, Options: map[string]string{}, Files: map[string]feature.Upload{}}
	switch o.does {
	case "add":
		in.Files["file"] = feature.Upload{Name: fmt.Sprintf("%s %d.txt", h.now.secret, o.b%3), URL: "text:" + h.text(o.a)}
	case "link":
		in.Sub, in.Options["link"] = "add", "https://example.org/"+strconv.Itoa(o.a%5)
	case "remove":
		in.Options["article"] = h.offered("articles", "article", o)
	case "restrict":
		in.Options["channel"] = place.Channel
	case "list", "refresh":
	case "correct":
		in.Command, in.Sub, in.Target = "Correct this answer", "", &feature.Said{ID: h.message(o)}
	case "summary":
		in.Command, in.Sub, in.Options["topic"] = "summary", "", "the harbour ferry"
	case "digest":
		in.Command, in.Sub = "digest", []string{"list", "create", "pause", "delete"}[o.a%4]
		in.Options = map[string]string{"every": "day", "at": "9", "zone": "Europe/Berlin", "channel": place.Channel, "digest": h.offered("digest", "digest", o)}
	default:
		in.Command, in.Sub = o.does, ""
	}
	return in
}

func (h *house) ask(o op) {
	q := feature.Question{ID: h.next(), Kind: feature.Ask, Text: questions[o.a%len(questions)], Person: h.person(false), Place: h.place(), At: h.clock}
	switch o.does {
	case "check":
		q.Kind = feature.Check
		q.Text = "The harbour ferry was bought in secret. The lighthouse was sold to the dockers."
	case "follow":
		q.Conversation = h.now.id + "1"
	}
	h.now.posts = append(h.now.posts, q.ID)
	h.check(h.core.Ask.Answer(store.In(h.t.Context(), h.now.id), q, h))
}

// hear has something said in a channel, or in reply to a message.
func (h *house) hear(o op) {
	said := ask.Heard{ID: h.next(), Text: questions[o.a%len(questions)], Person: h.person(o.b%3 == 0), Place: h.place(), At: h.clock, Me: o.b%2 == 0}
	if o.b%5 < 3 {
		said.ReplyTo, said.ReplyToMe = h.message(o), true
	}
	q, ours, err := h.core.Ask.Hear(store.In(h.t.Context(), h.now.id), said)
	h.check(err)
	if ours {
		h.check(h.core.Ask.Answer(store.In(h.t.Context(), h.now.id), q, h))
	}
}

// whose is the guild whose things an op uses.
func (h *house) whose(o op) *party {
	for id, p := range h.guilds {
		if o.foreign && id != o.guild {
			return p
		}
	}
	return h.now
}

// press uses a component of some message, filling forms with what is secret.
func (h *house) press(o op) {
	parts := h.whose(o).parts
	if len(parts) == 0 {
		return
	}
	// Mostly those of the newest message, as people do.
	p := parts[o.a%len(parts)]
	if o.b%4 != 0 || parts[len(parts)-1].modal {
		newest := parts[len(parts)-1].message
		first := slices.IndexFunc(parts, func(p part) bool { return p.message == newest })
		p = parts[len(parts)-1-o.a%(len(parts)-first)]
	}
	press := feature.Press{Request: h.request(h.next(), o.b%16 != 1), Button: p.id, Message: p.message}
	if p.modal {
		own := h.now.secret + " says so in " + h.now.secret + " number " + strconv.Itoa(o.b)
		form := feature.Form{Press: press, Text: own, Fields: map[string]string{"text": own, "reason": own, "expected": own}}
		if strings.HasPrefix(p.id, "gapadd|") {
			form.Text = "https://example.org/" + strconv.Itoa(o.b%5)
		}
		r, err := h.core.Submit(store.In(h.t.Context(), h.now.id), form)
		h.carryOut(r, err, p)
		return
	}
	if p.values != nil {
		for i := range min(p.most, 1+o.b%3, len(p.values)) {
			if v := p.values[(o.a+i)%len(p.values)]; !slices.Contains(press.Values, v) {
				press.Values = append(press.Values, v)
			}
		}
	}
	r, err := h.core.Press(store.In(h.t.Context(), h.now.id), press)
	h.carryOut(r, err, p)
}

// offered is the value of an option, as autocomplete gives it.
func (h *house) offered(command, option string, o op) string {
	before := h.now
	defer func() { h.now = before }()
	h.now = h.whose(o)
	in := feature.Invocation{Request: h.request("", true), Command: command}
	list, err := h.core.Complete(store.In(h.t.Context(), h.now.id), in, option, "")
	h.check(err)
	if len(list) == 0 {
		return "nothing"
	}
	return list[o.a%len(list)].Value
}

// message is one that belongs to an answer, or to none.
func (h *house) message(o op) string {
	parts := h.whose(o).parts
	if len(parts) == 0 {
		return "0"
	}
	return parts[o.a%len(parts)].message
}

func (h *house) suggest(o op) {
	for _, command := range []string{"ask", "articles"} {
		in := feature.Invocation{Request: h.request("", true), Command: command}
		list, err := h.core.Complete(store.In(h.t.Context(), h.now.id), in, map[string]string{"ask": "question", "articles": "article"}[command], []string{"", "zor", "qui", "w"}[o.a%4])
		h.check(err)
		for _, c := range list {
			h.note(c.Name)
		}
	}
}

// history draws what happens: one guild attacks the other, using buttons and
// IDs that are not its own.
func history(seed uint64, n int) []op {
	r := rand.New(rand.NewPCG(seed, 1))
	ids := []string{"11", "22"}
	if seed%2 == 1 {
		slices.Reverse(ids)
	}
	var list []op
	for range n {
		o := op{guild: ids[r.IntN(2)], does: deeds[r.IntN(len(deeds))], a: r.IntN(1000), b: r.IntN(1000)}
		o.foreign = o.guild == ids[0] && r.IntN(3) == 0
		list = append(list, o)
		// What opens a panel is gone on with.
		after := map[string]int{"gaps": 5, "settings": 3, "correct": 1, "restrict": 2, "summary": 4}[o.does]
		for i := range after + after/5*4 {
			o.does, o.a, o.b = "press", r.IntN(1000), r.IntN(1000)
			if i >= after {
				o.does, o.foreign = "ask", false
			}
			list = append(list, o)
		}
	}
	return list
}

// play lets a history happen as far as it concerns the guilds of a house, and
// gives what the victim saw after each of its ops.
func (h *house) play(list []op, victim string) (seen []string) {
	for _, o := range list {
		h.clock = h.clock.Add(7 * time.Minute)
		if o.does == "tick" || o.does == "later" {
			h.clock = h.clock.Add(map[string]time.Duration{"later": 26 * time.Hour}[o.does])
			h.now = h.guilds[victim]
			h.check(h.core.Tick(h.t.Context(), h.clock))
			continue
		}
		if h.guilds[o.guild] == nil {
			continue
		}
		h.do(o)
		if o.guild == victim {
			seen = append(seen, fmt.Sprintf("%s %d %d: %s", o.does, o.a, o.b, strings.Join(h.guilds[victim].sees(), "\n")))
		}
	}
	return seen
}

// Whatever happens in two guilds, neither sees a word of the other's; and one
// of them sees exactly what it would see if the other did not exist, though
// that one tries buttons, articles and messages that are not its own.
func TestGuildsNeverShowInEachOther(t *testing.T) {
	t.Parallel()
	histories := uint64(10)
	if testing.Short() || races.Detector {
		histories = 2
	}
	shown := 0
	for seed := range histories {
		list := history(seed, 40)
		victim := map[uint64]string{0: "22", 1: "11"}[seed%2]
		together := newHouse(t, "11", "22").play(list, victim)
		alone := newHouse(t, victim).play(list, victim)
		shown += strings.Count(strings.Join(together, "\n"), secrets[victim])
		for i := range together {
			if together[i] != alone[i] {
				t.Fatalf("history %d, step %d of %d: guild %s sees\n%s\nalone it would see\n%s", seed, i, len(together), victim, together[i], alone[i])
			}
		}
		if t.Failed() {
			t.Fatalf("in history %d", seed)
		}
	}
	if shown == 0 {
		t.Error("no guild ever saw its own articles: the histories show nothing")
	}
}
