package wire

import (
	"encoding/json"
	"slices"
	"strings"
)

// Types of Message.
const (
	MessageDefault        = 0
	MessagePinned         = 6
	MessageThreadCreated  = 18
	MessageReply          = 19
	MessageSlashCommand   = 20
	MessageThreadStarter  = 21
	MessageContextCommand = 23
)

// Flags of Message.
const (
	FlagSuppressEmbeds        = 1 << 2
	FlagHasThread             = 1 << 5
	FlagEphemeral             = 1 << 6
	FlagLoading               = 1 << 7
	FlagSuppressNotifications = 1 << 12
	FlagComponentsV2          = 1 << 15
)

// Message is a message as the API gives it to one viewer.
type Message struct {
	ID              string       `json:"id"`
	ChannelID       string       `json:"channel_id"`
	GuildID         string       `json:"guild_id,omitempty"` // gateway only
	Author          User         `json:"author"`
	Member          *Member      `json:"member,omitempty"` // gateway only
	Content         string       `json:"content"`
	Timestamp       Time         `json:"timestamp"`
	EditedTimestamp *Time        `json:"edited_timestamp"`
	TTS             bool         `json:"tts"`
	MentionEveryone bool         `json:"mention_everyone"`
	Mentions        []User       `json:"mentions"`
	MentionRoles    []string     `json:"mention_roles"`
	Attachments     []Attachment `json:"attachments"`
	Embeds          []Embed      `json:"embeds"`
	Reactions       []Reaction   `json:"reactions,omitempty"`
	Nonce           any          `json:"nonce,omitempty"`
	Pinned          bool         `json:"pinned"`
	WebhookID       string       `json:"webhook_id,omitempty"`
	Type            int          `json:"type"`
	ApplicationID   string       `json:"application_id,omitempty"`
	Flags           int          `json:"flags"`
	Components      []Component  `json:"components"`
	Thread          *Channel     `json:"thread,omitempty"`
	Position        *int         `json:"position,omitempty"`

	MessageReference    *MessageReference    `json:"message_reference,omitempty"`
	ReferencedMessage   *Message             `json:"referenced_message,omitempty"`
	InteractionMetadata *InteractionMetadata `json:"interaction_metadata,omitempty"`
}

// Ephemeral reports whether only the person who asked sees the message.
func (m Message) Ephemeral() bool { return m.Flags&FlagEphemeral != 0 }

// Loading reports whether the message still says that the bot is thinking.
func (m Message) Loading() bool { return m.Flags&FlagLoading != 0 }

// MessageReference points to the message that is replied to, or at the start
// of a thread.
type MessageReference struct {
	Type            int    `json:"type"`
	MessageID       string `json:"message_id,omitempty"`
	ChannelID       string `json:"channel_id"`
	GuildID         string `json:"guild_id,omitempty"`
	FailIfNotExists *bool  `json:"fail_if_not_exists,omitempty"`
}

// InteractionMetadata says which interaction a message answers.
type InteractionMetadata struct {
	ID                           string               `json:"id"`
	Type                         int                  `json:"type"`
	User                         User                 `json:"user"`
	AuthorizingIntegrationOwners map[string]string    `json:"authorizing_integration_owners"`
	OriginalResponseMessageID    string               `json:"original_response_message_id,omitempty"`
	TargetMessageID              string               `json:"target_message_id,omitempty"`
	InteractedMessageID          string               `json:"interacted_message_id,omitempty"`
	TriggeringMetadata           *InteractionMetadata `json:"triggering_interaction_metadata,omitempty"`
}

// Attachment is a file of a message. URL is signed and expires.
type Attachment struct {
	ID          string `json:"id"`
	Filename    string `json:"filename"`
	Description string `json:"description,omitempty"`
	ContentType string `json:"content_type,omitempty"`
	Size        int    `json:"size"`
	URL         string `json:"url"`
	ProxyURL    string `json:"proxy_url"`
	Width       int    `json:"width,omitempty"`
	Height      int    `json:"height,omitempty"`
	Ephemeral   bool   `json:"ephemeral,omitempty"`
}

// Emoji is a Unicode emoji (Name only) or a custom one.
type Emoji struct {
	ID       *string `json:"id,omitempty"`
	Name     string  `json:"name"`
	Animated bool    `json:"animated,omitempty"`
}

// Key is the emoji's name in a URL: the emoji itself, or name:id.
func (e Emoji) Key() string {
	if e.ID != nil && *e.ID != "" {
		return e.Name + ":" + *e.ID
	}
	return e.Name
}

// Reaction counts the people who reacted with one emoji; Me is the viewer.
type Reaction struct {
	Emoji        ReactionEmoji `json:"emoji"`
	Count        int           `json:"count"`
	CountDetails CountDetails  `json:"count_details"`
	BurstColors  []string      `json:"burst_colors"`
	MeBurst      bool          `json:"me_burst"`
	Me           bool          `json:"me"`
}

// ReactionEmoji is an emoji where a null ID says that it is a Unicode one.
type ReactionEmoji struct {
	ID   *string `json:"id"`
	Name *string `json:"name"`
}

// CountDetails splits the count; super reactions do not exist here.
type CountDetails struct {
	Burst  int `json:"burst"`
	Normal int `json:"normal"`
}

// AllowedMentions is who a message may ping. A nil Parse is an absent one.
type AllowedMentions struct {
	Parse       []string `json:"parse"`
	Users       []string `json:"users,omitempty"`
	Roles       []string `json:"roles,omitempty"`
	RepliedUser bool     `json:"replied_user,omitempty"`
}

// MessageSend is the body of everything that creates or edits a message. Nil
// pointers and slices are absent fields, which an edit leaves alone.
type MessageSend struct {
	Content          *string           `json:"content,omitempty"`
	Nonce            any               `json:"nonce,omitempty"`
	EnforceNonce     bool              `json:"enforce_nonce,omitempty"`
	TTS              bool              `json:"tts,omitempty"`
	Embeds           *[]Embed          `json:"embeds,omitempty"`
	AllowedMentions  *AllowedMentions  `json:"allowed_mentions,omitempty"`
	MessageReference *MessageReference `json:"message_reference,omitempty"`
	Components       *[]Component      `json:"components,omitempty"`
	StickerIDs       []string          `json:"sticker_ids,omitempty"`
	Attachments      *[]AttachmentSend `json:"attachments,omitempty"`
	Flags            *int              `json:"flags,omitempty"`
	AvatarURL        *string           `json:"avatar_url,omitempty"`  // webhooks
	ThreadName       *string           `json:"thread_name,omitempty"` // webhooks in forums
	Poll             json.RawMessage   `json:"poll,omitempty"`
}

// Text is all that a message says: its content, embeds and text displays.
func (m Message) Text() string {
	parts := []string{m.Content}
	for _, e := range m.Embeds {
		parts = append(parts, e.Title, e.Description)
		if e.Footer != nil {
			parts = append(parts, e.Footer.Text)
		}
	}
	Walk(m.Components, func(c *Component) { parts = append(parts, c.Content) })
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return strings.TrimSpace(strings.Join(parts, "\n"))
}

// Pressable reports whether a message has a button or menu.
func (m Message) Pressable() bool {
	found := false
	Walk(m.Components, func(c *Component) { found = found || c.CustomID != "" })
	return found
}

// Pictures are the addresses of what a message shows in its embeds and galleries.
func (m Message) Pictures() []string {
	var list []string
	for _, e := range m.Embeds {
		if e.Image != nil {
			list = append(list, e.Image.URL)
		}
	}
	Walk(m.Components, func(c *Component) {
		var items []struct {
			Media struct{ URL string }
		}
		_ = json.Unmarshal(c.Items, &items) // none where it is no gallery
		for _, i := range items {
			list = append(list, i.Media.URL)
		}
	})
	return list
}

// AttachmentSend describes a file that is being uploaded (ID is the n of
// files[n]) or one that an edit keeps (ID is the attachment's).
type AttachmentSend struct {
	ID          Snowflake `json:"id"`
	Filename    string    `json:"filename,omitempty"`
	Description string    `json:"description,omitempty"`
}

// Snowflake is an ID that a client may write as a string or as a number.
type Snowflake string

// UnmarshalJSON takes "12" and 12.
func (s *Snowflake) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, (*string)(s))
	}
	var n json.Number
	err := json.Unmarshal(b, &n)
	*s = Snowflake(n)
	return err
}
