package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/openapi"
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
	"footnote/cmd/footnote/embedder"
	"footnote/cmd/footnote/patient"
	"footnote/cmd/footnote/races"
)

// served is the whole program against a local Discord with two guilds, each
// with a moderator of its own, and one member of both.
type served struct {
	t         *testing.T
	ctx       context.Context
	d         *localdiscord.Server
	env       map[string]string
	log       *lockedBuffer
	flags     []string // of serve
	end       func()
	one, two  *localdiscord.Guild
	anna, bea *localdiscord.Person // moderate one and two
	ben       *localdiscord.Person
	here      *localdiscord.Channel // of one
	there     *localdiscord.Channel // of two
}

func newServed(t *testing.T, env map[string]string, change ...func(*localdiscord.Config)) *served {
	t.Helper()
	config := localdiscord.Config{InteractionDeadline: time.Hour} // of a machine that does other things too
	if path, err := openapi.Find(); err == nil {                  // Discord's own description, where it is there
		spec, err := openapi.Load(path)
		if err != nil {
			t.Fatal(err)
		}
		config.Validator = spec
	}
	for _, c := range change {
		c(&config)
	}
	d, err := localdiscord.Start(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for _, v := range d.Violations() {
			t.Errorf("the local Discord objects: %s: %s", v.Kind, v.Detail)
		}
		_ = d.Stop(context.Background())
	})
	s := &served{t: t, ctx: patient.Context(t), d: d, env: env, log: &lockedBuffer{}}
	env["DISCORD_TOKEN"], env["FOOTNOTE_DISCORD_URL"], env["FOOTNOTE_DATA"] = d.Token(), d.URL(), t.TempDir()
	if races.Detector {
		env["FOOTNOTE_EMBEDDER"] = embedder.None // the encoder would take minutes
	}
	s.anna, s.bea, s.ben = d.AddPerson("anna", localdiscord.PersonOptions{}), d.AddPerson("bea", localdiscord.PersonOptions{}), d.AddPerson("ben", localdiscord.PersonOptions{})
	s.one, s.two = d.AddGuild("One", localdiscord.GuildOptions{}), d.AddGuild("Two", localdiscord.GuildOptions{})
	for g, moderator := range map[*localdiscord.Guild]*localdiscord.Person{s.one: s.anna, s.two: s.bea} {
		g.Add(moderator, g.AddRole("moderators", perm.ManageGuild, false))
		g.Add(s.ben)
	}
	s.here, s.there = s.one.AddChannel("general", localdiscord.ChannelOptions{}), s.two.AddChannel("general", localdiscord.ChannelOptions{})
	return s
}

// start runs `footnote serve` until end, or the end of the test.
func (s *served) start() {
	s.t.Helper()
	ctx, stop := context.WithCancel(s.ctx)
	done := make(chan error, 1)
	go func() {
		done <- run(ctx, append([]string{"serve"}, s.flags...), func(key string) string { return s.env[key] }, nil, s.log, s.log)
	}()
	ended := false
	s.end = func() {
		if ended {
			return
		}
		ended = true
		stop()
		if err := <-done; err != nil {
			s.t.Errorf("it ends with %v", err)
		}
	}
	s.t.Cleanup(s.end)
	if err := s.d.Ready(s.ctx, "ask", "articles"); err != nil {
		s.t.Fatalf("%v\n%s", err, s.log)
	}
}

// does uses a command and waits until its reply says what is wanted.
func (s *served) does(who *localdiscord.Person, where *localdiscord.Channel, command string, values localdiscord.Values, wanted string) wire.Message {
	s.t.Helper()
	v, err := who.Command(where.ID, command, values)
	if err != nil {
		s.t.Fatalf("/%s: %v", command, err)
	}
	return s.sees(v, wanted)
}

func (s *served) sees(v *localdiscord.Invocation, wanted string) wire.Message {
	s.t.Helper()
	var last wire.Message
	m, err := v.Until(s.ctx, func(m wire.Message) bool { last = m; return strings.Contains(reads(m), wanted) })
	if err != nil {
		s.t.Fatalf("wanted %q, got %q: %v\n%s", wanted, reads(last), err, s.log)
	}
	return m
}

// reads is what a message says.
func reads(m wire.Message) string { return m.Text() }

// asks asks and gives the whole reply.
func (s *served) asks(where *localdiscord.Channel, question string) string {
	s.t.Helper()
	v, err := s.ben.Command(where.ID, "ask", localdiscord.Values{"question": question})
	if err != nil {
		s.t.Fatal(err)
	}
	m, err := v.Until(s.ctx, func(m wire.Message) bool { return m.Pressable() })
	if err != nil {
		s.t.Fatalf("%v\n%s", err, s.log)
	}
	return strings.ReplaceAll(reads(m), "**", "") // the words that answer stand in bold
}

const (
	ferryStory = "Gwendolyn Ashby bought the harbour ferry on Tuesday for nine million crowns. The council of Port Ellery had offered it twice before. Nobody else made an offer."
	ferryAsked = "Who bought the harbour ferry of Port Ellery?"
	uaeAsked   = "who proposed the UAE as a venue?"
)

// Moderators of two guilds keep articles of their own, at once; members are
// refused; nothing of one guild shows in the other, and all of it outlives the
// process.
func TestServeArticlesOfGuilds(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintf(w, "<html><body><article><h1>The lighthouse of Two</h1><p>%s</p></article></body></html>",
			strings.Repeat("Bartholomew Quill keeps the lighthouse of Sandness. He lights it every evening at six. ", 3))
	}))
	defer site.Close()
	s := newServed(t, map[string]string{"FOOTNOTE_GUILD_ALLOW_HOSTS": strings.TrimPrefix(site.URL, "http://")})
	s.start()
	file := localdiscord.File{Name: "ferry.txt", Data: []byte(ferryStory)}
	s.does(s.anna, s.here, "articles add", localdiscord.Values{"file": file}, "Added: **ferry**")
	s.does(s.bea, s.there, "articles add", localdiscord.Values{"link": site.URL + "/lighthouse"}, "Added: **The lighthouse of Two**")
	s.does(s.bea, s.there, "articles add", localdiscord.Values{"link": "http://127.0.0.1:1/private"}, "not fetched")
	s.does(s.bea, s.there, "articles add", localdiscord.Values{"file": file, "link": site.URL}, "either a link or a file")
	s.refusesMembers()
	s.keepsApart()
	s.end()
	s.start()
	s.keepsApart()
	s.does(s.anna, s.here, "articles remove", localdiscord.Values{"article": "Ferry"}, "Removed")
	if says := s.asks(s.here, ferryAsked); strings.Contains(says, "Ashby") {
		t.Errorf("what was removed is quoted: %s", says)
	}
	s.does(s.anna, s.here, "audit", nil, "ferry")
	if m := s.does(s.bea, s.there, "audit", nil, "lighthouse"); strings.Contains(reads(m), "ferry") {
		t.Errorf("one guild's changes show in another: %s", reads(m))
	}
}

// refusesMembers lets a member reach the commands, as a guild's owner may, and
// has them refused.
func (s *served) refusesMembers() {
	s.t.Helper()
	s.one.Grant("articles", localdiscord.Grant{ID: s.one.ID, Type: 1, Permission: true})
	s.does(s.ben, s.here, "articles list", nil, "for moderators")
	s.does(s.ben, s.here, "articles add", localdiscord.Values{"link": "https://example.org/"}, "for moderators")
	s.one.Grant("articles")
}

// keepsApart looks for each guild's articles in both.
func (s *served) keepsApart() {
	s.t.Helper()
	// The words that answer are in bold.
	if says := s.asks(s.here, ferryAsked); !strings.Contains(strings.ReplaceAll(says, "**", ""), "Gwendolyn Ashby bought the harbour ferry") {
		s.t.Errorf("its own article does not answer: %s", says)
	}
	if says := s.asks(s.there, "Who keeps the lighthouse of Sandness?"); !strings.Contains(says, "Bartholomew Quill") {
		s.t.Errorf("a page does not answer: %s", says)
	}
	if says := s.asks(s.there, ferryAsked); strings.Contains(says, "Ashby") {
		s.t.Errorf("another guild's article answers: %s", says)
	}
	if says := s.asks(s.there, uaeAsked); !strings.Contains(says, "United Arab Emirates") {
		s.t.Errorf("the shared articles do not answer: %s", says)
	}
	for where, c := range map[*localdiscord.Channel]struct{ has, lacks string }{s.here: {"ferry", "lighthouse"}, s.there: {"lighthouse", "ferry"}} {
		who := map[*localdiscord.Channel]*localdiscord.Person{s.here: s.anna, s.there: s.bea}[where]
		if m := s.does(who, where, "articles list", nil, c.has); strings.Contains(reads(m), c.lacks) {
			s.t.Errorf("the list shows another guild's: %s", reads(m))
		}
		if names := s.offered(s.ben, where, "ask", "question", c.lacks); strings.Contains(names, c.lacks) {
			s.t.Errorf("titles of another guild are offered: %s", names)
		}
		if names := s.offered(who, where, "articles remove", "article", ""); !strings.Contains(names, c.has) || strings.Contains(names, c.lacks) {
			s.t.Errorf("to be removed are offered: %s", names)
		}
	}
}

// offered is what autocomplete offers.
func (s *served) offered(who *localdiscord.Person, where *localdiscord.Channel, command, option, typed string) string {
	s.t.Helper()
	choices, err := who.Autocomplete(s.ctx, where.ID, command, option, localdiscord.Values{option: typed})
	if err != nil {
		s.t.Fatal(err)
	}
	var names []string
	for _, c := range choices {
		names = append(names, strings.ToLower(fmt.Sprint(c.Name)))
	}
	return strings.Join(names, "\n")
}

// A channel that is held to some sources answers from these alone, and so do
// its threads, until it is let go.
func TestServeRestrictedChannel(t *testing.T) {
	s := newServed(t, map[string]string{"FOOTNOTE_EMBEDDER": "none"})
	s.start()
	file := localdiscord.File{Name: "ferry.txt", Data: []byte(ferryStory)}
	s.does(s.anna, s.here, "articles add", localdiscord.Values{"file": file}, "Added")
	panel := s.does(s.anna, s.here, "articles restrict", localdiscord.Values{"channel": s.here}, "answers from all articles")
	menu, value := s.menu(panel, "This server's own articles")
	v, err := s.anna.Select(s.here.ID, panel.ID, menu, value)
	if err != nil {
		t.Fatal(err)
	}
	s.sees(v, "answers only from")
	if says := s.asks(s.here, uaeAsked); strings.Contains(says, "United Arab Emirates") {
		t.Errorf("the channel answers from elsewhere: %s", says)
	}
	if says := s.asks(s.here, ferryAsked); !strings.Contains(says, "Ashby") {
		t.Errorf("the channel does not answer from its own: %s", says)
	}
	other := s.one.AddChannel("elsewhere", localdiscord.ChannelOptions{})
	if says := s.asks(other, uaeAsked); !strings.Contains(says, "United Arab Emirates") {
		t.Errorf("another channel is held to them too: %s", says)
	}
	s.does(s.ben, s.here, "sources", nil, "Articles: 1")
	panel = s.does(s.anna, s.here, "articles restrict", localdiscord.Values{"channel": s.here, "search": "putin"}, "answers only from")
	if v, err = s.anna.Press(s.here.ID, panel.ID, s.button(panel, "anything")); err != nil {
		t.Fatal(err)
	}
	s.sees(v, "answers from all articles")
	if says := s.asks(s.here, uaeAsked); !strings.Contains(says, "United Arab Emirates") {
		t.Errorf("the channel is still held to them: %s", says)
	}
}

// menu finds a select's ID, and the value of an option by its label.
func (s *served) menu(m wire.Message, label string) (id, value string) {
	s.t.Helper()
	wire.Walk(m.Components, func(c *wire.Component) {
		for _, o := range c.Options {
			if o.Label == label {
				id, value = c.CustomID, o.Value
			}
		}
	})
	if id == "" {
		s.t.Fatalf("there is no %q to choose", label)
	}
	return id, value
}

// button finds a button's ID by its verb.
func (s *served) button(m wire.Message, verb string) (id string) {
	s.t.Helper()
	wire.Walk(m.Components, func(c *wire.Component) {
		if strings.HasPrefix(c.CustomID, verb+"|") {
			id = c.CustomID
		}
	})
	if id == "" {
		s.t.Fatalf("there is no button %q", verb)
	}
	return id
}
