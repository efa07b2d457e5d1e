//go:build !race

package localdiscord_test

import (
	"io"
	"log/slog"
	"strings"
	"testing"

	"github.com/disgoorg/disgo/discord"
	"github.com/disgoorg/disgo/gateway"
	"github.com/disgoorg/disgo/rest"
	"github.com/disgoorg/snowflake/v2"

	"footnote/bot/localdiscord"
)

// TestDisgo drives an independent client against the server: identify,
// receive, answer, edit, follow up, read back, resume.
func TestDisgo(t *testing.T) {
	w := newWorld(t, localdiscord.Config{})
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	r := rest.New(rest.NewClient(w.Token(), rest.WithURL(w.URL()+"/api/v10"), rest.WithLogger(quiet)))
	t.Cleanup(func() { r.Close(within(t)); r.HTTPClient().CloseIdleConnections() })
	app := snowflake.MustParse(w.BotID())
	_, err := r.SetGlobalCommands(app, []discord.ApplicationCommandCreate{discord.SlashCommandCreate{
		Name: "ask", Description: "Ask the articles",
		Options: []discord.ApplicationCommandOption{discord.ApplicationCommandOptionString{Name: "question", Description: "What", Required: true}},
	}})
	must(t, err)

	messages := make(chan string, 4)
	handle := func(_ gateway.EventType, _ int, _ int, event gateway.EventData) {
		switch e := event.(type) {
		case gateway.EventInteractionCreate:
			disgoAnswer(t, r, app, e.Interaction.(discord.ApplicationCommandInteraction))
		case gateway.EventMessageCreate:
			if e.Author.ID.String() == w.anna.ID {
				messages <- e.Content
			}
		}
	}
	gw := gateway.New(w.Token(), handle, nil, gateway.WithURL("ws"+strings.TrimPrefix(w.URL(), "http")),
		gateway.WithIntents(gateway.IntentGuilds, gateway.IntentGuildMessages), gateway.WithCompress(true), gateway.WithLogger(quiet))
	must(t, gw.Open(within(t)))
	must(t, w.Ready(within(t), "ask"))
	t.Cleanup(func() { gw.Close(within(t)) })

	asked, err := w.anna.Command(w.channel.ID, "ask", localdiscord.Values{"question": "why"})
	must(t, err)
	m, err := asked.Message(within(t))
	must(t, err)
	if m.Content != "because of why" {
		t.Errorf("the answer is %q", m.Content)
	}
	more, err := asked.WaitFollowups(within(t), 1)
	must(t, err)
	if len(more[0].Components) != 1 || more[0].Components[0].Children[0].Label != "More" {
		t.Errorf("the follow-up is %+v", more[0])
	}

	mustPost(w.anna.Say(w.channel.ID, "hidden"))
	mustPost(w.anna.Say(w.channel.ID, "hello <@"+w.BotID()+">"))
	if got := <-messages; got != "" {
		t.Errorf("the content %q came without the intent", got)
	}
	if got := <-messages; !strings.HasPrefix(got, "hello") {
		t.Errorf("the mention came as %q", got)
	}
	w.Drop()
	mustPost(w.anna.Say(w.channel.ID, "again <@"+w.BotID()+">"))
	if got := <-messages; !strings.HasPrefix(got, "again") {
		t.Errorf("after the drop came %q", got)
	}
	if n := named(w.Frames(), "RESUMED"); n != 1 {
		t.Errorf("resumed %d times, want 1", n)
	}
}

func disgoAnswer(t *testing.T, r rest.Rest, app snowflake.ID, i discord.ApplicationCommandInteraction) {
	err := r.CreateInteractionResponse(i.ID(), i.Token(), discord.InteractionResponse{Type: discord.InteractionResponseTypeDeferredCreateMessage})
	if err != nil {
		t.Error(err)
	}
	text := "because of " + i.SlashCommandInteractionData().String("question")
	_, err = r.UpdateInteractionResponse(app, i.Token(), discord.MessageUpdate{Content: &text, AllowedMentions: &discord.AllowedMentions{}})
	if err != nil {
		t.Error(err)
	}
	_, err = r.CreateFollowupMessage(app, i.Token(), discord.MessageCreate{
		Content: "there is more", AllowedMentions: &discord.AllowedMentions{},
		Components: []discord.ContainerComponent{discord.NewActionRow(discord.NewPrimaryButton("More", "more"))},
	})
	if err != nil {
		t.Error(err)
	}
	original, err := r.GetInteractionResponse(app, i.Token())
	if err != nil || original.Content != text {
		t.Errorf("read back %v, %v", original, err)
	}
}
