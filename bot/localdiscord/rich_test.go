package localdiscord_test

import (
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/wire"
)

// rich is a message with everything that discordgo can write.
func rich() *discordgo.MessageSend {
	return &discordgo.MessageSend{
		Content: "look", AllowedMentions: nobody,
		Embeds: []*discordgo.MessageEmbed{{
			Title: "Title", Description: "Text", URL: "https://example.org/a#:~:text=b", Color: 0x2f8f4e, Timestamp: "2026-01-02T03:04:05Z",
			Footer: &discordgo.MessageEmbedFooter{Text: "Foot"}, Author: &discordgo.MessageEmbedAuthor{Name: "Author"},
			Image:  &discordgo.MessageEmbedImage{URL: "attachment://chart.txt"},
			Fields: []*discordgo.MessageEmbedField{{Name: "Name", Value: "Value", Inline: true}},
		}},
		Components: []discordgo.MessageComponent{
			discordgo.ActionsRow{Components: []discordgo.MessageComponent{
				discordgo.Button{Label: "Passages", Style: discordgo.PrimaryButton, CustomID: "passages", Emoji: &discordgo.ComponentEmoji{Name: "📖"}},
				discordgo.Button{Label: "Source", Style: discordgo.LinkButton, URL: "https://example.org/"},
			}},
			discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.SelectMenu{
				CustomID: "pick", Placeholder: "Choose", MaxValues: 1,
				Options: []discordgo.SelectMenuOption{{Label: "One", Value: "1", Description: "first"}},
			}}},
			discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.SelectMenu{MenuType: discordgo.ChannelSelectMenu, CustomID: "where"}}},
		},
		Files: []*discordgo.File{{Name: "chart.txt", ContentType: "text/plain", Reader: strings.NewReader("chart")}},
	}
}

// TestRich has discordgo write and read everything; what it sends must pass
// the schema, and what it gets must be what it sent.
func TestRich(t *testing.T) {
	w := newWorld(t, unlimited)
	s := w.session(discordgo.IntentsGuilds)
	sent, err := s.ChannelMessageSendComplex(w.channel.ID, rich())
	must(t, err)
	got, err := s.ChannelMessage(w.channel.ID, sent.ID)
	must(t, err)
	e := got.Embeds[0]
	if e.Fields[0].Value != "Value" || e.Footer.Text != "Foot" || e.Color != 0x2f8f4e || len(got.Attachments) != 1 || len(got.Components) != 3 {
		t.Errorf("read back %+v", got)
	}
	v2, err := s.ChannelMessageSendComplex(w.channel.ID, &discordgo.MessageSend{
		Flags: discordgo.MessageFlagsIsComponentsV2, AllowedMentions: nobody,
		Components: []discordgo.MessageComponent{discordgo.Container{Components: []discordgo.MessageComponent{
			discordgo.TextDisplay{Content: "**text**"}, discordgo.Separator{},
			discordgo.Section{Components: []discordgo.MessageComponent{discordgo.TextDisplay{Content: "beside"}},
				Accessory: discordgo.Button{Label: "More", Style: discordgo.SecondaryButton, CustomID: "more"}},
		}}},
	})
	must(t, err)
	if v2.Flags&discordgo.MessageFlagsIsComponentsV2 == 0 || len(v2.Components) != 1 {
		t.Errorf("V2 came back as %+v", v2)
	}
	thread, err := s.MessageThreadStartComplex(w.channel.ID, sent.ID, &discordgo.ThreadStart{Name: "Follow up", AutoArchiveDuration: 1440})
	must(t, err)
	_, err = s.ChannelMessageSend(thread.ID, "")
	wantCode(t, err, 50006)
	_, err = s.ChannelMessageEditComplex(&discordgo.MessageEdit{ID: sent.ID, Channel: w.channel.ID, Components: &[]discordgo.MessageComponent{}, AllowedMentions: nobody})
	must(t, err)
	dm, err := s.UserChannelCreate(w.anna.ID)
	must(t, err)
	_, err = s.ChannelMessageSendComplex(dm.ID, &discordgo.MessageSend{Content: "hello", AllowedMentions: nobody})
	must(t, err)
	if v := w.Violations(); len(v) > 0 {
		t.Errorf("violations: %+v", v)
	}
}

func wantCode(t *testing.T, err error, code int) {
	t.Helper()
	rest, ok := err.(*discordgo.RESTError)
	if !ok || rest.Message == nil || rest.Message.Code != code {
		t.Errorf("got %v, want code %d", err, code)
	}
}

// TestDiscordgoInteractions answers with discordgo's forms, choices and context menus.
func TestDiscordgoInteractions(t *testing.T) {
	w := newWorld(t, unlimited)
	s := w.session(discordgo.IntentsGuilds)
	manage := int64(discordgo.PermissionManageGuild)
	contexts := []discordgo.InteractionContextType{discordgo.InteractionContextGuild}
	installs := []discordgo.ApplicationIntegrationType{discordgo.ApplicationIntegrationGuildInstall, discordgo.ApplicationIntegrationUserInstall}
	names := map[discordgo.Locale]string{discordgo.German: "prüfen"}
	_, err := s.ApplicationCommandBulkOverwrite(w.BotID(), "", []*discordgo.ApplicationCommand{
		ask, {Type: discordgo.MessageApplicationCommand, Name: "Check", Contexts: &contexts, IntegrationTypes: &installs, NameLocalizations: &names},
		{Name: "settings", Description: "Settings", DefaultMemberPermissions: &manage},
	})
	must(t, err)
	s.AddHandler(func(s *discordgo.Session, i *discordgo.InteractionCreate) {
		if err := s.InteractionRespond(i.Interaction, answerTo(i)); err != nil {
			t.Error(err)
		}
	})
	w.open(s)
	choices, err := w.anna.Autocomplete(within(t), w.channel.ID, "ask", "question", localdiscord.Values{"question": "W"})
	if err != nil || len(choices) != 1 || choices[0].Value != "why" {
		t.Errorf("offered %+v, %v", choices, err)
	}
	id := mustPost(w.anna.Say(w.channel.ID, "a claim"))
	v, err := w.anna.MessageCommand(w.channel.ID, "Check", id)
	must(t, err)
	if r, err := v.Response(within(t)); err != nil || r.Type != wire.CallbackModal {
		t.Fatalf("the response is %+v, %v", r, err)
	}
	v, err = w.anna.Submit(w.Invocation(v.ID()), map[string]string{"why": "because"})
	must(t, err)
	if m, err := v.Message(within(t)); err != nil || m.Content != "because" {
		t.Errorf("the reply is %+v, %v", m, err)
	}
	if v := w.Violations(); len(v) > 0 {
		t.Errorf("violations: %+v", v)
	}
}

func answerTo(i *discordgo.InteractionCreate) *discordgo.InteractionResponse {
	switch i.Type {
	case discordgo.InteractionApplicationCommandAutocomplete:
		return &discordgo.InteractionResponse{Type: discordgo.InteractionApplicationCommandAutocompleteResult, Data: &discordgo.InteractionResponseData{
			Choices: []*discordgo.ApplicationCommandOptionChoice{{Name: "Why?", Value: "why"}},
		}}
	case discordgo.InteractionModalSubmit:
		row := i.ModalSubmitData().Components[0].(*discordgo.ActionsRow)
		return &discordgo.InteractionResponse{Type: discordgo.InteractionResponseChannelMessageWithSource, Data: &discordgo.InteractionResponseData{
			Content: row.Components[0].(*discordgo.TextInput).Value, AllowedMentions: nobody,
		}}
	}
	return &discordgo.InteractionResponse{Type: discordgo.InteractionResponseModal, Data: &discordgo.InteractionResponseData{
		CustomID: "why", Title: "Why?", Components: []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
			discordgo.TextInput{CustomID: "why", Label: "Why?", Style: discordgo.TextInputParagraph, Required: true, MaxLength: 100},
		}}},
	}}
}
