package world

import (
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rules"
	"footnote/bot/localdiscord/wire"
)

// ThreadSpec is what a thread is made of.
type ThreadSpec struct {
	Name                string   `json:"name"`
	AutoArchiveDuration int      `json:"auto_archive_duration"`
	Type                *int     `json:"type"`
	Invitable           *bool    `json:"invitable"`
	RateLimitPerUser    int      `json:"rate_limit_per_user"`
	AppliedTags         []string `json:"applied_tags"`
}

// checkThread: a name of 1-100 and one of four archive durations.
// Source: https://discord.com/developers/docs/resources/channel#start-thread-from-message
func checkThread(name string, minutes int) *Error {
	var problems rules.Problems
	if name == "" || rules.Length(name) > 100 {
		problems = append(problems, rules.Problem{Path: "name", Code: "BASE_TYPE_BAD_LENGTH", Message: "Must be between 1 and 100 in length."})
	}
	switch minutes {
	case 60, 1440, 4320, 10080:
	default:
		problems = append(problems, rules.Problem{Path: "auto_archive_duration", Code: "BASE_TYPE_CHOICES", Message: "Value must be one of (60, 1440, 4320, 10080)."})
	}
	if len(problems) > 0 {
		return refusal.Form(problems)
	}
	return nil
}

// newThread makes a thread below a channel. id is the message that it starts
// from, or "" for one of its own.
func (c *Channel) newThread(ownerID, id string, spec ThreadSpec) (*Channel, *Error) {
	if spec.AutoArchiveDuration == 0 {
		spec.AutoArchiveDuration = 1440
	}
	if err := checkThread(spec.Name, spec.AutoArchiveDuration); err != nil {
		return nil, err
	}
	if len(spec.AppliedTags) > 5 {
		return nil, refusal.Field("applied_tags", "BASE_TYPE_MAX_LENGTH", "Must be 5 or fewer in length.")
	}
	now := c.w.Now()
	kind := wire.ThreadPublic
	if c.Type == wire.ChannelAnnouncement {
		kind = wire.ThreadAnnouncement
	} else if spec.Type != nil {
		kind = *spec.Type
	}
	t := c.w.newChannel(c.guild, wire.Channel{
		ID: id, Type: kind, Name: &spec.Name, ParentID: new(c.ID), OwnerID: ownerID,
		RateLimitPerUser: spec.RateLimitPerUser, AppliedTags: spec.AppliedTags,
		ThreadMetadata: &wire.ThreadMetadata{
			AutoArchiveDuration: spec.AutoArchiveDuration, ArchiveTimestamp: &now, CreateTimestamp: &now, Invitable: spec.Invitable,
		},
	})
	t.followed[ownerID] = wire.ThreadMember{ID: t.ID, UserID: ownerID, JoinTimestamp: now}
	t.tell("THREAD_CREATE", wire.IntentGuilds, func(Viewer) any {
		out := t.View()
		out.NewlyCreated = true
		return out
	})
	return t, nil
}

// StartThread starts a thread at the message, whose ID it takes.
func (m *Message) StartThread(ownerID string, spec ThreadSpec) (*Channel, *Error) {
	parent := m.in
	switch {
	case parent.w.channels[m.ID] != nil:
		return nil, refusal.ThreadExists
	case !parent.TakesThreads():
		return nil, refusal.ChannelType
	case !parent.May(ownerID).Has(perm.CreatePublicThreads | perm.ReadMessageHistory):
		return nil, refusal.MissingPermissions
	}
	spec.Type = nil
	t, err := parent.newThread(ownerID, m.ID, spec)
	if err != nil {
		return nil, err
	}
	m.Flags |= wire.FlagHasThread
	t.add(t.newMessage(m.Author, wire.MessageThreadStarter, m.reference()))
	m.announce("MESSAGE_UPDATE")
	return t, nil
}

// StartThread starts a thread without a message.
func (c *Channel) StartThread(ownerID string, spec ThreadSpec) (*Channel, *Error) {
	need := perm.CreatePublicThreads
	if spec.Type == nil { // private is the default here, which Discord means to change
		spec.Type = new(wire.ThreadPrivate)
	}
	if *spec.Type == wire.ThreadPrivate {
		need = perm.CreatePrivateThreads
	}
	switch {
	case *spec.Type != wire.ThreadPrivate && *spec.Type != wire.ThreadPublic && *spec.Type != wire.ThreadAnnouncement:
		return nil, refusal.Field("type", "BASE_TYPE_CHOICES", "Value must be one of (10, 11, 12).")
	case !c.TakesThreads():
		return nil, refusal.ChannelType
	case !c.May(ownerID).Has(need):
		return nil, refusal.MissingPermissions
	}
	t, err := c.newThread(ownerID, "", spec)
	if err != nil {
		return nil, err
	}
	if t.Type != wire.ThreadPrivate {
		notice := c.newMessage(c.w.users[ownerID].User, wire.MessageThreadCreated, &wire.MessageReference{ChannelID: t.ID, GuildID: t.GuildID})
		notice.Content = *t.Name
		c.publish(notice, "")
	}
	return t, nil
}

// StartPost starts a thread in a forum, with its first message, which has the
// thread's ID.
func (c *Channel) StartPost(spec ThreadSpec, d Draft) (*Channel, *Message, *Error) {
	if !c.May(d.Author.ID).Has(perm.SendMessages) {
		return nil, nil, refusal.MissingPermissions
	}
	if c.Flags&wire.ChannelFlagTagNeeded != 0 && len(spec.AppliedTags) == 0 {
		return nil, nil, refusal.TagNeeded
	}
	if err := d.check(); err != nil {
		return nil, nil, err
	}
	spec.Type = nil
	t, err := c.newThread(d.Author.ID, "", spec)
	if err != nil {
		return nil, nil, err
	}
	d.id = t.ID
	m, err := t.Post(d)
	return t, m, err
}

// wakeThread: a message in an archived thread opens it, and its author joins.
func (c *Channel) wakeThread(author wire.User) {
	if c.ThreadMetadata.Archived {
		c.Archive(false, c.ThreadMetadata.Locked)
	}
	if c.guild.members[author.ID] != nil {
		c.Follow(author.ID)
	}
}

// Archive archives a thread, or opens it again, and locks it where asked.
func (c *Channel) Archive(on, lock bool) {
	meta := *c.ThreadMetadata
	meta.Archived, meta.Locked, meta.ArchiveTimestamp = on, lock, new(c.w.Now())
	c.ThreadMetadata = &meta
	c.tellAll("THREAD_UPDATE")
}

// Follower is a member of a thread; in is false where the user is none.
func (c *Channel) Follower(userID string) (member wire.ThreadMember, in bool) {
	member, in = c.followed[userID]
	return member, in
}

// Follow adds a user to a thread.
func (c *Channel) Follow(userID string) {
	if _, in := c.followed[userID]; in {
		return
	}
	member := wire.ThreadMember{ID: c.ID, UserID: userID, JoinTimestamp: c.w.Now()}
	c.followed[userID] = member
	if userID == c.w.botID {
		own := member
		own.GuildID = c.GuildID
		c.w.Tell(Happening{Name: "THREAD_MEMBER_UPDATE", GuildID: c.GuildID, ChannelID: c.ID, Intent: wire.IntentGuilds, Only: userID, View: Always(own)})
	}
	// Without the members intent a bot hears of itself only.
	intent := wire.IntentGuildMembers
	if userID == c.w.botID {
		intent = wire.IntentGuilds
	}
	c.tell("THREAD_MEMBERS_UPDATE", intent, Always(map[string]any{
		"id": c.ID, "guild_id": c.GuildID, "member_count": min(len(c.followed), 50),
		"added_members": []wire.ThreadMember{member}, "removed_member_ids": nil,
	}))
}
