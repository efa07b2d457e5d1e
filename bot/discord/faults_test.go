package discord

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/localdiscord"
	"footnote/cmd/footnote/patient"
)

// TestConnectsAgain breaks a connection in each way that Discord does: it is resumed,
// or begun anew where the session is over, and what is written after it arrives.
func TestConnectsAgain(t *testing.T) {
	for name, fault := range map[string]struct {
		do   func(*localdiscord.Server)
		want string
	}{
		"drop":                      {(*localdiscord.Server).Drop, "RESUMED"},
		"op 7":                      {(*localdiscord.Server).AskReconnect, "RESUMED"},
		"op 9":                      {func(d *localdiscord.Server) { d.InvalidateSessions(false) }, "READY"},
		"close 4000":                {func(d *localdiscord.Server) { d.CloseConnections(4000, "Unknown error.") }, "RESUMED"},
		"close 4009, a new session": {func(d *localdiscord.Server) { d.CloseConnections(4009, "Session timed out.") }, "READY"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			connectsAgain(t, fault.do, fault.want)
		})
	}
}

// connectsAgain connects to a Discord, breaks the connection, and waits for what the
// client is to get next, READY or RESUMED, and for what is written after it.
func connectsAgain(t *testing.T, fault func(*localdiscord.Server), want string) {
	d := large(t, localdiscord.Config{}, 0, func() {})
	anna := d.AddPerson("anna", localdiscord.PersonOptions{})
	guild := d.AddGuild("Readers", localdiscord.GuildOptions{Owner: anna})
	channel := guild.AddChannel("general", localdiscord.ChannelOptions{})
	ctx, end := context.WithCancel(patient.Context(t))
	defer end()
	heard, up := make(chan string, 10), make(chan struct{}, 10)
	to, shards, pace, err := plan(t, d, Shards{}, time.Millisecond)
	if err != nil {
		t.Fatal(err)
	}
	g := NewGateways(Options{
		Token: d.Token(), Intents: discordgo.IntentsGuilds | discordgo.IntentGuildMessages, To: to,
		Add: func(s *discordgo.Session) {
			s.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) { heard <- m.ID })
		},
		Log: slog.New(slog.DiscardHandler), FirstPause: time.Millisecond,
	}, shards, pace, func(_ int, is bool) {
		if is {
			up <- struct{}{}
		}
	})
	done := make(chan error, 1)
	go func() { done <- g.Run(ctx) }()
	select {
	case <-up:
	case <-ctx.Done():
		t.Fatal("the bot does not connect")
	}
	sent := func() (n int) {
		for _, f := range d.Frames() {
			if f.Name == want {
				n++
			}
		}
		return n
	}
	before := sent()
	fault(d)
	if err := d.Wait(ctx, func() bool { return sent() > before }); err != nil {
		t.Fatalf("no %s: %v", want, err)
	}
	said, err := anna.Say(channel.ID, "Still there?")
	if err != nil {
		t.Fatal(err)
	}
	select {
	case got := <-heard:
		if got != said.ID {
			t.Errorf("message %s arrived, want %s", got, said.ID)
		}
	case <-ctx.Done():
		t.Error("the message did not arrive")
	}
	end()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
