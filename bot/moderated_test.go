package bot

import (
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/store/storetest"
)

// unknown is a question that the sample's articles do not answer.
const unknown = "When does the town library open on Sundays?"

// moderated is a world with two guilds, each with a moderator of its own.
type moderated struct {
	*world
	path             string // of the data file
	clock            *fakeClock
	ben, mod, away   *localdiscord.Person
	other            *localdiscord.Guild
	elsewhere, extra *localdiscord.Channel
}

// fakeClock is the store's clock, which tests move.
type fakeClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *fakeClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *fakeClock) move(d time.Duration) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	return c.now
}

func newModerated(t *testing.T, options ...setup) *moderated {
	t.Helper()
	w := &moderated{world: newWorld(t, append(options, unlimited)...), clock: &fakeClock{now: time.Now()}}
	w.path = filepath.Join(t.TempDir(), "memory.db")
	err := w.config.Store.Close()
	if err != nil {
		t.Fatal(err)
	}
	if w.config.Store, err = storetest.DB(w.ctx, t, w.path, w.clock.Now); err != nil {
		t.Fatal(err)
	}
	w.ben = w.d.AddPerson("ben", localdiscord.PersonOptions{})
	w.mod = w.d.AddPerson("mod", localdiscord.PersonOptions{Display: "Mo Derator"})
	w.away = w.d.AddPerson("away", localdiscord.PersonOptions{})
	w.guild.Add(w.ben)
	w.guild.Add(w.mod, w.guild.AddRole("managers", perm.ManageGuild, false))
	w.extra = w.guild.AddChannel("extra", localdiscord.ChannelOptions{})
	w.other = w.d.AddGuild("Others", localdiscord.GuildOptions{})
	w.other.Add(w.away, w.other.AddRole("managers", perm.ManageGuild, false))
	w.other.Add(w.anna)
	w.elsewhere = w.other.AddChannel("general", localdiscord.ChannelOptions{})
	w.start(t)
	return w
}

// everybody lets all members of both guilds see a command, as an owner may.
func (w *moderated) everybody(names ...string) {
	for _, name := range names {
		w.guild.Grant(name, localdiscord.Grant{ID: w.guild.ID, Type: 1, Permission: true})
		w.other.Grant(name, localdiscord.Grant{ID: w.other.ID, Type: 1, Permission: true})
	}
}

// asks asks as somebody and waits for the answer.
func (w *moderated) asks(t *testing.T, who *localdiscord.Person, channel, question string) wire.Message {
	t.Helper()
	asked, err := who.Command(channel, "ask", localdiscord.Values{"question": question})
	if err != nil {
		t.Fatal(err)
	}
	return w.settled(t, asked)
}

// panel is a moderator's reply that goes on changing, as its buttons are
// pressed.
type panel struct {
	*moderated
	t   *testing.T
	who *localdiscord.Person
	v   *localdiscord.Invocation
	wire.Message
}

// uses uses a command and waits for a reply with a text.
func (w *moderated) uses(t *testing.T, who *localdiscord.Person, channel, command, want string, values localdiscord.Values) *panel {
	t.Helper()
	v, err := who.Command(channel, command, values)
	if err != nil {
		t.Fatal(err)
	}
	p := &panel{moderated: w, t: t, who: who, v: v}
	p.waits(want)
	return p
}

// waits waits until the panel says something.
func (p *panel) waits(want string) {
	p.t.Helper()
	var err error
	p.Message, err = p.v.Until(p.ctx, func(m wire.Message) bool { return strings.Contains(text(m), want) })
	if err != nil {
		p.t.Fatalf("the reply says %q, not %q: %v\n%s", text(p.Message), want, err, p.logs)
	}
	if !p.Ephemeral() {
		p.t.Errorf("everybody sees %q", text(p.Message))
	}
}

// presses presses a button by its verb and waits until the panel says something.
func (p *panel) presses(verb, want string) {
	p.t.Helper()
	if _, err := p.who.Press(p.ChannelID, p.ID, button(p.t, p.Message, verb)); err != nil {
		p.t.Fatal(err)
	}
	p.waits(want)
}

// selects chooses in a menu by its verb.
func (p *panel) selects(verb, want string, values ...string) {
	p.t.Helper()
	if _, err := p.who.Select(p.ChannelID, p.ID, button(p.t, p.Message, verb), values...); err != nil {
		p.t.Fatal(err)
	}
	p.waits(want)
}

// fills presses a button that opens a form and sends it.
func (p *panel) fills(verb, want string, fields map[string]string) {
	p.t.Helper()
	pressed, err := p.who.Press(p.ChannelID, p.ID, button(p.t, p.Message, verb))
	if err != nil {
		p.t.Fatal(err)
	}
	if r, err := pressed.Response(p.ctx); err != nil || r.Modal == nil {
		p.t.Fatalf("no form opened: %+v, %v", r, err)
	}
	if _, err := p.who.Submit(pressed, fields); err != nil {
		p.t.Fatal(err)
	}
	p.waits(want)
}

// first is the value of the first option of a menu.
func (p *panel) first(verb string) string {
	p.t.Helper()
	for _, c := range buttonsOf(p.Message) {
		if strings.HasPrefix(c.CustomID, verb+"|") && len(c.Options) > 0 {
			return c.Options[0].Value
		}
	}
	p.t.Fatalf("nothing to choose by %q in %s", verb, labels(p.Message))
	return ""
}

// waitShown waits until a message of a channel says something, to anna.
func (w *moderated) waitShown(t *testing.T, channel, id, want string) wire.Message {
	t.Helper()
	m, err := w.anna.WaitMessage(w.ctx, channel, func(m wire.Message) bool { return m.ID == id && strings.Contains(text(m), want) })
	if err != nil {
		t.Fatalf("the message never says %q: %s\n%s", want, text(w.message(t, channel, id)), w.logs)
	}
	return m
}

// download fetches an attachment.
func (w *moderated) download(t *testing.T, a wire.Attachment) []byte {
	t.Helper()
	at, err := url.Parse(a.URL)
	if err != nil {
		t.Fatal(err)
	}
	got, err := http.Get(w.d.URL() + at.RequestURI())
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	if err != nil || got.StatusCode != http.StatusOK {
		t.Fatalf("the file %s gave %d, %v", a.URL, got.StatusCode, err)
	}
	return body
}
