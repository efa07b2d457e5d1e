package peoplestore

import (
	"context"
	"errors"
	"time"

	"footnote/bot/store"
	"footnote/bot/store/conversationstore"
)

// How long other things are kept.
const (
	turnsLast   = conversationstore.TurnsLast
	threadsLast = 30 * 24 * time.Hour
	auditLasts  = 365 * 24 * time.Hour
	figuresLast = 400 * 24 * time.Hour
	// The token of an interaction lives as long: later there is no answering.
	pendingLasts = 15 * time.Minute
)

// Sweep removes what has been kept long enough: questions, answers, votes and
// gaps by each guild's setting.
func (s *PeopleStore) Sweep(ctx context.Context) error {
	defer s.db.Changed()
	now := s.db.Now()
	err := s.db.Thoroughly(store.Across(ctx), func(ctx context.Context) error {
		if err := store.Untrace(ctx, s.db, `p.id IN (SELECT id FROM posts`+store.Fill(store.AgedIn("posts"), "?", "?1")+`)`, now.UnixMilli()); err != nil {
			return err
		}
		for _, table := range []string{"posts", "unanswered", "answered"} {
			if err := s.db.Exec(ctx, `DELETE FROM `+table+store.AgedIn(table), now.UnixMilli()); err != nil {
				return err
			}
		}
		for _, old := range []struct {
			query string
			after time.Duration
		}{
			{query("Sweep: delete pending"), pendingLasts},
			{query("Sweep: delete turns"), turnsLast},
			{query("Sweep: delete threads"), threadsLast},
			{query("Sweep: delete audit"), auditLasts},
			{query("Sweep: delete asks"), figuresLast},
		} {
			if err := s.db.Exec(ctx, old.query, now.Add(-old.after).UnixMilli()); err != nil {
				return err
			}
		}
		if err := s.db.Exec(ctx, query("Sweep: delete uses"), now.Add(-figuresLast).UTC().Format(time.DateOnly)); err != nil {
			return err
		}
		// Who asked what was put aside is kept only until the next sweep, so
		// that a slip of the hand can be undone.
		return s.db.Exec(ctx, query("Sweep: delete askers"))
	})
	return errors.Join(err, s.db.Tidy(ctx))
}
