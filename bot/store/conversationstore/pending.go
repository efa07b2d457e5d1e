package conversationstore

import (
	"context"
	"encoding/json"
	"time"
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
	rows, err := s.db.Query(ctx, query("TakePending: select pending"))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Pending
	for rows.Next() {
		var p Pending
		var at int64
		var body string
		if err := rows.Scan(&p.ID, &at, &body); err != nil {
			return nil, err
		}
		p.At, p.Body = time.UnixMilli(at), json.RawMessage(body)
		list = append(list, p)
	}
	return list, rows.Err()
}
