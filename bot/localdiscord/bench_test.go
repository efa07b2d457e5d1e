package localdiscord_test

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/localdiscord"
)

// BenchmarkQuestion is a question from a person's Enter to the edited reply,
// by way of discordgo, with nothing behind it: what Discord and the client
// cost without the bot. Many are under way at once.
func BenchmarkQuestion(b *testing.B) {
	cfg := unlimited
	cfg.MaxHistory, cfg.TrafficSize = 100, 100
	d, err := localdiscord.Start(cfg)
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	defer func() { _ = d.Stop(ctx) }()
	anna := d.AddPerson("anna", localdiscord.PersonOptions{})
	guild := d.AddGuild("Readers", localdiscord.GuildOptions{})
	guild.Add(anna)
	channel := guild.AddChannel("general", localdiscord.ChannelOptions{})
	s, err := discordgo.New("Bot " + d.Token())
	if err != nil {
		b.Fatal(err)
	}
	s.Client = &http.Client{Transport: d.Transport()}
	s.StateEnabled = false
	if _, err := s.ApplicationCommandBulkOverwrite(d.BotID(), "", []*discordgo.ApplicationCommand{ask}); err != nil {
		b.Fatal(err)
	}
	s.AddHandler(func(s *discordgo.Session, i *discordgo.InteractionCreate) { benchAnswer(b, s, i) })
	if err := s.Open(); err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			v, err := anna.Command(channel.ID, "ask", localdiscord.Values{"question": "Why?"})
			if err == nil {
				_, err = v.Message(ctx)
			}
			if err != nil {
				b.Error(err)
				return
			}
		}
	})
}

func benchAnswer(b *testing.B, s *discordgo.Session, i *discordgo.InteractionCreate) {
	callback := discordgo.EndpointInteractionResponse(i.ID, i.Token)
	_, err := s.RequestWithBucketID("POST", callback, object{"type": 5}, callback)
	if err != nil {
		b.Error(err)
	}
	// Not InteractionResponseEdit: its bucket is shared by all interactions.
	edit := discordgo.EndpointWebhookMessage(i.AppID, i.Token, "@original")
	if _, err := s.RequestWithBucketID("PATCH", edit, text("because"), edit); err != nil {
		b.Error(err)
	}
}
