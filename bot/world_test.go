package bot

import (
	"bytes"
	"context"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/bot/ask"
	"footnote/bot/limit"
	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/openapi"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/store/stores"
	"footnote/bot/store/storetest"
	"footnote/bot/words"
	"footnote/cmd/footnote/patient"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/sampletest"
)

// world is a Discord with a bot in it, real but for the address.
type world struct {
	ctx     context.Context
	d       *localdiscord.Server
	config  Config
	library *retrieval.Library
	logs    *syncBuffer
	bot     *Bot
	tune    func(*Bot) // before it runs, nil for nothing
	end     func() error
	guild   *localdiscord.Guild
	anna    *localdiscord.Person
	general *localdiscord.Channel
}

// spec is Discord's own description of its API, nil where it is absent.
var spec = sync.OnceValue(func() *openapi.Spec {
	path, err := openapi.Find()
	if err != nil {
		return nil
	}
	s, err := openapi.Load(path)
	if err != nil {
		panic(err)
	}
	return s
})

// setup changes a world before it begins.
type setup func(*localdiscord.Config, *Config)

func newWorld(t testing.TB, options ...setup) *world {
	t.Helper()
	library := sampletest.Library(t)
	ctx := patient.Context(t)
	w := &world{ctx: ctx, library: library, logs: &syncBuffer{}}
	// Discord's three seconds are too short for a race detector on a machine that
	// does other things too: tests say themselves when they are over, by Expire.
	server := localdiscord.Config{InteractionDeadline: time.Hour}
	if s := spec(); s != nil {
		server.Validator = s
	}
	w.config = Config{
		Answerer: answer.New(library), Library: library, FirstPause: time.Millisecond, AckTime: time.Hour, Patience: time.Hour,
		Log: slog.New(slog.NewTextHandler(w.logs, nil)),
	}
	for _, o := range options {
		o(&server, &w.config)
	}
	var err error
	if w.d, err = localdiscord.Start(server); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for _, v := range w.d.Violations() {
			t.Errorf("the local Discord objects: %s: %s", v.Kind, v.Detail)
		}
		if err := w.d.Stop(ctx); err != nil {
			t.Error(err)
		}
	})
	w.config.URL, w.config.Token = w.d.URL(), w.d.Token()
	path := filepath.Join(t.TempDir(), "bot.db")
	if w.config.Store, err = storetest.DB(ctx, t, path, nil); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.keepsQuiet(t, path); w.config.Store.Close() })
	w.anna = w.d.AddPerson("anna", localdiscord.PersonOptions{})
	w.guild = w.d.AddGuild("Readers", localdiscord.GuildOptions{})
	w.guild.Add(w.anna)
	w.general = w.guild.AddChannel("general", localdiscord.ChannelOptions{})
	return w
}

// kept is what the bot's data file holds.
func (w *world) kept() *stores.All { return stores.New(w.config.Store) }

// start runs the bot until the test ends, or end is called.
func (w *world) start(t testing.TB) {
	t.Helper()
	var err error
	if w.bot, err = New(w.config); err != nil {
		t.Fatal(err)
	}
	if w.tune != nil {
		w.tune(w.bot)
	}
	ctx, cancel := context.WithCancel(w.ctx)
	done := make(chan error, 1)
	go func() { done <- w.bot.Run(ctx) }()
	var once sync.Once
	w.end = func() (err error) {
		once.Do(func() { cancel(); err = <-done })
		return err
	}
	t.Cleanup(func() {
		if err := w.end(); err != nil {
			t.Errorf("the bot ended with: %v", err)
		}
		if t.Failed() {
			t.Logf("the bot's log:\n%s", w.logs)
		}
	})
	if err := w.d.Ready(w.ctx, "ask"); err != nil {
		t.Fatalf("the bot did not come up: %v\n%s", err, w.logs)
	}
}

// ask asks by /ask and waits for the answer.
func (w *world) ask(t testing.TB, channel, question string) wire.Message {
	t.Helper()
	asked, err := w.anna.Command(channel, "ask", localdiscord.Values{"question": question})
	if err != nil {
		t.Fatal(err)
	}
	return w.settled(t, asked)
}

// settled waits for a reply that is neither thinking nor searching.
func (w *world) settled(t testing.TB, asked *localdiscord.Invocation) wire.Message {
	t.Helper()
	m, err := asked.Until(w.ctx, final)
	if err != nil {
		t.Fatalf("no answer: %v\n%s", err, w.logs)
	}
	return m
}

// final reports whether a message is an answer, and a whole one, in any language.
func final(m wire.Message) bool {
	says := text(m)
	return !m.Loading() && says != "" && !slices.ContainsFunc(words.Locales(), func(locale string) bool {
		w := words.In(locale)
		working, _, _ := strings.Cut(w.Say("working"), "{")
		return strings.Contains(says, strings.TrimRight(w.Say("writing"), " …")) || strings.HasPrefix(says, w.Say("searching")) || strings.HasPrefix(says, working)
	})
}

// text is all that a message says.
func text(m wire.Message) string { return m.Text() }

// syncBuffer is a log that tests read.
type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *syncBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// slow answers after a while, or when it is let go.
type slow struct {
	ask.Answerer
	wait <-chan struct{}
}

func (s slow) Ask(ctx context.Context, q answer.Question) (answer.Answer, error) {
	select {
	case <-s.wait:
		return s.Answerer.Ask(ctx, q)
	case <-ctx.Done():
		return answer.Answer{}, context.Cause(ctx)
	}
}

// unlimited lets everybody ask as much as they like.
func unlimited(_ *localdiscord.Config, c *Config) { c.Limits = &limit.Rules{} }

// waitUntil waits for something that the local Discord shows.
func (w *world) waitUntil(cond func() bool) error {
	return patient.Until(w.ctx, cond)
}
