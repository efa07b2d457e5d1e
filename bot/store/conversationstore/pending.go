package conversationstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"footnote/bot/store"
)

// Pending is a question under way. Body is the caller's own; a "person" in it
// is found by Forget.
type Pending struct {
	ID   string
	At   time.Time
	Body json.RawMessage
}

// AddPending remembers a question that was taken on, or what changed about it.
func (s *ConversationStore) AddPending(ctx context.Context, p Pending) error {
	return s.db.Exec(ctx, query("AddPending"),
		p.ID, p.At.UnixMilli(), string(p.Body))
}

// RemovePending forgets a question that got its answer.
func (s *ConversationStore) RemovePending(ctx context.Context, id string) error {
	return s.db.Exec(ctx, query("RemovePending"), id)
}

// TakePending returns the questions under way that were taken on after since,
// oldest first, and forgets the older ones.
func (s *ConversationStore) TakePending(ctx context.Context, since time.Time) ([]Pending, error) {
	if err := s.db.Exec(ctx, query("TakePending: delete pending"), since.UnixMilli()); err != nil {
		return nil, err
	}
	return store.Rows(ctx, s.db, func(r *sql.Rows) (p Pending, err error) {
		var at int64
		var body string
		err = r.Scan(&p.ID, &at, &body)
		p.At, p.Body = time.UnixMilli(at), json.RawMessage(body)
		return p, err
	}, query("TakePending: select pending"))
}
