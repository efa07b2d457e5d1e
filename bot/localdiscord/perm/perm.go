// Package perm computes permissions as Discord documents it: roles first, then
// a channel's overwrites, then what follows implicitly. It is pure: callers
// hand in roles and overwrites and get a set back.
//
// Source: https://discord.com/developers/docs/topics/permissions
package perm

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Set is a bit set of permissions. In JSON it is a decimal string, as the API
// sends it; numbers are understood too.
type Set uint64

// The permissions that this program has a use for, with Discord's bits.
const (
	Administrator         Set = 1 << 3
	ManageChannels        Set = 1 << 4
	ManageGuild           Set = 1 << 5
	AddReactions          Set = 1 << 6
	ViewChannel           Set = 1 << 10
	SendMessages          Set = 1 << 11
	SendTTSMessages       Set = 1 << 12
	ManageMessages        Set = 1 << 13
	EmbedLinks            Set = 1 << 14
	AttachFiles           Set = 1 << 15
	ReadMessageHistory    Set = 1 << 16
	MentionEveryone       Set = 1 << 17
	UseExternalEmojis     Set = 1 << 18
	ChangeNickname        Set = 1 << 26
	UseCommands           Set = 1 << 31
	ManageThreads         Set = 1 << 34
	CreatePublicThreads   Set = 1 << 35
	CreatePrivateThreads  Set = 1 << 36
	SendMessagesInThreads Set = 1 << 38
	ModerateMembers       Set = 1 << 40
	UseExternalApps       Set = 1 << 50
	PinMessages           Set = 1 << 51

	// All is every bit that Discord has given out (0 to 51).
	All Set = 1<<52 - 1
)

// Everyday is what @everyone has in a new guild here: reading, writing,
// threads, reactions, files and commands, and nothing that moderates.
const Everyday = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadMessageHistory |
	AddReactions | UseExternalEmojis | ChangeNickname | UseCommands | CreatePublicThreads |
	CreatePrivateThreads | SendMessagesInThreads | UseExternalApps

// DM is what anybody has in a direct-message channel.
const DM = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadMessageHistory |
	AddReactions | UseExternalEmojis | UseCommands | MentionEveryone | PinMessages

// Has reports whether every bit of want is in s.
func (s Set) Has(want Set) bool { return s&want == want }

// MarshalJSON writes the decimal string of the API.
func (s Set) MarshalJSON() ([]byte, error) {
	return []byte(strconv.Quote(strconv.FormatUint(uint64(s), 10))), nil
}

// UnmarshalJSON reads a decimal string or a number.
func (s *Set) UnmarshalJSON(b []byte) error {
	var n json.Number
	if err := json.Unmarshal([]byte(strings.Trim(string(b), `"`)), &n); err != nil {
		return fmt.Errorf("permissions must be a decimal number, not %s", b)
	}
	v, err := strconv.ParseUint(n.String(), 10, 64)
	if err != nil {
		return fmt.Errorf("permissions must be a decimal number, not %s", b)
	}
	*s = Set(v)
	return nil
}

// Kinds of Overwrite.
const (
	ForRole   = 0
	ForMember = 1
)

// Overwrite is a channel's exception for one role or one member.
type Overwrite struct {
	ID    string `json:"id"`
	Type  int    `json:"type"`
	Allow Set    `json:"allow"`
	Deny  Set    `json:"deny"`
}

// Subject is whose permissions are asked for.
type Subject struct {
	UserID  string
	GuildID string   // also the ID of the @everyone role
	Roles   []string // the IDs of the member's roles, without @everyone
	Owner   bool
	// TimedOut is true while the member may only read.
	TimedOut bool
}

// Base is what the subject may do in the guild as a whole. roles gives the
// permissions of a role's ID, and must know @everyone.
func Base(who Subject, roles func(id string) Set) Set {
	if who.Owner {
		return All
	}
	set := roles(who.GuildID)
	for _, id := range who.Roles {
		set |= roles(id)
	}
	if set.Has(Administrator) {
		return All
	}
	return timedOut(who, set)
}

// Channel is what the subject may do in a channel with these overwrites, given
// what it may do in the guild.
func Channel(who Subject, base Set, overwrites []Overwrite) Set {
	if who.Owner || base.Has(Administrator) {
		return All
	}
	return timedOut(who, implicit(overwritten(who, base, overwrites)))
}

// Thread is Channel for a thread: the parent's overwrites count, and
// SEND_MESSAGES is replaced by SEND_MESSAGES_IN_THREADS, which the result
// shows as SendMessages, so that callers need to ask for one bit only.
func Thread(who Subject, base Set, parent []Overwrite) Set {
	if who.Owner || base.Has(Administrator) {
		return All
	}
	const plain = SendMessages
	// implicit() would drop what hangs on SEND_MESSAGES in the parent.
	set := overwritten(who, base, parent)
	set &^= plain
	if set.Has(SendMessagesInThreads) {
		set |= plain
	}
	return timedOut(who, implicit(set))
}

// overwritten is a set with the exceptions for everybody, then for the subject's roles,
// then for the subject.
func overwritten(who Subject, set Set, list []Overwrite) Set {
	set = apply(set, list, func(o Overwrite) bool { return o.Type == ForRole && o.ID == who.GuildID })
	set = apply(set, list, func(o Overwrite) bool { return o.Type == ForRole && slices.Contains(who.Roles, o.ID) })
	return apply(set, list, func(o Overwrite) bool { return o.Type == ForMember && o.ID == who.UserID })
}

// apply takes away the union of what the chosen overwrites deny, then adds the
// union of what they allow: at one level an allow wins over a deny.
func apply(set Set, overwrites []Overwrite, chosen func(Overwrite) bool) Set {
	var allow, deny Set
	for _, o := range overwrites {
		if chosen(o) {
			allow |= o.Allow
			deny |= o.Deny
		}
	}
	return set&^deny | allow
}

// implicit takes away what cannot be used without VIEW_CHANNEL or
// SEND_MESSAGES ("Implicit Permissions" in Discord's documentation).
func implicit(set Set) Set {
	if !set.Has(ViewChannel) {
		return 0
	}
	if !set.Has(SendMessages) {
		set &^= MentionEveryone | SendTTSMessages | AttachFiles | EmbedLinks
	}
	return set
}

// timedOut leaves a member in timeout VIEW_CHANNEL and READ_MESSAGE_HISTORY
// ("Permissions for Timed Out Members").
func timedOut(who Subject, set Set) Set {
	if who.TimedOut {
		return set & (ViewChannel | ReadMessageHistory)
	}
	return set
}
