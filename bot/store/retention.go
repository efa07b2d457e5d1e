package store

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"time"
)

// KeyRetention is the setting of a guild that says for how many days questions
// and what hangs on them are kept.
const KeyRetention = "retention"

// Retention is how many days that is where nothing is set, and in direct
// messages.
const Retention = 30

// How long other things are kept.
const (
	turnsLast   = 24 * time.Hour
	threadsLast = 30 * 24 * time.Hour
	auditLasts  = 365 * 24 * time.Hour
	figuresLast = 400 * 24 * time.Hour
	// The token of an interaction lives as long: later there is no answering.
	pendingLasts = 15 * time.Minute
)

// aged removes what is older than its guild's retention; the placeholder is
// now in milliseconds.
const aged = ` WHERE at <= ? - 86400000 * coalesce((SELECT CAST(value AS INTEGER) FROM settings s WHERE s.guild = %.guild AND s.key = '` +
	KeyRetention + `' AND CAST(value AS INTEGER) > 0), %days)`

// Sweep removes what has been kept long enough: questions, answers, votes and
// gaps by each guild's setting.
func (s *Store) Sweep(ctx context.Context) error {
	now := s.now()
	err := s.atomically(ctx, func(tx *sql.Tx) error {
		if err := untrace(ctx, tx, `p.id IN (SELECT id FROM posts`+fill(agedIn("posts"), "?", "?1")+`)`, now.UnixMilli()); err != nil {
			return err
		}
		for _, table := range []string{"posts", "unanswered", "answered"} {
			if _, err := tx.ExecContext(ctx, `DELETE FROM `+table+agedIn(table), now.UnixMilli()); err != nil {
				return err
			}
		}
		for _, old := range []struct {
			query string
			after time.Duration
		}{
			{`DELETE FROM pending WHERE at <= ?`, pendingLasts},
			{`DELETE FROM turns WHERE at <= ?`, turnsLast},
			{`DELETE FROM threads WHERE at <= ?`, threadsLast},
			{`DELETE FROM audit WHERE at <= ?`, auditLasts},
			{`DELETE FROM asks WHERE at <= ?`, figuresLast},
		} {
			if _, err := tx.ExecContext(ctx, old.query, now.Add(-old.after).UnixMilli()); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM uses WHERE day <= ?`, now.Add(-figuresLast).UTC().Format(time.DateOnly)); err != nil {
			return err
		}
		// Who asked what was put aside is kept only until the next sweep, so
		// that a slip of the hand can be undone.
		_, err := tx.ExecContext(ctx, `DELETE FROM askers WHERE gap IN (SELECT id FROM unanswered WHERE state = 'aside')`)
		return err
	})
	return errors.Join(err, s.dropCopies(copiesLast))
}

// agedIn is the condition aged for a table.
func agedIn(table string) string {
	return fill(aged, "%.guild", table+".guild", "%days", strconv.Itoa(Retention))
}
