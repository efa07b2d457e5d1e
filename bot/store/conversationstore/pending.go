package conversationstore

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"slices"
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

// TakePending returns the questions under way that no other process answers that lives,
// oldest first: at the start of a process all that an earlier one has left. Those that
// were taken on at since or before are forgotten.
func (s *ConversationStore) TakePending(ctx context.Context, since time.Time) ([]Pending, error) {
	return s.take(ctx, since, "TakePending: select pending")
}

// TakeOver returns the questions under way of other processes that have ended by now.
func (s *ConversationStore) TakeOver(ctx context.Context, since time.Time) ([]Pending, error) {
	return s.take(ctx, since, "TakeOver")
}

// take makes questions this process's.
func (s *ConversationStore) take(ctx context.Context, since time.Time, which string) (list []Pending, err error) {
	err = s.db.Together(store.Across(ctx), func(ctx context.Context) error {
		if err := s.db.Exec(ctx, query("TakePending: delete pending"), since.UnixMilli()); err != nil {
			return err
		}
		list, err = store.Rows(ctx, s.db, func(r *sql.Rows) (p Pending, err error) {
			var at int64
			var body string
			err = r.Scan(&p.ID, &at, &body)
			p.At, p.Body = time.UnixMilli(at), json.RawMessage(body)
			return p, err
		}, query(which))
		return err
	})
	slices.SortFunc(list, func(a, b Pending) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.ID, b.ID)) })
	return list, err
}
