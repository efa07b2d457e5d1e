package conversationstore

import (
	"context"
	"database/sql"
	"errors"

	"footnote/bot/store"
)

// Thread is a thread that the bot opened.
type Thread struct {
	ID, Guild string
	// Person is who it was opened for.
	Person string
	// Silent: a moderator has answered there, and the bot only speaks when it
	// is spoken to.
	Silent bool
}

// AddThread remembers a thread of the bot's.
func (s *ConversationStore) AddThread(ctx context.Context, t Thread) error {
	return s.db.Exec(ctx, query("AddThread"), t.ID, t.Guild, t.Person, t.Silent, s.db.Stamp())
}

// Thread returns a thread of the bot's, or store.ErrNotFound.
func (s *ConversationStore) Thread(ctx context.Context, id string) (Thread, error) {
	var t Thread
	err := s.db.QueryRow(ctx, query("Thread"), id).Scan(&t.ID, &t.Guild, &t.Person, &t.Silent)
	if errors.Is(err, sql.ErrNoRows) {
		err = store.ErrNotFound
	}
	return t, err
}

// SetSilent says whether a moderator has taken a thread over.
func (s *ConversationStore) SetSilent(ctx context.Context, thread string, silent bool) error {
	return s.db.Exec(ctx, query("SetSilent"), silent, thread)
}
