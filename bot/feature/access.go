package feature

import (
	"context"
	"log/slog"
)

// Access answers what somebody may see and do in channels.
type Access struct {
	Rights Rights
	Log    *slog.Logger
}

// Can is what a person may do in a channel of their guild, at most what Discord
// said of it in named.
func (a Access) Can(ctx context.Context, p Person, guild, channel string, named map[string]Can) (Can, error) {
	may, err := a.Rights.Can(ctx, guild, channel, p)
	if said, ok := named[channel]; ok {
		may.See, may.Write, may.Pin = may.See && said.See, may.Write && said.Write, may.Pin && said.Pin
		may.Unknown = may.Unknown && said.See // of what the person does not see, nothing more is said
	}
	return may, err
}

// MayWrite is a *Mistake where the person may not write in a channel.
func (a Access) MayWrite(ctx context.Context, p Person, guild, channel string, named map[string]Can) error {
	may, err := a.Can(ctx, p, guild, channel, named)
	switch {
	case err != nil || may.Write:
		return err
	case may.Unknown:
		return Wrong("summary.refused")
	}
	return Wrong("summary.maynot.write", "channel", "<#"+channel+">")
}

// SeenBy is what a person sees in a place, where the reply is theirs alone.
func (a Access) SeenBy(ctx context.Context, p Person, at Place) Sight {
	return remembered(func(channel string) bool {
		if channel == at.Channel || channel == at.Seen() {
			return true
		}
		may, err := a.Rights.Can(ctx, at.Guild, channel, p)
		if err != nil {
			a.Log.Warn("it could not be found out whether somebody sees a channel", "channel", channel, "error", err)
		}
		return err == nil && may.See
	})
}

// SeenIn is what all see who read along in a place.
func (a Access) SeenIn(ctx context.Context, at Place) Sight {
	return remembered(func(channel string) bool {
		return channel == at.Channel || channel == at.Seen() || a.Rights.Within(ctx, at.Guild, at.Seen(), channel)
	})
}
