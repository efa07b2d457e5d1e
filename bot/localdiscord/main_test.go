package localdiscord_test

import (
	"context"
	"net/http"
	"testing"

	"github.com/bwmarrin/discordgo"
	"go.uber.org/goleak"

	"footnote/bot/localdiscord"
	"footnote/cmd/footnote/patient"
)

func TestMain(m *testing.M) {
	// disgo's rate limiter has a goroutine that nothing can end (v0.18.15).
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("github.com/disgoorg/disgo/rest.(*rateLimiterImpl).cleanup"))
}

// world is a Discord with one guild, one channel and one member in it.
type world struct {
	*testing.T
	*localdiscord.Server
	guild   *localdiscord.Guild
	channel *localdiscord.Channel
	anna    *localdiscord.Person
	token   string // for raw requests; empty: the right one
}

func newWorld(t *testing.T, cfg localdiscord.Config) *world {
	t.Helper()
	if cfg.Validator == nil {
		cfg.Validator = spec(t)
	}
	s, err := localdiscord.Start(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(t, s) })
	w := &world{T: t, Server: s, anna: s.AddPerson("anna", localdiscord.PersonOptions{})}
	w.guild = s.AddGuild("Readers", localdiscord.GuildOptions{})
	w.channel = w.guild.AddChannel("general", localdiscord.ChannelOptions{})
	w.guild.Add(w.anna)
	return w
}

// stop ends a server and complains about faults of its own.
func stop(t *testing.T, s *localdiscord.Server) {
	t.Helper()
	if err := s.Stop(within(t)); err != nil {
		t.Error(err)
	}
	for _, v := range s.Violations() {
		if v.Kind == "answer" || v.Kind == "event" {
			t.Errorf("%s: %s", v.Kind, v.Detail)
		}
	}
}

func within(t *testing.T) context.Context { return patient.Context(t) }

// session makes a discordgo session that only reaches the local Discord.
func (w *world) session(intents discordgo.Intent) *discordgo.Session {
	w.Helper()
	s, err := discordgo.New("Bot " + w.Token())
	must(w.T, err)
	s.Client = &http.Client{Transport: w.Transport()}
	s.Identify.Intents = intents
	s.ShouldRetryOnRateLimit = false
	w.Cleanup(s.Client.CloseIdleConnections)
	return s
}

// open connects a session; it is closed before the server stops.
func (w *world) open(s *discordgo.Session) {
	w.Helper()
	must(w.T, s.Open())
	w.Cleanup(func() {
		s.ShouldReconnectOnError = false
		must(w.T, s.Close())
	})
	must(w.T, w.Ready(within(w.T)))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
