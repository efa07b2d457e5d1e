package world

import (
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
)

// AddChannel makes a channel in the guild, with the tags of a forum.
func (g *Guild) AddChannel(data wire.Channel, tags ...string) *Channel {
	data.Position = new(len(g.channels))
	c := g.w.newChannel(g, data)
	for _, tag := range tags {
		c.AvailableTags = append(c.AvailableTags, wire.ForumTag{ID: g.w.NextID(), Name: tag})
	}
	c.tellAll("CHANNEL_CREATE")
	return c
}

// SetOverwrite sets the channel's exception for a role or member.
func (c *Channel) SetOverwrite(o perm.Overwrite) {
	c.PermissionOverwrites = append(but(c.PermissionOverwrites, o.ID), o)
	c.tellAll("CHANNEL_UPDATE")
}

// but are exceptions without that for a role or member.
func but(list []perm.Overwrite, id string) []perm.Overwrite {
	out := []perm.Overwrite{}
	for _, o := range list {
		if o.ID != id {
			out = append(out, o)
		}
	}
	return out
}
