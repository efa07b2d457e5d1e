package feature

import (
	"cmp"
	"context"
)

// Person is whoever does something.
type Person struct {
	ID string `json:"person"`
	// Name is how the person is shown where this happens; it is not kept.
	Name string `json:"-"`
	// Locale is Discord's code of the person's language.
	Locale string `json:"locale"`
	// Moderator: may manage messages where this happens.
	Moderator bool `json:"-"`
	// Manager: may manage the guild.
	Manager bool `json:"-"`
	// Roles are the person's in the guild.
	Roles []string `json:"-"`
	// Silenced: in a time-out, the person may only read.
	Silenced bool `json:"-"`
}

// Place is where something happens.
type Place struct {
	// Guild is "" in a direct message.
	Guild string `json:"guild"`
	// Channel may be a thread; Parent is then the channel it belongs to.
	Channel string `json:"channel"`
	Parent  string `json:"parent,omitempty"`
	// Closed: a private thread, which its members alone see.
	Closed bool `json:"closed,omitempty"`
	// Lost: it could not be found out whether it is a thread, and of which channel.
	Lost bool `json:"lost,omitempty"`
	// CanThread: the bot is there as a member and may open threads.
	CanThread bool `json:"can_thread,omitempty"`
}

// Can is what somebody may do in a channel or thread. The zero value is nothing.
type Can struct {
	// See: read it, with what was said there before. Write: post there. Pin:
	// pin messages there.
	See, Write, Pin bool
	// Unknown: the bot does not see the channel itself, or it is gone.
	Unknown bool
}

// Rights know who may do what in Discord's channels.
type Rights interface {
	// Can returns what a person may do in a channel or thread of a guild, by
	// their ID and Roles: nothing where the guild has no such channel.
	Can(ctx context.Context, guild, channel string, p Person) (Can, error)
	// Within reports whether all who see the channel readers see another one of
	// the guild; false where it is not known.
	Within(ctx context.Context, guild, readers, channel string) bool
	// At returns a channel or thread of a guild as a Place.
	At(ctx context.Context, guild, channel string) Place
	// Member returns a member of a guild with their roles. ErrGone: the person
	// is none, or the bot is not.
	Member(ctx context.Context, guild, person string) (Person, error)
}

// Alone are Rights where none are known: who is in a channel sees it.
type Alone struct{}

// Can implements Rights.
func (Alone) Can(context.Context, string, string, Person) (Can, error) { return Can{}, nil }

// Within implements Rights.
func (Alone) Within(_ context.Context, _, readers, channel string) bool { return readers == channel }

// At implements Rights.
func (Alone) At(_ context.Context, guild, channel string) Place {
	return Place{Guild: guild, Channel: channel}
}

// Member implements Rights.
func (Alone) Member(context.Context, string, string) (Person, error) { return Person{}, ErrGone }

// Seen is the channel whose readers see what happens in a place: of a public
// thread the channel it belongs to.
func (p Place) Seen() string {
	if p.Closed {
		return p.Channel
	}
	return cmp.Or(p.Parent, p.Channel)
}

// Sight decides whether what was asked in a channel may be shown.
type Sight func(channel string) bool

// remembered asks once for each channel; no channel is seen by nobody.
func remembered(ask Sight) Sight {
	known := map[string]bool{}
	return func(channel string) bool {
		seen, ok := known[channel]
		if !ok {
			seen = channel != "" && ask(channel)
			known[channel] = seen
		}
		return seen
	}
}
