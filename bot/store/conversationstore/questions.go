package conversationstore

import (
	"context"
	"database/sql"
	"time"

	"footnote/bot/store"
)

// AddAnswered remembers that a question was answered in a guild.
func (s *ConversationStore) AddAnswered(ctx context.Context, guild string, q store.Asked) error {
	return s.db.Exec(ctx, query("AddAnswered"), guild, q.Question, q.Channel, s.db.Stamp())
}

// Counted is a question with how often it was asked in a channel.
type Counted struct {
	store.Asked
	Times int
}

// Answered returns the questions that were answered in a guild since a moment,
// the most frequent first.
func (s *ConversationStore) Answered(ctx context.Context, guild string, since time.Time, limit int) ([]Counted, error) {
	return store.Rows(ctx, s.db, func(r *sql.Rows) (c Counted, err error) { return c, r.Scan(&c.Question, &c.Channel, &c.Times) },
		query("Answered"),
		guild, since.UnixMilli(), limit)
}

// Turn is a question and its answer in a conversation.
type Turn struct{ Question, Answer string }

// TurnsLast is how long a conversation is gone on with.
const TurnsLast = 24 * time.Hour

// AddTurn appends to a conversation, which a channel's or message's ID names,
// what is no post of it.
func (s *ConversationStore) AddTurn(ctx context.Context, conversation, person string, t Turn) error {
	return s.db.Exec(ctx, query("AddTurn"),
		conversation, person, t.Question, t.Answer, s.db.Stamp())
}

// Turns returns the last turns of a conversation within a day, oldest first.
func (s *ConversationStore) Turns(ctx context.Context, conversation string, limit int) ([]Turn, error) {
	return store.Rows(ctx, s.db, func(r *sql.Rows) (t Turn, err error) { return t, r.Scan(&t.Question, &t.Answer) },
		query("Turns"), conversation, s.db.Now().Add(-TurnsLast).UnixMilli(), limit)
}
