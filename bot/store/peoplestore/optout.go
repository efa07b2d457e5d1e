package peoplestore

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
)

// SetOptedOut says whether a person stays out of summaries of discussions in a
// guild. Who asks to be forgotten stays out: it is kept by a digest.
func (s *PeopleStore) SetOptedOut(ctx context.Context, guild, person string, out bool) error {
	if out {
		return s.db.Exec(ctx, query("SetOptedOut: insert optouts"), guild, digest(guild, person))
	}
	return s.db.Exec(ctx, query("SetOptedOut: delete optouts"), guild, digest(guild, person))
}

// OptedOut reports whether a person stays out of them.
func (s *PeopleStore) OptedOut(ctx context.Context, guild, person string) (out bool, err error) {
	err = s.db.QueryRow(ctx, query("OptedOut"), guild, digest(guild, person)).Scan(&out)
	return out, err
}

// digest stands for a person in a guild where the ID itself shall not be kept.
func digest(guild, person string) string {
	sum := sha256.Sum256([]byte(guild + "\x00" + person))
	return hex.EncodeToString(sum[:])
}
