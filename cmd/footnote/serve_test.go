package main

import (
	"context"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
)

// serve, put together by this program, answers /ask through discordgo on the
// local Discord, and ends when it is told to.
func TestServeAnswersAsk(t *testing.T) {
	discord, err := localdiscord.Start(localdiscord.Config{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(func() {
		cancel()
		if err := discord.Stop(context.WithoutCancel(ctx)); err != nil {
			t.Error(err)
		}
	})
	env := map[string]string{
		"DISCORD_TOKEN": discord.Token(), "FOOTNOTE_DISCORD_URL": discord.URL(), "FOOTNOTE_DATA": t.TempDir(),
	}
	serving, end := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() {
		ended <- run(serving, []string{"serve"}, func(name string) string { return env[name] }, strings.NewReader(""), io.Discard, io.Discard)
	}()
	if err := discord.Ready(ctx, "ask"); err != nil {
		t.Fatal(err)
	}
	anna := discord.AddPerson("anna", localdiscord.PersonOptions{})
	guild := discord.AddGuild("Readers", localdiscord.GuildOptions{})
	guild.Add(anna)
	channel := guild.AddChannel("general", localdiscord.ChannelOptions{})
	asked, err := anna.Command(channel.ID, "ask", localdiscord.Values{"question": "who proposed the UAE as a venue?"})
	if err != nil {
		t.Fatal(err)
	}
	message, err := asked.Message(ctx)
	if err != nil {
		t.Fatal(err)
	}
	shown, err := json.Marshal(message)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"United Arab Emirates", "[1]", "Al Jazeera"} {
		if !strings.Contains(string(shown), want) {
			t.Errorf("the reply lacks %q: %s", want, shown)
		}
	}
	end()
	if err := <-ended; err != nil {
		t.Errorf("serve ended with: %v", err)
	}
}
