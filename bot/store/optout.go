package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
)

// SetOptedOut says whether a person stays out of summaries of discussions in a
// guild. Who asks to be forgotten stays out: it is kept by a digest.
func (s *Store) SetOptedOut(ctx context.Context, guild, person string, out bool) error {
	if out {
		return s.exec(ctx, `INSERT OR IGNORE INTO optouts (guild, person) VALUES (?,?)`, guild, digest(guild, person))
	}
	return s.exec(ctx, `DELETE FROM optouts WHERE guild = ? AND person = ?`, guild, digest(guild, person))
}

// OptedOut tells whether a person stays out of them.
func (s *Store) OptedOut(ctx context.Context, guild, person string) (out bool, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM optouts WHERE guild = ? AND person = ?)`, guild, digest(guild, person)).Scan(&out)
	return out, err
}

// digest stands for a person in a guild where the ID itself shall not be kept.
func digest(guild, person string) string {
	sum := sha256.Sum256([]byte(guild + "\x00" + person))
	return hex.EncodeToString(sum[:])
}
