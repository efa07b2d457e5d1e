package store

import "context"

// SetOptedOut says whether a person stays out of summaries of discussions in a
// guild.
func (s *Store) SetOptedOut(ctx context.Context, guild, person string, out bool) error {
	if out {
		return s.exec(ctx, `INSERT OR IGNORE INTO optouts (guild, person) VALUES (?,?)`, guild, person)
	}
	return s.exec(ctx, `DELETE FROM optouts WHERE guild = ? AND person = ?`, guild, person)
}

// OptedOut tells whether a person stays out of them.
func (s *Store) OptedOut(ctx context.Context, guild, person string) (out bool, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM optouts WHERE guild = ? AND person = ?)`, guild, person).Scan(&out)
	return out, err
}
