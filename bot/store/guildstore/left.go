package guildstore

import (
	"context"
	"strconv"
	"time"

	"footnote/bot/store"
)

// keyLeft is the setting that holds since when the bot is in a guild no more,
// in Unix milliseconds.
const keyLeft = "left"

// SetLeft remembers whether the bot has left a guild; the first time counts.
func (s *GuildStore) SetLeft(ctx context.Context, guild string, left bool) error {
	if !left {
		return s.db.Exec(ctx, query("SetLeft: delete settings"), guild, keyLeft)
	}
	return s.db.Exec(ctx, query("SetLeft: insert settings"), guild, keyLeft, strconv.FormatInt(s.db.Stamp(), 10))
}

// LeftBefore are the guilds that the bot left before a moment.
func (s *GuildStore) LeftBefore(ctx context.Context, before time.Time) ([]string, error) {
	return store.Column[string](store.Across(ctx), s.db, query("LeftBefore"), keyLeft, before.UnixMilli())
}
