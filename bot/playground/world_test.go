package playground_test

import (
	"context"
	"flag"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/goleak"

	"footnote/bot"
	"footnote/bot/limit"
	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/playground"
	"footnote/bot/store/poststore"
	"footnote/bot/store/storetest"
	"footnote/cmd/footnote/patient"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/sampletest"
)

// No goroutine may be left when browser and bots have ended, but the one of an
// answer.Engine's cache, which a process makes once.
func TestMain(m *testing.M) {
	flag.Parse()
	status := m.Run()
	closeBrowser()
	if err := goleak.Find(goleak.IgnoreTopFunction("github.com/hashicorp/golang-lru/v2/expirable.NewLRU[...].func1")); err != nil && status == 0 {
		fmt.Println(err)
		status = 1
	}
	os.Exit(status)
}

// world is a playground with the real bot behind it.
type world struct {
	discord *localdiscord.Server
	page    *playground.Server
	url     string
	people  map[string]*localdiscord.Person // by name
	bot     bot.Config
}

// Discord's three seconds are the bot's to keep, and tested there; here they are
// as long as the page may take, for browsers leave a small machine little time.

// change changes a world before it begins.
type change func(*playground.Config, *[]answer.Option)

// newWorld is one for a browser, with the articles of the sample.
func newWorld(t testing.TB, changes ...change) *world {
	t.Helper()
	needsBrowser(t)
	return sampleWorld(t, changes...)
}

// sampleWorld is one without a browser.
func sampleWorld(t testing.TB, changes ...change) *world {
	t.Helper()
	return newWorldOf(t, sampletest.Library(t), changes...)
}

func newWorldOf(t testing.TB, library *retrieval.Library, changes ...change) *world {
	t.Helper()
	// A bot sleeps a second when it ends: tests run side by side.
	if test, ok := t.(*testing.T); ok && *pictures == "" {
		test.Parallel()
	}
	ctx, cancel := context.WithCancel(context.Background())
	discord, err := localdiscord.Start(localdiscord.Config{PrivilegedIntents: wire.IntentMessageContent, InteractionDeadline: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	traces := &playground.Traces{}
	c := playground.Config{
		Discord: discord, People: playground.Furnish(discord), Traces: traces, About: "sentences of the articles, no model",
		Examples: []string{"who proposed the UAE as a venue?", "What are the four risks for Ukraine?"},
	}
	quiet := slog.New(slog.DiscardHandler)
	options := []answer.Option{answer.WithTrace(traces.Take), answer.WithLogger(quiet)}
	for _, change := range changes {
		change(&c, &options)
	}
	w := &world{discord: discord, page: playground.New(c), people: map[string]*localdiscord.Person{}}
	for _, p := range c.People {
		w.people[p.Name] = discord.Person(p.ID)
	}
	memory, err := storetest.DB(ctx, t, filepath.Join(t.TempDir(), "bot.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	w.page.Attach(library, poststore.New(memory))
	server := httptest.NewServer(w.page)
	w.url = server.URL
	w.bot = bot.Config{Token: discord.Token(), URL: discord.URL(), Answerer: answer.New(library, options...), Library: library, Store: memory, Log: quiet,
		AckTime: time.Hour, Limits: &limit.Rules{}} // as many questions as a test has
	ended := w.run(t, ctx)
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		w.page.Close()
		server.Close()
		if err := discord.Stop(patient.Context(t)); err != nil {
			t.Error(err)
		}
		_ = memory.Close()
	})
	return w
}

// run starts the bot and waits until it has its commands.
func (w *world) run(t testing.TB, ctx context.Context) <-chan error {
	t.Helper()
	b, err := bot.New(w.bot)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx) }()
	if err := w.discord.Ready(patient.Context(t), "ask"); err != nil {
		t.Fatal(err)
	}
	return ended
}

// channel finds a channel by its name.
func (w *world) channel(t testing.TB, name string) string {
	t.Helper()
	for _, g := range w.people["Otto"].Look().Guilds {
		for _, c := range g.Channels {
			if *c.Name == name {
				return c.ID
			}
		}
	}
	t.Fatalf("there is no channel %s", name)
	return ""
}
