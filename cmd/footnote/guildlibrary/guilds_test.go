package guildlibrary

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"log/slog"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot/core"
	"footnote/bot/feature"
	"footnote/bot/limit"
	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/store/storetest"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/lexical"
)

// house is a whole desk with shelves and a memory, without Discord. What each
// guild's people see is written down.
type house struct {
	t      *testing.T
	core   *core.Core
	guilds map[string]*party
	// now is the guild that acts, and clock the time.
	now   *party
	clock time.Time
}

// party is a guild with what was shown in it.
type party struct {
	id, secret string
	// seen are the messages as shown, without what only machines read.
	seen []string
	// parts are the buttons, selects and texts of messages that can be used.
	parts []part
	posts []string
	n     int
}

// part is a component of a message.
type part struct {
	id, message string
	values      []string
	most        int
	modal       bool
}

// Guilds of the tests, and the word that only each one's own articles, answers
// and reasons hold.
var secrets = map[string]string{"11": "Zorblax", "22": "Quimby"}

func newHouse(t *testing.T, guilds ...string) *house {
	t.Helper()
	h := &house{t: t, guilds: map[string]*party{}, clock: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	for _, id := range guilds {
		h.guilds[id] = &party{id: id, secret: secrets[id]}
	}
	base := retrieval.NewLibrary(lexical.New())
	if err := base.Put(t.Context(), &corpus.Article{ID: "base", Title: "Ferries", Source: "Harbour Post", Text: baseText}); err != nil {
		t.Fatal(err)
	}
	s := New(Config{
		Base: base, Dir: filepath.Join(t.TempDir(), "guilds"), Pages: h, Dense: func(string) retrieval.Dense { return retrieval.Dense{} },
		Library:  func() *retrieval.Library { return retrieval.NewLibrary(lexical.New()) },
		Revision: "1", MaxArticles: 5, MaxBytes: 1 << 20, Log: slog.New(slog.DiscardHandler),
	})
	now := func() time.Time { return h.clock }
	memory, err := storetest.DB(t.Context(), t, filepath.Join(t.TempDir(), "bot.db"), now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { memory.Close() })
	h.core = core.New(core.Config{
		Answerer: answer.New(base, answer.WithLogger(slog.New(slog.DiscardHandler))), Libraries: s, Articles: s, Files: h, Chat: h, Store: memory,
		Limits: limit.New(limit.Rules{}), Queue: limit.NewQueue(10, 2, time.Second), Log: slog.New(slog.DiscardHandler), Now: now,
		Reads: func() bool { return true },
	})
	return h
}

// Download serves what the acting guild attaches.
func (h *house) Download(_ context.Context, u feature.Upload, _ int) ([]byte, error) {
	return []byte(strings.TrimPrefix(u.URL, "text:")), nil
}

// Article serves pages, each time as the acting guild would have written them.
func (h *house) Article(_ context.Context, address string) (*corpus.Article, error) {
	return &corpus.Article{ID: "page", Title: "A page of " + h.now.secret, URL: address, Text: h.text(len(address)+h.now.n%4) + " " + address}, nil
}

// person is who acts: a moderator of the guild, or a member of both.
func (h *house) person(moderator bool) feature.Person {
	if moderator {
		return feature.Person{ID: "9" + h.now.id, Name: "Mod of " + h.now.secret, Locale: "en-US", Manager: true, Moderator: true}
	}
	return feature.Person{ID: "777", Name: "Ben", Locale: "en-US"}
}

// request is something that a moderator or a member does.
func (h *house) request(id string, moderator bool) feature.Request {
	r, err := h.core.Request(store.In(h.t.Context(), h.now.id), id, h.person(moderator), h.place())
	h.check(err)
	return r
}

func (h *house) place() feature.Place {
	return feature.Place{Guild: h.now.id, Channel: h.now.id + "1", CanThread: true}
}

func (h *house) next() string {
	h.now.n++
	return fmt.Sprintf("%s%06d", h.now.id, h.now.n)
}

// carryOut does what a reply says, and shows it.
func (h *house) carryOut(r feature.Reply, err error, from part) {
	ctx := store.In(h.t.Context(), h.now.id)
	if err != nil {
		h.note("error")
		return
	}
	for _, m := range []*render.Message{r.Message, r.Update, r.Thanks} {
		if m != nil {
			h.show(*m, h.next())
		}
	}
	if r.Modal != nil {
		h.note(visible(r.Modal))
		h.now.parts = append(h.now.parts, part{id: r.Modal.ID, message: h.next(), modal: true})
	}
	switch {
	case r.Ask != nil:
		h.check(h.core.Ask.Answer(ctx, *r.Ask, h))
	case r.Work != nil:
		h.check(h.core.Do(ctx, r.Work, h.person(true), h))
	case r.Remove != nil:
		h.note(fmt.Sprintf("removed %d", len(r.Remove)))
	case r.Thread != nil:
		in, to, err := r.Thread.Opened(ctx, h.next())
		h.check(err)
		h.show(in, h.next())
		h.show(to, h.next())
	}
}

func (h *house) check(err error) {
	if err != nil {
		h.t.Fatal(err)
	}
}

// Show implements feature.Screen.
func (h *house) Show(_ context.Context, list []render.Message) ([]feature.Posted, error) {
	var shown []feature.Posted
	for _, m := range list {
		at := feature.Posted{ID: h.next(), Channel: h.now.id + "1"}
		h.show(m, at.ID)
		shown = append(shown, at)
	}
	return shown, nil
}

// ShowProgress implements feature.Screen. Whether there is time for one is chance.
func (h *house) ShowProgress(_ context.Context, m render.Message) bool {
	h.holdsNoSecret(visible(m))
	return true
}

// show writes a message down, with what can be pressed on it.
func (h *house) show(m render.Message, id string) {
	text := visible(m)
	for _, f := range m.Files {
		text += fmt.Sprintf(" file %s %q %x", f.Name, f.Alt, sha256.Sum256(f.Data))
	}
	h.note(text)
	for _, row := range m.Rows {
		for _, c := range row {
			if p, ok := h.partOf(c); ok {
				p.message = id
				h.now.parts = append(h.now.parts, p)
			}
		}
	}
}

func (h *house) partOf(c render.Component) (part, bool) {
	switch c := c.(type) {
	case render.Button:
		return part{id: c.ID}, !c.Disabled
	case render.Select:
		p := part{id: c.ID, most: max(c.Max, 1)}
		for _, o := range c.Options {
			p.values = append(p.values, o.Value)
		}
		return p, len(p.values) > 0
	case render.Channels:
		return part{id: c.ID, most: 2, values: []string{h.now.id + "1", h.now.id + "2"}}, true
	case render.Roles:
		return part{id: c.ID, most: 2, values: []string{"5", "6"}}, true
	}
	return part{}, false
}

// note adds to what the acting guild has seen, and looks whether that is its
// to see.
func (h *house) note(text string) {
	h.holdsNoSecret(text)
	h.now.seen = append(h.now.seen, text)
}

func (h *house) holdsNoSecret(text string) {
	for id, word := range secrets {
		if id != h.now.id && strings.Contains(strings.ToLower(text), strings.ToLower(word)) {
			h.t.Errorf("guild %s sees what is guild %s's: %s", h.now.id, id, text)
		}
	}
}

// machines is what of a message's JSON nobody reads: IDs may count what others
// have made.
var machines = regexp.MustCompile(`"(?:custom_id|value|id)":"[^"]*",?`)

// visible is what people see of a message or form.
func visible(m any) string {
	data, err := json.Marshal(m)
	if err != nil {
		return err.Error()
	}
	return machines.ReplaceAllString(string(data), "")
}

// sees returns what a guild has seen since the last time.
func (p *party) sees() []string {
	seen := p.seen
	p.seen = nil
	return slices.Clone(seen)
}

// The rest implements feature.Chat: what is posted is seen in the guild whose
// channel it is.

func (h *house) in(channel string) func() {
	before := h.now
	for id, p := range h.guilds {
		if strings.HasPrefix(channel, id) {
			h.now = p
		}
	}
	return func() { h.now = before }
}

func (h *house) Post(ctx context.Context, channel string, list []render.Message) ([]feature.Posted, error) {
	defer h.in(channel)()
	return h.Show(ctx, list)
}

func (h *house) Edit(_ context.Context, at feature.Posted, m render.Message) error {
	defer h.in(at.Channel)()
	h.show(m, at.ID)
	return nil
}

func (h *house) Remove(_ context.Context, at feature.Posted) error {
	defer h.in(at.Channel)()
	h.note("a message is removed")
	return nil
}

func (h *house) Pin(context.Context, feature.Posted) error { return nil }

func (h *house) Direct(_ context.Context, _ string, m render.Message) error {
	h.show(m, h.next())
	return nil
}

func (h *house) History(context.Context, string, time.Time, int) ([]feature.Said, error) {
	return nil, nil
}
