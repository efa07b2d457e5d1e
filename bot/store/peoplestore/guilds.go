package peoplestore

import (
	"context"

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
	return s.db.Thoroughly(store.Of(ctx, guild), func(ctx context.Context) error {
		for _, table := range tables {
			if err := s.db.Exec(ctx, `DELETE FROM "`+table+`" WHERE guild = ?`, guild); err != nil {
				return err
			}
		}
		return nil
	})
}
