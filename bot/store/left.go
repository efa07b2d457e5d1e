package store

import (
	"context"
	"database/sql"
	"time"
)

// keyLeft is the setting that holds since when the bot is in a guild no more,
// in Unix milliseconds.
const keyLeft = "left"

// SetLeft remembers whether the bot has left a guild; the first time counts.
func (s *Store) SetLeft(ctx context.Context, guild string, left bool) error {
	if !left {
		return s.exec(ctx, `DELETE FROM settings WHERE guild = ? AND key = ?`, guild, keyLeft)
	}
	return s.exec(ctx, `INSERT OR IGNORE INTO settings (guild, key, value) VALUES (?,?,?)`, guild, keyLeft, s.stamp())
}

// LeftBefore are the guilds that the bot left before a moment.
func (s *Store) LeftBefore(ctx context.Context, before time.Time) ([]string, error) {
	return column[string](ctx, s, `SELECT guild FROM settings WHERE key = ? AND CAST(value AS INTEGER) < ? ORDER BY guild`, keyLeft, before.UnixMilli())
}

// ForgetGuild deletes all that is kept of a guild, in every table that tells
// guilds apart.
func (s *Store) ForgetGuild(ctx context.Context, guild string) error {
	tables, err := column[string](ctx, s, `SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
		WHERE m.type = 'table' AND c.name = 'guild' ORDER BY m.name`)
	if err != nil {
		return err
	}
	return s.atomically(ctx, func(tx *sql.Tx) error {
		for _, table := range tables {
			if _, err := tx.ExecContext(ctx, `DELETE FROM "`+table+`" WHERE guild = ?`, guild); err != nil {
				return err
			}
		}
		return nil
	})
}
