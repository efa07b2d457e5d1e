package store

import (
	"context"
)

// AddAnswered remembers that a question was answered in a guild.
func (s *Store) AddAnswered(ctx context.Context, guild, question string) error {
	return s.exec(ctx, `INSERT INTO answered (guild, question, times, at) VALUES (?,?,1,?)
		ON CONFLICT (guild, question) DO UPDATE SET times = times + 1, at = excluded.at`, guild, question, s.stamp())
}

// Answered returns questions that were answered in a guild, the most frequent
// first.
func (s *Store) Answered(ctx context.Context, guild string, limit int) ([]string, error) {
	return column[string](ctx, s, `SELECT question FROM answered WHERE guild = ? ORDER BY times DESC, at DESC LIMIT ?`, guild, limit)
}

// Turn is a question and its answer in a conversation.
type Turn struct{ Question, Answer string }

// AddTurn appends to a conversation, which a channel's or message's ID names.
func (s *Store) AddTurn(ctx context.Context, conversation, person string, t Turn) error {
	return s.exec(ctx, `INSERT INTO turns (conversation, person, question, answer, at) VALUES (?,?,?,?,?)`,
		conversation, person, t.Question, t.Answer, s.stamp())
}

// Turns returns the last turns of a conversation within a day, oldest first.
func (s *Store) Turns(ctx context.Context, conversation string, limit int) ([]Turn, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT question, answer FROM (SELECT id, question, answer FROM turns
		WHERE conversation = ? AND at > ? ORDER BY id DESC LIMIT ?) ORDER BY id`, conversation, s.now().Add(-turnsLast).UnixMilli(), limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Turn
	for rows.Next() {
		var t Turn
		if err := rows.Scan(&t.Question, &t.Answer); err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	return list, rows.Err()
}
