package localdiscord_test

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/localdiscord"
)

// A bot made with discordgo, and a member who asks it something.
func Example() {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	d, err := localdiscord.Start(localdiscord.Config{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = d.Stop(ctx) }()
	anna := d.AddPerson("anna", localdiscord.PersonOptions{})
	guild := d.AddGuild("Readers", localdiscord.GuildOptions{})
	guild.Add(anna)
	general := guild.AddChannel("general", localdiscord.ChannelOptions{})

	bot, _ := discordgo.New("Bot " + d.Token()) // cannot fail
	bot.Client = &http.Client{Transport: d.Transport(), Timeout: 20 * time.Second}
	defer bot.Client.CloseIdleConnections()
	bot.AddHandler(func(s *discordgo.Session, i *discordgo.InteractionCreate) {
		_ = s.InteractionRespond(i.Interaction, &discordgo.InteractionResponse{
			Type: discordgo.InteractionResponseChannelMessageWithSource,
			Data: &discordgo.InteractionResponseData{Content: "pong", AllowedMentions: nobody},
		})
	})
	if err := bot.Open(); err != nil {
		fmt.Println(err)
		return
	}
	defer func() { _ = bot.Close() }()
	_, err = bot.ApplicationCommandBulkOverwrite(d.BotID(), "", []*discordgo.ApplicationCommand{{Name: "ping", Description: "Are you there?"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	asked, err := anna.Command(general.ID, "ping", nil)
	if err != nil {
		fmt.Println(err)
		return
	}
	reply, err := asked.Message(ctx)
	fmt.Println(reply.Content, err)
	// Output: pong <nil>
}
