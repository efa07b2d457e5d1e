package localdiscord_test

import (
	"testing"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
)

var nobody = &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}

var ask = &discordgo.ApplicationCommand{
	Name: "ask", Description: "Ask the articles",
	Options: []*discordgo.ApplicationCommandOption{
		{Type: discordgo.ApplicationCommandOptionString, Name: "question", Description: "What", Required: true, Autocomplete: true},
		{Type: discordgo.ApplicationCommandOptionBoolean, Name: "private", Description: "Only for me"},
	},
}

// TestAsk is the way of a question: registered, asked, deferred, edited,
// followed up.
func TestAsk(t *testing.T) {
	w := newWorld(t, localdiscord.Config{})
	s := w.session(discordgo.IntentsGuilds)
	_, err := s.ApplicationCommandBulkOverwrite(w.BotID(), "", []*discordgo.ApplicationCommand{ask})
	must(t, err)
	s.AddHandler(func(s *discordgo.Session, i *discordgo.InteractionCreate) { answer(t, s, i) })
	w.open(s)

	v, err := w.anna.Command(w.channel.ID, "ask", localdiscord.Values{"question": "Who?"})
	must(t, err)
	m, err := v.Message(within(t))
	must(t, err)
	if m.Content != "Nobody knows who asked Who?" || m.Flags != 0 || m.Type != wire.MessageSlashCommand {
		t.Errorf("the reply is %+v", m)
	}
	more, err := v.WaitFollowups(within(t), 1)
	must(t, err)
	if !more[0].Ephemeral() || more[0].Content != "psst" {
		t.Errorf("the follow-up is %+v", more[0])
	}
	if got := len(w.anna.Messages(w.channel.ID)); got != 2 {
		t.Errorf("anna sees %d messages, want 2", got)
	}
	ben := w.AddPerson("ben", localdiscord.PersonOptions{})
	w.guild.Add(ben)
	if got := len(ben.Messages(w.channel.ID)); got != 1 {
		t.Errorf("ben sees %d messages, want only the public one", got)
	}
	if v := w.Violations(); len(v) > 0 {
		t.Errorf("violations: %+v", v)
	}
}

func answer(t *testing.T, s *discordgo.Session, i *discordgo.InteractionCreate) {
	if err := s.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource}); err != nil {
		t.Error(err)
	}
	text := "Nobody knows who asked " + i.ApplicationCommandData().GetOption("question").StringValue()
	if _, err := s.InteractionResponseEdit(i.Interaction, &discordgo.WebhookEdit{Content: &text, AllowedMentions: nobody}); err != nil {
		t.Error(err)
	}
	_, err := s.FollowupMessageCreate(i.Interaction, true, &discordgo.WebhookParams{
		Content: "psst", Flags: discordgo.MessageFlagsEphemeral, AllowedMentions: nobody,
	})
	if err != nil {
		t.Error(err)
	}
}

// TestHeldForBot: what people want before the bot's first session is delivered to it,
// and has its deadline from then on.
func TestHeldForBot(t *testing.T) {
	w := newWorld(t, localdiscord.Config{})
	w.HoldForBot()
	s := w.session(discordgo.IntentsGuilds | discordgo.IntentsDirectMessages)
	_, err := s.ApplicationCommandBulkOverwrite(w.BotID(), "", []*discordgo.ApplicationCommand{ask})
	must(t, err)
	direct := w.anna.DM()
	v, err := w.anna.Command(w.channel.ID, "ask", localdiscord.Values{"question": "who?"})
	must(t, err)
	_, err = w.anna.Say(direct.ID, "and when?")
	must(t, err)
	w.Expire()
	s.AddHandler(func(s *discordgo.Session, i *discordgo.InteractionCreate) { answer(t, s, i) })
	heard := make(chan string, 2)
	s.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) {
		if m.GuildID == "" {
			heard <- m.Content
		}
	})
	w.open(s)
	if _, err := v.Message(within(t)); err != nil {
		t.Errorf("the question has no reply: %v", err)
	}
	if got := <-heard; got != "and when?" {
		t.Errorf("the message says %q", got)
	}
	_, err = w.anna.Say(direct.ID, "once")
	must(t, err)
	if got := <-heard; got != "once" {
		t.Errorf("the next message says %q", got)
	}
}
