package talk

import (
	"cmp"
	"context"
)

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

// alone are the Rights of a desk without any: who is in a channel sees it.
type alone struct{}

func (alone) Can(context.Context, string, string, Person) (Can, error) { return Can{}, nil }

func (alone) Within(_ context.Context, _, readers, channel string) bool { return readers == channel }

func (alone) At(_ context.Context, guild, channel string) Place {
	return Place{Guild: guild, Channel: channel}
}

func (alone) Member(context.Context, string, string) (Person, error) { return Person{}, ErrGone }

// Seen is the channel whose readers see what happens in a place: of a public
// thread the channel it belongs to.
func (p Place) Seen() string {
	if p.Closed {
		return p.Channel
	}
	return cmp.Or(p.Parent, p.Channel)
}

// can is what a person may do in a channel of their guild, at most what Discord
// said of it.
func (d *Desk) can(ctx context.Context, p Person, guild, channel string, named map[string]Can) (Can, error) {
	may, err := d.Rights.Can(ctx, guild, channel, p)
	if said, ok := named[channel]; ok {
		may.See, may.Write, may.Pin = may.See && said.See, may.Write && said.Write, may.Pin && said.Pin
		may.Unknown = may.Unknown && said.See // of what the person does not see, nothing more is said
	}
	return may, err
}

// mayWrite is an error for the person where they may not write in a channel.
func (d *Desk) mayWrite(ctx context.Context, p Person, guild, channel string, named map[string]Can) error {
	may, err := d.can(ctx, p, guild, channel, named)
	switch {
	case err != nil || may.Write:
		return err
	case may.Unknown:
		return wrong("summary.refused")
	}
	return wrong("summary.maynot.write", "channel", "<#"+channel+">")
}

// sight decides whether what was asked in a channel may be shown.
type sight func(channel string) bool

// sightOf is what a person sees in a place, where the reply is theirs alone.
func (d *Desk) sightOf(ctx context.Context, p Person, at Place) sight {
	return remembered(func(channel string) bool {
		if channel == at.Channel || channel == at.Seen() {
			return true
		}
		may, err := d.Rights.Can(ctx, at.Guild, channel, p)
		if err != nil {
			d.Log.Warn("it could not be found out whether somebody sees a channel", "channel", channel, "error", err)
		}
		return err == nil && may.See
	})
}

// sightIn is what all see who read along in a place.
func (d *Desk) sightIn(ctx context.Context, at Place) sight {
	return remembered(func(channel string) bool {
		return channel == at.Channel || channel == at.Seen() || d.Rights.Within(ctx, at.Guild, at.Seen(), channel)
	})
}

// remembered asks once for each channel; no channel is seen by nobody.
func remembered(ask sight) sight {
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
