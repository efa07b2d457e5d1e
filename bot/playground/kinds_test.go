package playground_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/localdiscord"
	"footnote/bot/playground"
)

// parade is a bot that has every kind of thing that the page must be able to
// do, so that the page can be tried ahead of the real one: whatever it is sent
// it says again, word for word.
type parade struct {
	t testing.TB
	s *discordgo.Session
}

// paradeCommands has subcommands in groups and out of them, and an option of
// every type.
func paradeCommands() []*discordgo.ApplicationCommand {
	option := func(kind discordgo.ApplicationCommandOptionType, name string, required bool) *discordgo.ApplicationCommandOption {
		return &discordgo.ApplicationCommandOption{Type: kind, Name: name, Description: "The " + name, Required: required}
	}
	lowest := 1.0
	count := option(discordgo.ApplicationCommandOptionInteger, "count", false)
	count.MinValue, count.MaxValue = &lowest, 9
	return []*discordgo.ApplicationCommand{
		{Name: "shelf", Description: "Articles of this place", Options: []*discordgo.ApplicationCommandOption{
			{Type: discordgo.ApplicationCommandOptionSubCommand, Name: "add", Description: "Add a file", Options: []*discordgo.ApplicationCommandOption{
				option(discordgo.ApplicationCommandOptionAttachment, "file", true),
				option(discordgo.ApplicationCommandOptionChannel, "channel", true),
				option(discordgo.ApplicationCommandOptionRole, "role", true),
				option(discordgo.ApplicationCommandOptionUser, "user", true),
				count,
			}},
			{Type: discordgo.ApplicationCommandOptionSubCommandGroup, Name: "rules", Description: "Rules", Options: []*discordgo.ApplicationCommandOption{
				{Type: discordgo.ApplicationCommandOptionSubCommand, Name: "show", Description: "Show the rules"},
			}},
		}},
		{Name: "parade", Description: "One of everything"},
	}
}

// newParade is a playground with that bot behind it.
func newParade(t *testing.T) *world {
	t.Helper()
	needsBrowser(t)
	t.Parallel()
	d, err := localdiscord.Start(localdiscord.Config{InteractionDeadline: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = d.Stop(t.Context()) })
	w := &world{discord: d, people: map[string]*localdiscord.Person{}}
	people := playground.Furnish(d)
	for _, p := range people {
		w.people[p.Name] = d.Person(p.ID)
	}
	w.page = playground.New(playground.Config{Discord: d, People: people})
	server := httptest.NewServer(w.page)
	w.url = server.URL
	s, err := discordgo.New("Bot " + d.Token())
	if err != nil {
		t.Fatal(err)
	}
	s.Client = &http.Client{Transport: d.Transport()}
	b := &parade{t, s}
	s.AddHandler(b.does)
	if err := s.Open(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.ShouldReconnectOnError = false
		_ = s.Close()
		s.Client.CloseIdleConnections()
		w.page.Close()
		server.Close()
	})
	if _, err := s.ApplicationCommandBulkOverwrite(d.BotID(), "", paradeCommands()); err != nil {
		t.Fatal(err)
	}
	return w
}

func (b *parade) does(_ *discordgo.Session, i *discordgo.InteractionCreate) {
	out := &discordgo.InteractionResponse{Type: discordgo.InteractionResponseChannelMessageWithSource, Data: &discordgo.InteractionResponseData{}}
	switch {
	case i.Type == discordgo.InteractionApplicationCommand && i.ApplicationCommandData().Name == "parade":
		out.Data = everything()
	case i.Type == discordgo.InteractionApplicationCommand:
		out.Data.Content = spelled(i.ApplicationCommandData().Options, i.ApplicationCommandData().Resolved)
	case i.Type == discordgo.InteractionMessageComponent && i.MessageComponentData().CustomID == "form":
		out.Type, out.Data = discordgo.InteractionResponseModal, paradeForm()
	case i.Type == discordgo.InteractionMessageComponent:
		out.Data.Content = i.MessageComponentData().CustomID + " = " + strings.Join(i.MessageComponentData().Values, " ")
	case i.Type == discordgo.InteractionModalSubmit:
		raw, _ := json.Marshal(i.ModalSubmitData().Components) // cannot fail
		out.Data.Content = "```\n" + string(raw) + "\n```"
	}
	out.Data.AllowedMentions = &discordgo.MessageAllowedMentions{}
	if err := b.s.InteractionRespond(i.Interaction, out); err != nil {
		b.t.Error(err)
	}
}

// spelled says which options were sent.
func spelled(options []*discordgo.ApplicationCommandInteractionDataOption, res *discordgo.ApplicationCommandInteractionDataResolved) string {
	var b strings.Builder
	for _, o := range options {
		if a := res; o.Type == discordgo.ApplicationCommandOptionAttachment && a != nil {
			file := a.Attachments[o.Value.(string)]
			fmt.Fprintf(&b, "%s=%s %d bytes; ", o.Name, file.Filename, file.Size)
			continue
		}
		if len(o.Options) > 0 || o.Value == nil {
			b.WriteString(o.Name + ": " + spelled(o.Options, res))
			continue
		}
		fmt.Fprintf(&b, "%s=%v; ", o.Name, o.Value)
	}
	return b.String()
}

func paradeForm() *discordgo.InteractionResponseData {
	row := func(in discordgo.TextInput) discordgo.MessageComponent {
		return discordgo.ActionsRow{Components: []discordgo.MessageComponent{in}}
	}
	return &discordgo.InteractionResponseData{CustomID: "sheet", Title: "A form of three", Components: []discordgo.MessageComponent{
		row(discordgo.TextInput{CustomID: "name", Label: "Name", Style: discordgo.TextInputShort, Required: true, MaxLength: 40}),
		row(discordgo.TextInput{CustomID: "when", Label: "When", Style: discordgo.TextInputShort, Value: "today", Required: true}),
		row(discordgo.TextInput{CustomID: "why", Label: "Why", Style: discordgo.TextInputParagraph, Required: false, Placeholder: "If you like"}),
	}}
}

// everything is a message with a picture that an embed shows, a file, a menu of
// each kind and a button.
func everything() *discordgo.InteractionResponseData {
	menu := func(kind discordgo.SelectMenuType, id string) discordgo.MessageComponent {
		none := 0
		m := discordgo.SelectMenu{MenuType: kind, CustomID: id, Placeholder: "Choose " + id, MinValues: &none, MaxValues: 2}
		if kind == discordgo.StringSelectMenu {
			for i := range 12 {
				m.Options = append(m.Options, discordgo.SelectMenuOption{Label: fmt.Sprintf("Volume %d", i), Value: fmt.Sprint(i), Description: "Of twelve"})
			}
		}
		return discordgo.ActionsRow{Components: []discordgo.MessageComponent{m}}
	}
	return &discordgo.InteractionResponseData{
		Embeds: []*discordgo.MessageEmbed{{Title: "Figures", Description: "With a picture", Image: &discordgo.MessageEmbedImage{URL: "attachment://chart.png"}}},
		Files: []*discordgo.File{
			{Name: "chart.png", ContentType: "image/png", Reader: bytes.NewReader(chart())},
			{Name: "page.html", ContentType: "text/html", Reader: strings.NewReader("<script>window.harmed=1</script>")},
		},
		Components: []discordgo.MessageComponent{
			menu(discordgo.StringSelectMenu, "volumes"), menu(discordgo.RoleSelectMenu, "roles"), menu(discordgo.ChannelSelectMenu, "channels"), menu(discordgo.UserSelectMenu, "users"),
			discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.Button{Label: "Fill in", CustomID: "form", Style: discordgo.PrimaryButton}}},
		},
	}
}

// chart is a picture in two colours.
func chart() []byte {
	img := image.NewRGBA(image.Rect(0, 0, 320, 160))
	for x := range 320 {
		for y := range 160 {
			img.Set(x, y, color.RGBA{R: uint8(x / 2), G: 120, B: uint8(y), A: 255})
		}
	}
	var b bytes.Buffer
	_ = png.Encode(&b, img) // writes to memory
	return b.Bytes()
}
