package digeststore

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"footnote/bot/store"
)

// Digest is something that is posted again and again.
type Digest struct {
	ID int64
	// Number names it to people: digests are numbered within their guild, for
	// the ID tells how many all guilds have.
	Number         int
	Guild, Channel string
	// Person is the moderator who answers for it, "" once forgotten, Locale the language it is in.
	Person, Locale string
	// Rule is the schedule, as the caller writes it.
	Rule   json.RawMessage
	Paused bool
	// Next is when one is due, Last until when the last one reached.
	Next, Last time.Time
}

// AddDigest keeps a new digest with the articles that are no news to it, and
// returns its ID.
func (s *DigestStore) AddDigest(ctx context.Context, d Digest, known []string) (id int64, err error) {
	err = s.db.Together(ctx, func(ctx context.Context) error {
		row := s.db.QueryRow(ctx, query("AddDigest"),
			d.Guild, d.Guild, d.Channel, d.Person, d.Locale, string(d.Rule), d.Next.UnixMilli(), d.Last.UnixMilli(), s.db.Stamp())
		if err := row.Scan(&id); err != nil {
			return err
		}
		return s.see(ctx, id, known)
	})
	return id, err
}

// see notes articles that are no news to a digest any more.
func (s *DigestStore) see(ctx context.Context, digest int64, articles []string) error {
	for _, a := range articles {
		if err := s.db.Exec(ctx, query("see"), digest, a); err != nil {
			return err
		}
	}
	return nil
}

const digestColumns = `id, number, guild, channel, person, locale, rule, paused, next, last`

func scanDigest(scan func(...any) error) (d Digest, err error) {
	var next, last int64
	var rule string
	err = scan(&d.ID, &d.Number, &d.Guild, &d.Channel, &d.Person, &d.Locale, &rule, &d.Paused, &next, &last)
	d.Rule, d.Next, d.Last = json.RawMessage(rule), time.UnixMilli(next), time.UnixMilli(last)
	return d, err
}

func (s *DigestStore) digests(ctx context.Context, where string, args ...any) ([]Digest, error) {
	return store.Rows(ctx, s.db, func(r *sql.Rows) (Digest, error) { return scanDigest(r.Scan) },
		`SELECT `+digestColumns+` FROM digests WHERE `+where+` ORDER BY id`, args...)
}

// Digests returns a guild's digests, oldest first.
func (s *DigestStore) Digests(ctx context.Context, guild string) ([]Digest, error) {
	return s.digests(ctx, `guild = ?`, guild)
}

// RunningDigests returns all digests that are not paused.
func (s *DigestStore) RunningDigests(ctx context.Context) ([]Digest, error) {
	return s.digests(store.Across(ctx), `paused = 0`)
}

// Digest returns a digest of a guild, or store.ErrNotFound.
func (s *DigestStore) Digest(ctx context.Context, guild string, id int64) (Digest, error) {
	d, err := scanDigest(s.db.QueryRow(ctx, `SELECT `+digestColumns+` FROM digests WHERE guild = ? AND id = ?`, guild, id).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		err = store.ErrNotFound
	}
	return d, err
}

// SetNext says when a digest is due, if it is still due at the moment expected:
// of two who try, one gets it.
func (s *DigestStore) SetNext(ctx context.Context, id int64, expected, next time.Time) (set bool, err error) {
	res, err := s.db.ExecResult(ctx, query("SetNext"), next.UnixMilli(), id, expected.UnixMilli())
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n == 1, err
}

// SetDigested says until when a digest has reached, and what it told of.
func (s *DigestStore) SetDigested(ctx context.Context, id int64, last time.Time, articles []string) error {
	return s.db.Together(ctx, func(ctx context.Context) error {
		if err := s.db.Exec(ctx, query("SetDigested: update digests"), last.UnixMilli(), id); err != nil {
			return err
		}
		var there bool
		if err := s.db.QueryRow(ctx, query("SetDigested: select digests"), id).Scan(&there); err != nil || !there {
			return err
		}
		return s.see(ctx, id, articles)
	})
}

// Seen returns the articles that are no news to a digest.
func (s *DigestStore) Seen(ctx context.Context, digest int64) (map[string]bool, error) {
	list, err := store.Column[string](ctx, s.db, query("Seen"), digest)
	seen := make(map[string]bool, len(list))
	for _, a := range list {
		seen[a] = true
	}
	return seen, err
}

// PauseDigest keeps whether a digest is paused, when it is due, and who answers
// for it.
func (s *DigestStore) PauseDigest(ctx context.Context, d Digest) error {
	return s.db.Exec(ctx, query("PauseDigest"),
		d.Paused, d.Next.UnixMilli(), d.Person, d.Guild, d.ID)
}

// RemoveDigest forgets a guild's digest.
func (s *DigestStore) RemoveDigest(ctx context.Context, guild string, id int64) error {
	return s.db.Exec(ctx, query("RemoveDigest"), guild, id)
}
