package poststore

import (
	"context"

	"footnote/bot/store"
)

// RemovePost forgets a post with its votes and messages, and where its question
// is kept beside it.
func (s *PostStore) RemovePost(ctx context.Context, id string) error {
	return s.db.Together(ctx, func(ctx context.Context) error {
		if err := store.Untrace(ctx, s.db, `p.id = ?1`, id); err != nil {
			return err
		}
		return s.db.Exec(ctx, query("RemovePost"), id)
	})
}
