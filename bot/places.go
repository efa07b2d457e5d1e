package bot

import (
	"context"
	"slices"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord"
	"footnote/bot/feature"
)

// place is a channel or thread as far as borders hang on it.
type place struct {
	guild, parent, name string
	kind                discordgo.ChannelType
	overwrites          []discordgo.PermissionOverwrite
}

// placeOf reads a channel; guild is where the event does not say it.
func placeOf(c *discordgo.Channel, guild string) place {
	p := place{guild: c.GuildID, parent: c.ParentID, name: c.Name, kind: c.Type}
	if p.guild == "" {
		p.guild = guild
	}
	for _, o := range c.PermissionOverwrites {
		if o != nil {
			p.overwrites = append(p.overwrites, *o)
		}
	}
	return p
}

func isThread(kind discordgo.ChannelType) bool {
	return kind == discordgo.ChannelTypeGuildPublicThread || kind == discordgo.ChannelTypeGuildPrivateThread ||
		kind == discordgo.ChannelTypeGuildNewsThread
}

// placeAt is a channel or thread. One that no event has told of, such as an
// archived thread, is asked for; the zero place is one that the bot cannot see.
func (b *Bot) placeAt(ctx context.Context, id string) (place, error) {
	if p, ok := b.guilds.place(id); ok || !isID(id) || b.guilds.isUnseen(id) {
		return p, nil
	}
	ctx, cancel := context.WithTimeout(ctx, atDiscord(b.AckTime))
	defer cancel()
	c, err := discord.Decode[*discordgo.Channel](b.rest.Do(ctx, discord.Request{Method: "GET", Path: "/channels/" + id, Lane: "channel " + id}))
	if status := discord.StatusOf(err); status == 403 || status == 404 {
		b.guilds.setUnseen(id)
		return place{}, nil
	}
	if err != nil || c == nil || c.ID != id {
		return place{}, err
	}
	if isThread(c.Type) {
		b.guilds.setPlace(c, c.GuildID)
	}
	return placeOf(c, ""), nil
}

// isID reports whether a text can be one of Discord's IDs, and so a part of a path.
func isID(s string) bool {
	return s != "" && len(s) <= 20 && !slices.ContainsFunc([]byte(s), func(c byte) bool { return c < '0' || c > '9' })
}

// locate finds out to which channel a thread belongs. Where nothing tells, the
// place is lost, and the borders of all channels hold.
func (b *Bot) locate(ctx context.Context, p *feature.Place) {
	if p.Guild == "" || p.Channel == "" || p.Parent != "" {
		return
	}
	at, err := b.placeAt(ctx, p.Channel)
	if err != nil {
		b.Log.Warn("it could not be found out where a channel belongs", "channel", p.Channel, "error", err)
	}
	p.Lost = at.guild != p.Guild
	if !p.Lost && isThread(at.kind) {
		p.Parent, p.Closed = at.parent, at.kind == discordgo.ChannelTypeGuildPrivateThread
	}
}
