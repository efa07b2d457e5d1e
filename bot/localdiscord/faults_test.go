package localdiscord_test

import (
	"context"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
)

// TestFaultsWithDiscordgo drops, reconnects and invalidates under the client
// that the bot uses, and asks after each whether it still answers. Each
// reconnect takes the client's own second.
func TestFaultsWithDiscordgo(t *testing.T) {
	if underRace {
		t.Skip("not run under the race detector: discordgo's own reconnecting races with its heartbeat; the bot brings its own, see package bot")
	}
	for name, fault := range map[string]struct {
		do      func(*world)
		resumes bool
	}{
		"drop":                      {func(w *world) { w.Drop() }, true},
		"op 7":                      {func(w *world) { w.AskReconnect() }, true},
		"op 9":                      {func(w *world) { w.InvalidateSessions(false) }, false},
		"close 4000":                {func(w *world) { w.CloseConnections(4000, "Unknown error.") }, true},
		"close 4009, a new session": {func(w *world) { w.CloseConnections(4009, "Session timed out.") }, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, unlimited)
			s := w.session(discordgo.IntentsGuilds)
			_, err := s.ApplicationCommandBulkOverwrite(w.BotID(), "", []*discordgo.ApplicationCommand{ask})
			must(t, err)
			s.AddHandler(func(s *discordgo.Session, i *discordgo.InteractionCreate) { answer(t, s, i) })
			w.open(s)
			before := readies(w)
			fault.do(w)
			want := "RESUMED"
			if !fault.resumes {
				want = "READY"
			}
			must(t, w.Wait(within(t), func() bool { return readies(w)[want] > before[want] }))
			if !w.stillAnswers() {
				t.Error("no answer after it")
			}
		})
	}
}

// stillAnswers asks until there is an answer: discordgo's heartbeat of the lost
// connection may break the new one once more, with what was sent to it.
func (w *world) stillAnswers() bool {
	for range 4 {
		v, err := w.anna.Command(w.channel.ID, "ask", localdiscord.Values{"question": "Still there?"})
		must(w.T, err)
		patience, cancel := context.WithTimeout(within(w.T), 4*time.Second)
		_, err = v.WaitFollowups(patience, 1)
		cancel()
		if err == nil {
			return true
		}
	}
	return false
}

func readies(w *world) map[string]int {
	return map[string]int{"READY": named(w.Frames(), "READY"), "RESUMED": named(w.Frames(), "RESUMED")}
}

// TestMissedInteraction: what happens while the bot is away reaches it when it
// resumes; what is lost does not.
func TestMissedInteraction(t *testing.T) {
	b := newByHand(t, unlimited)
	b.LoseEvents("INTERACTION_CREATE", 1)
	_, err := b.anna.Command(b.channel.ID, "ask", localdiscord.Values{"question": "lost"})
	must(t, err)
	if _, it := b.asked(); it.Data.Options[0].Value != "Why?" {
		t.Errorf("the lost one arrived: %+v", it)
	}
	g := b.dial("v=10")
	g.identify(b.world, wire.IntentGuildMessages)
	b.LoseEvents("", 1)
	mustPost(b.anna.Say(b.channel.ID, "lost"))
	id := mustPost(b.anna.Say(b.channel.ID, "kept"))
	var m struct{ ID string }
	unmarshal(t, g.want(0, "MESSAGE_CREATE").Data, &m)
	if m.ID != id {
		t.Errorf("got message %s, want %s", m.ID, id)
	}
}
