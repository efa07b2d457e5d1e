package wire

import "footnote/bot/localdiscord/perm"

// Types of Channel.
const (
	ChannelText          = 0
	ChannelDM            = 1
	ChannelVoice         = 2
	ChannelGroupDM       = 3
	ChannelCategory      = 4
	ChannelAnnouncement  = 5
	ThreadAnnouncement   = 10
	ThreadPublic         = 11
	ThreadPrivate        = 12
	ChannelForum         = 15
	ChannelMedia         = 16
	ChannelFlagPinned    = 1 << 1
	ChannelFlagTagNeeded = 1 << 4
)

// Channel is a place for messages: of a guild, direct, or a thread.
type Channel struct {
	ID                         string           `json:"id"`
	Type                       int              `json:"type"`
	GuildID                    string           `json:"guild_id,omitempty"`
	Name                       *string          `json:"name,omitempty"`
	Position                   *int             `json:"position,omitempty"`
	ParentID                   *string          `json:"parent_id,omitempty"`
	Topic                      *string          `json:"topic,omitempty"`
	NSFW                       bool             `json:"nsfw,omitempty"`
	LastMessageID              *string          `json:"last_message_id"`
	LastPinTimestamp           *Time            `json:"last_pin_timestamp,omitempty"`
	Flags                      int              `json:"flags"`
	RateLimitPerUser           int              `json:"rate_limit_per_user,omitempty"`
	PermissionOverwrites       []perm.Overwrite `json:"permission_overwrites,omitempty"`
	DefaultAutoArchiveDuration int              `json:"default_auto_archive_duration,omitempty"`
	AvailableTags              []ForumTag       `json:"available_tags,omitempty"`
	Permissions                *perm.Set        `json:"permissions,omitempty"`

	// Direct messages.
	Recipients []User `json:"recipients,omitempty"`

	// Threads. OwnerID belongs to group DMs too.
	OwnerID          string          `json:"owner_id,omitempty"`
	ThreadMetadata   *ThreadMetadata `json:"thread_metadata,omitempty"`
	MessageCount     *int            `json:"message_count,omitempty"`
	MemberCount      *int            `json:"member_count,omitempty"`
	TotalMessageSent *int            `json:"total_message_sent,omitempty"`
	AppliedTags      []string        `json:"applied_tags,omitempty"`
	Member           *ThreadMember   `json:"member,omitempty"`
	NewlyCreated     bool            `json:"newly_created,omitempty"`
}

// IsThread reports whether the channel is a thread of any kind.
func (c Channel) IsThread() bool { return c.Type >= ThreadAnnouncement && c.Type <= ThreadPrivate }

// IsForum reports whether messages can only be posted in the channel's threads.
func (c Channel) IsForum() bool { return c.Type == ChannelForum || c.Type == ChannelMedia }

// TakesThreads reports whether threads stand beside messages in the channel.
func (c Channel) TakesThreads() bool {
	return c.Type == ChannelText || c.Type == ChannelAnnouncement
}

// ThreadMetadata is the state of a thread. AutoArchiveDuration is in minutes.
type ThreadMetadata struct {
	Archived            bool  `json:"archived"`
	AutoArchiveDuration int   `json:"auto_archive_duration"`
	ArchiveTimestamp    *Time `json:"archive_timestamp"`
	Locked              bool  `json:"locked"`
	Invitable           *bool `json:"invitable,omitempty"`
	CreateTimestamp     *Time `json:"create_timestamp"`
}

// ThreadMember is a user who follows a thread; ID is the thread's.
type ThreadMember struct {
	ID            string `json:"id"`
	UserID        string `json:"user_id"`
	JoinTimestamp Time   `json:"join_timestamp"`
	Flags         int    `json:"flags"`
	GuildID       string `json:"guild_id,omitempty"`
}

// ForumTag is a label that a forum offers for its posts.
type ForumTag struct {
	ID        string  `json:"id"`
	Name      string  `json:"name"`
	Moderated bool    `json:"moderated"`
	EmojiID   *string `json:"emoji_id"`
	EmojiName *string `json:"emoji_name"`
}
