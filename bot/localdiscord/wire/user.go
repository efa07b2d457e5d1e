package wire

import (
	"cmp"
	"time"

	"footnote/bot/localdiscord/perm"
)

// User is an account: a person, a bot or a webhook's face.
type User struct {
	ID            string    `json:"id"`
	Username      string    `json:"username"`
	Discriminator string    `json:"discriminator"`
	GlobalName    *string   `json:"global_name"`
	Avatar        *string   `json:"avatar"`
	Bot           bool      `json:"bot,omitempty"`
	System        bool      `json:"system,omitempty"`
	Flags         int       `json:"flags"`
	PublicFlags   int       `json:"public_flags"`
	PrimaryGuild  *struct{} `json:"primary_guild"`
}

// Name is what a chat page shows: the display name where there is one.
func (u User) Name() string {
	if u.GlobalName != nil && *u.GlobalName != "" {
		return *u.GlobalName
	}
	return u.Username
}

// OwnUser is what a bot gets about itself from GET /users/@me.
type OwnUser struct {
	User
	MFAEnabled bool    `json:"mfa_enabled"`
	Locale     string  `json:"locale"`
	Email      *string `json:"email"`
	Verified   bool    `json:"verified"`
}

// Member is a user in a guild. User is nil in MESSAGE_CREATE, where the author
// stands beside it; Permissions is set in interactions only.
type Member struct {
	User                       *User     `json:"user,omitempty"`
	Nick                       *string   `json:"nick"`
	Avatar                     *string   `json:"avatar"`
	Banner                     *string   `json:"banner"`
	Roles                      []string  `json:"roles"`
	JoinedAt                   Time      `json:"joined_at"`
	PremiumSince               *Time     `json:"premium_since"`
	Deaf                       bool      `json:"deaf"`
	Mute                       bool      `json:"mute"`
	Flags                      int       `json:"flags"`
	Pending                    bool      `json:"pending"`
	CommunicationDisabledUntil *Time     `json:"communication_disabled_until"`
	Permissions                *perm.Set `json:"permissions,omitempty"`
}

// Time is an instant in Discord's form: microseconds and a numeric zone.
type Time struct{ time.Time }

const timeForm = "2006-01-02T15:04:05.000000-07:00"

// MarshalJSON writes the instant in UTC.
func (t Time) MarshalJSON() ([]byte, error) {
	return []byte(`"` + t.UTC().Format(timeForm) + `"`), nil
}

// ByAge compares snowflakes by when they were made, without reading them.
func ByAge(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}
