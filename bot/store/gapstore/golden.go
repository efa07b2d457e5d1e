package gapstore

import (
	"context"
	"database/sql"
	"errors"

	"footnote/bot/store"
)

// Golden is a question of a guild whose right answer is known: a change of the
// articles must not answer it worse.
type Golden struct {
	// ID is 0 for one that comes from a correction.
	ID int64
	store.Asked
	// Expected is words of the right answer, "" where the articles do not answer.
	Expected string
}

// MostGolden is how many golden questions a guild may have beside its corrections:
// each is asked twice at a change of the articles.
const MostGolden = 50

// ErrMost: there are as many as there may be.
var ErrMost = errors.New("a guild has as many golden questions as it may have")

// AddGolden keeps a golden question of a guild, in place of the same one with
// another answer.
func (s *GapStore) AddGolden(ctx context.Context, guild string, g Golden) error {
	return s.db.Together(ctx, func(ctx context.Context) error {
		var others int
		if err := s.db.QueryRow(ctx, query("AddGolden: select"), guild, g.Question).Scan(&others); err != nil {
			return err
		}
		if others >= MostGolden {
			return ErrMost
		}
		return s.db.Exec(ctx, query("AddGolden: insert"), guild, g.Question, g.Channel, g.Expected, s.db.Stamp())
	})
}

// RemoveGolden drops a golden question of a guild.
func (s *GapStore) RemoveGolden(ctx context.Context, guild string, id int64) error {
	return s.db.Exec(ctx, query("RemoveGolden"), guild, id)
}

// Golden returns a guild's golden questions, oldest first: those that moderators
// added, and those of the answers that they marked as wrong. The newest of these
// count, twice MostGolden in all.
func (s *GapStore) Golden(ctx context.Context, guild string) ([]Golden, error) {
	return store.Rows(ctx, s.db, func(r *sql.Rows) (g Golden, err error) {
		return g, r.Scan(&g.ID, &g.Question, &g.Channel, &g.Expected)
	}, query("Golden"), guild, guild, 2*MostGolden)
}
