package main

import (
	"bytes"
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
	"footnote/cmd/footnote/backup"
	"footnote/cmd/footnote/datadir"
	"footnote/cmd/footnote/embedder"
	"footnote/cmd/footnote/patient"
	"footnote/cmd/mockopenai/mockserver"
)

// lockedBuffer is what a program that still runs has written.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// TestServe is the whole program against a local Discord: articles of the
// sample, without a model and with one.
func TestServe(t *testing.T) {
	model, err := mockserver.New(mockserver.Options{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(model)
	defer server.Close()
	for name, c := range map[string]struct {
		env  map[string]string
		want string
	}{
		"extracted": {nil, "United Arab Emirates"},
		"generated": {map[string]string{"OPENAI_BASE_URL": server.URL + "/v1", "OPENAI_API_KEY": "x", "FOOTNOTE_CHAT_MODEL": "mock-chat"}, "Written by"},
	} {
		t.Run(name, func(t *testing.T) {
			says := serveOnce(t, c.env, "who proposed the UAE as a venue?")
			if !strings.Contains(says, c.want) || !strings.Contains(says, "[1]") {
				t.Errorf("the reply lacks %q:\n%s", c.want, says)
			}
		})
	}
}

// serveOnce runs `footnote serve`, asks one question, and ends it as SIGTERM does.
func serveOnce(t *testing.T, env map[string]string, question string) string {
	t.Helper()
	ctx := patient.Context(t)
	d, err := localdiscord.Start(localdiscord.Config{InteractionDeadline: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Stop(context.Background())
	anna, guild := d.AddPerson("anna", localdiscord.PersonOptions{}), d.AddGuild("Readers", localdiscord.GuildOptions{})
	guild.Add(anna)
	channel := guild.AddChannel("general", localdiscord.ChannelOptions{})
	data := t.TempDir()
	getenv := func(key string) string {
		switch key {
		case "DISCORD_TOKEN":
			return d.Token()
		case "FOOTNOTE_DISCORD_URL":
			return d.URL()
		case "FOOTNOTE_DATA":
			return data
		}
		return env[key]
	}
	serving, stop := context.WithCancel(ctx)
	done, log := make(chan error, 1), &lockedBuffer{}
	go func() { done <- run(serving, []string{"serve"}, getenv, nil, log, log) }()
	if err := d.Ready(ctx, "ask"); err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	asked, err := anna.Command(channel.ID, "ask", localdiscord.Values{"question": question})
	if err != nil {
		t.Fatal(err)
	}
	m, err := asked.Until(ctx, func(m wire.Message) bool { return m.Pressable() })
	if err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	stop()
	if err := <-done; err != nil {
		t.Errorf("it ends with %v", err)
	}
	return m.Text()
}

// What the bot remembers lies where --data says, and what lies where it was kept before
// is named once.
func TestServeKeepsItsMemoryInData(t *testing.T) {
	s := newServed(t, map[string]string{"FOOTNOTE_EMBEDDER": embedder.None})
	serves := func(times int) {
		t.Helper()
		s.start()
		waitFor(t, "serving", func() bool { return strings.Count(s.log.String(), "footnote serves") == times })
	}
	serves(1)
	s.end()
	before, data := s.env["FOOTNOTE_DATA"], t.TempDir()
	s.flags = []string{"--data", data}
	for n := range 2 {
		serves(n + 2)
		if _, err := datadir.HoldBot(data, "a test"); err == nil {
			t.Error("another bot may use the directory")
		}
		release, err := datadir.HoldBot(before, "a test")
		must(t, err)
		must(t, release())
		s.end()
	}
	_, err := os.Stat(filepath.Join(data, backup.Memory))
	must(t, err)
	if said := "nothing remembered in " + data + ": if what lies in " + before; strings.Count(s.log.String(), said) != 1 {
		t.Errorf("it does not say once %q:\n%s", said, s.log)
	}
}
