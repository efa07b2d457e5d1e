package localdiscord

import (
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rules"
	"footnote/bot/localdiscord/wire"
)

// threadSpec is what a thread is made of.
type threadSpec struct {
	Name                string            `json:"name"`
	AutoArchiveDuration int               `json:"auto_archive_duration"`
	Type                *int              `json:"type"`
	Invitable           *bool             `json:"invitable"`
	RateLimitPerUser    int               `json:"rate_limit_per_user"`
	AppliedTags         []string          `json:"applied_tags"`
	Message             *wire.MessageSend `json:"message"`
}

// checkThread: a name of 1-100 and one of four archive durations.
// Source: https://discord.com/developers/docs/resources/channel#start-thread-from-message
func checkThread(name *string, minutes *int) *Error {
	var problems rules.Problems
	if name != nil && (*name == "" || rules.Length(*name) > 100) {
		problems = append(problems, rules.Problem{Path: "name", Code: "BASE_TYPE_BAD_LENGTH", Message: "Must be between 1 and 100 in length."})
	}
	if minutes != nil {
		switch *minutes {
		case 60, 1440, 4320, 10080:
		default:
			problems = append(problems, rules.Problem{Path: "auto_archive_duration", Code: "BASE_TYPE_CHOICES", Message: "Value must be one of (60, 1440, 4320, 10080)."})
		}
	}
	if len(problems) > 0 {
		return refusal.Form(problems)
	}
	return nil
}

// newThread makes a thread below a channel. id is the message that it starts
// from, or "" for one of its own.
func (s *posts) newThread(parent *channel, ownerID, id string, spec threadSpec) (*channel, *Error) {
	if spec.AutoArchiveDuration == 0 {
		spec.AutoArchiveDuration = 1440
	}
	if err := checkThread(&spec.Name, &spec.AutoArchiveDuration); err != nil {
		return nil, err
	}
	if len(spec.AppliedTags) > 5 {
		return nil, refusal.Field("applied_tags", "BASE_TYPE_MAX_LENGTH", "Must be 5 or fewer in length.")
	}
	now := s.now()
	kind := wire.ThreadPublic
	if parent.Type == wire.ChannelAnnouncement {
		kind = wire.ThreadAnnouncement
	} else if spec.Type != nil {
		kind = *spec.Type
	}
	t := s.newChannel(wire.Channel{
		ID: id, Type: kind, GuildID: parent.GuildID, Name: &spec.Name, ParentID: ptr(parent.ID), OwnerID: ownerID,
		RateLimitPerUser: spec.RateLimitPerUser, AppliedTags: spec.AppliedTags,
		ThreadMetadata: &wire.ThreadMetadata{
			AutoArchiveDuration: spec.AutoArchiveDuration, ArchiveTimestamp: &now, CreateTimestamp: &now, Invitable: spec.Invitable,
		},
	})
	s.guilds[parent.GuildID].channels = append(s.guilds[parent.GuildID].channels, t.ID)
	t.followed[ownerID] = wire.ThreadMember{ID: t.ID, UserID: ownerID, JoinTimestamp: now}
	s.emit(happening{name: "THREAD_CREATE", guildID: t.GuildID, channelID: t.ID, intent: wire.IntentGuilds, view: func(viewer) any {
		out := s.viewChannel(t)
		out.NewlyCreated = true
		return out
	}})
	return t, nil
}

// threadFrom starts a thread at a message, whose ID it takes.
func (s *posts) threadFrom(parent *channel, m *message, ownerID string, spec threadSpec) (*channel, *Error) {
	switch {
	case s.channels[m.ID] != nil:
		return nil, refusal.ThreadExists
	case parent.Type != wire.ChannelText && parent.Type != wire.ChannelAnnouncement:
		return nil, refusal.ChannelType
	case !s.permissions(parent, ownerID).Has(perm.CreatePublicThreads | perm.ReadMessageHistory):
		return nil, refusal.MissingPermissions
	}
	spec.Type = nil
	t, err := s.newThread(parent, ownerID, m.ID, spec)
	if err != nil {
		return nil, err
	}
	m.Flags |= wire.FlagHasThread
	start := &message{Message: s.systemMessage(t, wire.MessageThreadStarter, m.Author)}
	start.MessageReference = &wire.MessageReference{MessageID: m.ID, ChannelID: parent.ID, GuildID: parent.GuildID}
	t.add(start)
	s.announce("MESSAGE_UPDATE", m)
	return t, nil
}

// threadAlone starts a thread without a message.
func (s *posts) threadAlone(parent *channel, ownerID string, spec threadSpec) (*channel, *Error) {
	need := perm.CreatePublicThreads
	if spec.Type == nil { // private is the default here, which Discord means to change
		spec.Type = ptr(wire.ThreadPrivate)
	}
	if *spec.Type == wire.ThreadPrivate {
		need = perm.CreatePrivateThreads
	}
	switch {
	case *spec.Type != wire.ThreadPrivate && *spec.Type != wire.ThreadPublic && *spec.Type != wire.ThreadAnnouncement:
		return nil, refusal.Field("type", "BASE_TYPE_CHOICES", "Value must be one of (10, 11, 12).")
	case parent.Type != wire.ChannelText && parent.Type != wire.ChannelAnnouncement:
		return nil, refusal.ChannelType
	case !s.permissions(parent, ownerID).Has(need):
		return nil, refusal.MissingPermissions
	}
	t, err := s.newThread(parent, ownerID, "", spec)
	if err != nil {
		return nil, err
	}
	if t.Type != wire.ThreadPrivate {
		notice := &message{Message: s.systemMessage(parent, wire.MessageThreadCreated, s.users[ownerID].User)}
		notice.Content = *t.Name
		notice.MessageReference = &wire.MessageReference{ChannelID: t.ID, GuildID: t.GuildID}
		s.place(parent, notice, "")
		s.announce("MESSAGE_CREATE", notice)
	}
	return t, nil
}

// forumPost starts a thread in a forum, with its first message, which has the
// thread's ID.
func (s *posts) forumPost(parent *channel, spec threadSpec, d draft) (*channel, *message, *Error) {
	if !s.permissions(parent, d.author.ID).Has(perm.SendMessages) {
		return nil, nil, refusal.MissingPermissions
	}
	if parent.Flags&wire.ChannelFlagTagNeeded != 0 && len(spec.AppliedTags) == 0 {
		return nil, nil, refusal.TagNeeded
	}
	if err := s.check(d.send, d.files, false); err != nil {
		return nil, nil, err
	}
	if isEmpty(d.send, len(d.files)) {
		return nil, nil, refusal.EmptyMessage
	}
	spec.Type = nil
	t, err := s.newThread(parent, d.author.ID, "", spec)
	if err != nil {
		return nil, nil, err
	}
	d.id = t.ID
	m, err := s.create(t, d)
	return t, m, err
}

// wakeThread: a message in an archived thread opens it, and its author joins.
func (s *posts) wakeThread(c *channel, author wire.User) {
	if c.ThreadMetadata.Archived {
		s.archive(c, false)
	}
	if _, in := c.followed[author.ID]; !in && s.guilds[c.GuildID].members[author.ID] != nil {
		s.follow(c, author.ID)
	}
}

func (s *posts) archive(c *channel, on bool) {
	meta := *c.ThreadMetadata
	meta.Archived, meta.ArchiveTimestamp = on, ptr(s.now())
	c.ThreadMetadata = &meta
	s.tellChannel("THREAD_UPDATE", c)
}

// follow adds a user to a thread.
func (s *posts) follow(c *channel, userID string) {
	if _, in := c.followed[userID]; in {
		return
	}
	member := wire.ThreadMember{ID: c.ID, UserID: userID, JoinTimestamp: s.now()}
	c.followed[userID] = member
	if userID == s.botID {
		member.GuildID = c.GuildID
		s.emit(happening{name: "THREAD_MEMBER_UPDATE", guildID: c.GuildID, channelID: c.ID, intent: wire.IntentGuilds, only: userID, view: always(member)})
	}
	s.membersChanged(c, []wire.ThreadMember{c.followed[userID]}, nil)
}

func (s *posts) unfollow(c *channel, userID string) {
	if _, in := c.followed[userID]; in {
		delete(c.followed, userID)
		s.membersChanged(c, nil, []string{userID})
	}
}

// membersChanged: without the members intent a bot hears of itself only.
func (s *posts) membersChanged(c *channel, added []wire.ThreadMember, removed []string) {
	intent := wire.IntentGuildMembers
	for _, m := range added {
		if m.UserID == s.botID {
			intent = wire.IntentGuilds
		}
	}
	if contains(removed, s.botID) {
		intent = wire.IntentGuilds
	}
	data := map[string]any{
		"id": c.ID, "guild_id": c.GuildID, "member_count": min(len(c.followed), 50),
		"added_members": added, "removed_member_ids": removed,
	}
	s.emit(happening{name: "THREAD_MEMBERS_UPDATE", guildID: c.GuildID, channelID: c.ID, intent: intent, view: always(data)})
}
