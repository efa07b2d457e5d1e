package peoplestore

import (
	"context"
	"database/sql"

	"footnote/bot/store"
)

// ForgetGuild deletes all that is kept of a guild, in every table that tells
// guilds apart.
func (s *PeopleStore) ForgetGuild(ctx context.Context, guild string) error {
	defer s.db.Changed()
	tables, err := store.Column[string](ctx, s.db, query("ForgetGuild"))
	if err != nil {
		return err
	}
	return s.db.Atomically(ctx, func(tx *sql.Tx) error {
		for _, table := range tables {
			if _, err := tx.ExecContext(ctx, `DELETE FROM "`+table+`" WHERE guild = ?`, guild); err != nil {
				return err
			}
		}
		return nil
	})
}
