package privacy

import (
	"context"
	"errors"
	"time"

	"footnote/bot/store"
)

// leftLasts is for how long everything about a guild is kept that the bot was
// thrown out of, in case that it is asked back.
const leftLasts = 30 * 24 * time.Hour

// Left remembers that the bot is in a guild no more.
func (h *Handler) Left(ctx context.Context, guild string) error {
	return h.Store.SetLeft(ctx, guild, true)
}

// Joined remembers that the bot is in a guild.
func (h *Handler) Joined(ctx context.Context, guild string) error {
	return h.Store.SetLeft(ctx, guild, false)
}

// forgetLeft deletes what is kept of guilds that the bot left long ago.
func (h *Handler) forgetLeft(ctx context.Context, now time.Time) error {
	guilds, err := h.Store.LeftBefore(ctx, now.Add(-leftLasts))
	if err != nil {
		return err
	}
	var failed []error
	for _, guild := range guilds {
		ctx := store.In(ctx, guild)
		// The articles first: as long as the memory knows of it, it is tried again.
		if h.Articles != nil {
			err = h.Articles.Forget(ctx, guild)
		}
		if err == nil {
			err = h.Store.ForgetGuild(ctx, guild)
		}
		failed = append(failed, err)
	}
	return errors.Join(failed...)
}
