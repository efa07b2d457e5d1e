package world

import (
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
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

// RemoveOverwrite takes the exception for a role or member away, where there is one.
func (c *Channel) RemoveOverwrite(id string) *Error {
	kept := but(c.PermissionOverwrites, id)
	if len(kept) == len(c.PermissionOverwrites) {
		return refusal.UnknownOverwrite
	}
	c.PermissionOverwrites = kept
	c.tellAll("CHANNEL_UPDATE")
	return nil
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

// ChannelEdit is what may be changed of a channel or thread.
type ChannelEdit struct {
	Name                *string           `json:"name"`
	Topic               *string           `json:"topic"`
	RateLimitPerUser    *int              `json:"rate_limit_per_user"`
	Archived            *bool             `json:"archived"`
	Locked              *bool             `json:"locked"`
	Invitable           *bool             `json:"invitable"`
	AutoArchiveDuration *int              `json:"auto_archive_duration"`
	AppliedTags         []string          `json:"applied_tags"`
	Overwrites          *[]perm.Overwrite `json:"permission_overwrites"`
}

// Edit changes the channel in a user's name.
func (c *Channel) Edit(userID string, e ChannelEdit) *Error {
	if c.guild == nil {
		return refusal.DMChannel
	}
	if err := checkThread(e.Name, e.AutoArchiveDuration); err != nil {
		return err
	}
	if c.IsThread() {
		if err := c.mayEditThread(userID, e); err != nil {
			return err
		}
		c.editThread(e)
		return nil
	}
	if !c.May(userID).Has(perm.ManageChannels) {
		return refusal.MissingPermissions
	}
	e.apply(&c.Channel)
	c.tellAll("CHANNEL_UPDATE")
	return nil
}

// apply writes what an edit says of a channel that is no thread.
func (e ChannelEdit) apply(c *wire.Channel) {
	if e.Name != nil {
		c.Name = e.Name
	}
	if e.Topic != nil {
		c.Topic = e.Topic
	}
	replace(&c.RateLimitPerUser, e.RateLimitPerUser)
	replace(&c.PermissionOverwrites, e.Overwrites)
}

// replace writes a value, where there is one.
func replace[T any](field, value *T) {
	if value != nil {
		*field = *value
	}
}

// Create makes a channel of a type as the edit says.
func (g *Guild) Create(kind int, e ChannelEdit) (*Channel, *Error) {
	if e.Name == nil || *e.Name == "" {
		return nil, refusal.Field("name", "BASE_TYPE_REQUIRED", "This field is required")
	}
	if err := checkThread(e.Name, nil); err != nil {
		return nil, err
	}
	data := wire.Channel{Type: kind, PermissionOverwrites: []perm.Overwrite{}}
	e.apply(&data)
	return g.AddChannel(data), nil
}
