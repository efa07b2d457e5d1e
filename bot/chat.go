package bot

import (
	"context"
	"crypto/rand"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord"
	"footnote/bot/feature"
	"footnote/bot/render"
)

// speaker is what the bot does in Discord of its own accord.
type speaker struct{ b *Bot }

// chatPatience is how long one thing may take that nobody waits for.
const chatPatience = 2 * time.Minute

// do sends a request until Discord takes or refuses it.
func (c speaker) do(ctx context.Context, q discord.Request) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, chatPatience)
	defer cancel()
	out, err := c.b.rest.Do(ctx, q)
	switch discord.StatusOf(err) {
	case 403:
		err = fmt.Errorf("%w: %w", feature.ErrNotAllowed, err)
	case 404:
		err = fmt.Errorf("%w: %w", feature.ErrGone, err)
	}
	return out, err
}

// Post writes messages. A nonce each keeps one that is sent again from being
// posted twice.
func (c speaker) Post(ctx context.Context, channel string, messages []render.Message) ([]feature.Posted, error) {
	var posted []feature.Posted
	for _, m := range messages {
		body := fresh(m, false)
		body.Nonce, body.EnforceNonce = rand.Text()[:24], true
		out, err := discord.Decode[sent](c.do(ctx, discord.Request{Method: "POST", Path: "/channels/" + channel + "/messages", Lane: "post " + channel, Body: body}))
		if err != nil {
			return posted, err
		}
		posted = append(posted, feature.Posted{ID: out.ID, Channel: channel})
	}
	return posted, nil
}

func (c speaker) Edit(ctx context.Context, at feature.Posted, m render.Message) error {
	_, err := c.do(ctx, discord.Request{Method: "PATCH", Path: pathOf(at), Lane: "edit " + at.Channel, Body: instead(m)})
	return err
}

func (c speaker) Remove(ctx context.Context, at feature.Posted) error {
	_, err := c.do(ctx, discord.Request{Method: "DELETE", Path: pathOf(at), Lane: "delete " + at.Channel})
	return err
}

func (c speaker) Pin(ctx context.Context, at feature.Posted) error {
	path := "/channels/" + at.Channel + "/messages/pins/" + at.ID
	_, err := c.do(ctx, discord.Request{Method: "PUT", Path: path, Lane: "pin " + at.Channel})
	return err
}

func pathOf(at feature.Posted) string { return "/channels/" + at.Channel + "/messages/" + at.ID }

func (c speaker) Direct(ctx context.Context, person string, m render.Message) error {
	opened, err := discord.Decode[struct {
		ID string `json:"id"`
	}](c.do(ctx, discord.Request{Method: "POST", Path: "/users/@me/channels", Lane: "direct", Body: map[string]string{"recipient_id": person}}))
	if err != nil {
		return err
	}
	_, err = c.Post(ctx, opened.ID, []render.Message{m})
	return err
}

// historyPage is the most messages that Discord gives at once.
const historyPage = 100

// History reads backwards, page by page.
func (c speaker) History(ctx context.Context, channel string, since time.Time, last int) ([]feature.Said, error) {
	var list []feature.Said
	before := ""
	for len(list) < last {
		page, err := c.page(ctx, channel, before, min(historyPage, last-len(list)))
		if err != nil {
			return nil, err
		}
		for _, m := range page {
			if said := saidIn(m); !said.At.Before(since) {
				list = append(list, said)
			}
		}
		if len(page) == 0 || page[len(page)-1].Timestamp.Before(since) {
			break
		}
		before = page[len(page)-1].ID
	}
	slices.Reverse(list)
	return list, nil
}

// page are the messages before one, newest first.
func (c speaker) page(ctx context.Context, channel, before string, limit int) ([]*discordgo.Message, error) {
	path := "/channels/" + channel + "/messages?limit=" + strconv.Itoa(limit)
	if before != "" {
		path += "&before=" + before
	}
	page, err := discord.Decode[[]*discordgo.Message](c.do(ctx, discord.Request{Method: "GET", Path: path, Lane: "history " + channel}))
	return slices.DeleteFunc(page, func(m *discordgo.Message) bool { return m == nil || m.ID == "" }), err
}

// saidIn is a message as features read it.
func saidIn(m *discordgo.Message) feature.Said {
	said := feature.Said{ID: m.ID, Channel: m.ChannelID, Text: m.Content, At: m.Timestamp, Edited: m.EditedTimestamp != nil, NotHuman: true}
	if m.Author != nil {
		said.Author, said.AuthorName, said.NotHuman = m.Author.ID, m.Author.DisplayName(), !human(m, "")
	}
	for _, u := range m.Mentions {
		if u != nil {
			said.Mentioned = append(said.Mentioned, u.DisplayName())
		}
	}
	return said
}
