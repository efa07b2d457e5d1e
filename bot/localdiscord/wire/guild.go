package wire

import "footnote/bot/localdiscord/perm"

// Role is a named set of permissions in a guild.
type Role struct {
	ID           string     `json:"id"`
	Name         string     `json:"name"`
	Color        int        `json:"color"`
	Colors       RoleColors `json:"colors"`
	Hoist        bool       `json:"hoist"`
	Icon         *string    `json:"icon"`
	UnicodeEmoji *string    `json:"unicode_emoji"`
	Position     int        `json:"position"`
	Permissions  perm.Set   `json:"permissions"`
	Managed      bool       `json:"managed"`
	Mentionable  bool       `json:"mentionable"`
	Flags        int        `json:"flags"`
}

// RoleColors is a role's colours; only the first is used here.
type RoleColors struct {
	Primary   int  `json:"primary_color"`
	Secondary *int `json:"secondary_color"`
	Tertiary  *int `json:"tertiary_color"`
}

// Guild is a server as REST gives it.
type Guild struct {
	ID                          string     `json:"id"`
	Name                        string     `json:"name"`
	Icon                        *string    `json:"icon"`
	Description                 *string    `json:"description"`
	HomeHeader                  *string    `json:"home_header"`
	Splash                      *string    `json:"splash"`
	DiscoverySplash             *string    `json:"discovery_splash"`
	Features                    []string   `json:"features"`
	Banner                      *string    `json:"banner"`
	OwnerID                     string     `json:"owner_id"`
	ApplicationID               *string    `json:"application_id"`
	Region                      string     `json:"region"`
	AFKChannelID                *string    `json:"afk_channel_id"`
	AFKTimeout                  int        `json:"afk_timeout"`
	SystemChannelID             *string    `json:"system_channel_id"`
	SystemChannelFlags          int        `json:"system_channel_flags"`
	WidgetEnabled               bool       `json:"widget_enabled"`
	WidgetChannelID             *string    `json:"widget_channel_id"`
	VerificationLevel           int        `json:"verification_level"`
	Roles                       []Role     `json:"roles"`
	DefaultMessageNotifications int        `json:"default_message_notifications"`
	MFALevel                    int        `json:"mfa_level"`
	ExplicitContentFilter       int        `json:"explicit_content_filter"`
	MaxPresences                *int       `json:"max_presences"`
	MaxMembers                  int        `json:"max_members"`
	MaxStageVideoChannelUsers   int        `json:"max_stage_video_channel_users"`
	MaxVideoChannelUsers        int        `json:"max_video_channel_users"`
	VanityURLCode               *string    `json:"vanity_url_code"`
	PremiumTier                 int        `json:"premium_tier"`
	PremiumSubscriptionCount    int        `json:"premium_subscription_count"`
	PreferredLocale             string     `json:"preferred_locale"`
	RulesChannelID              *string    `json:"rules_channel_id"`
	SafetyAlertsChannelID       *string    `json:"safety_alerts_channel_id"`
	PublicUpdatesChannelID      *string    `json:"public_updates_channel_id"`
	PremiumProgressBarEnabled   bool       `json:"premium_progress_bar_enabled"`
	NSFW                        bool       `json:"nsfw"`
	NSFWLevel                   int        `json:"nsfw_level"`
	Emojis                      []Emoji    `json:"emojis"`
	Stickers                    []struct{} `json:"stickers"`
	IncidentsData               *struct{}  `json:"incidents_data"`
}

// GuildCreate is the gateway's GUILD_CREATE: the guild with what is in it.
type GuildCreate struct {
	Guild
	JoinedAt             Time       `json:"joined_at"`
	Large                bool       `json:"large"`
	Unavailable          bool       `json:"unavailable"`
	MemberCount          int        `json:"member_count"`
	VoiceStates          []struct{} `json:"voice_states"`
	Members              []Member   `json:"members"`
	Channels             []Channel  `json:"channels"`
	Threads              []Channel  `json:"threads"`
	Presences            []struct{} `json:"presences"`
	StageInstances       []struct{} `json:"stage_instances"`
	GuildScheduledEvents []struct{} `json:"guild_scheduled_events"`
	SoundboardSounds     []struct{} `json:"soundboard_sounds"`
}

// UnavailableGuild is a guild that is yet to come (READY) or gone (GUILD_DELETE).
type UnavailableGuild struct {
	ID          string `json:"id"`
	Unavailable bool   `json:"unavailable,omitempty"`
}
