package poststore

import (
	"context"
	"database/sql"

	"footnote/bot/store"
)

// RemovePost forgets a post with its votes and messages, and where its question
// is kept beside it.
func (s *PostStore) RemovePost(ctx context.Context, id string) error {
	return s.db.Atomically(ctx, func(tx *sql.Tx) error {
		if err := store.Untrace(ctx, tx, `p.id = ?1`, id); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, query("RemovePost"), id)
		return err
	})
}
