package store

import (
	"context"
	"database/sql"
	"time"
)

// Asked is a question with the channel whose readers may see that it was asked,
// "" where that is not known.
type Asked struct{ Question, Channel string }

// AddAnswered remembers that a question was answered in a guild.
func (s *Store) AddAnswered(ctx context.Context, guild string, q Asked) error {
	return s.exec(ctx, `INSERT INTO answered (guild, question, channel, times, at) VALUES (?,?,?,1,?)
		ON CONFLICT (guild, question, channel) DO UPDATE SET times = times + 1, at = excluded.at`, guild, q.Question, q.Channel, s.stamp())
}

// Counted is a question with how often it was asked in a channel.
type Counted struct {
	Asked
	Times int
}

// Answered returns the questions that were answered in a guild since a moment,
// the most frequent first.
func (s *Store) Answered(ctx context.Context, guild string, since time.Time, limit int) ([]Counted, error) {
	return rows(ctx, s, func(r *sql.Rows) (c Counted, err error) { return c, r.Scan(&c.Question, &c.Channel, &c.Times) },
		`SELECT question, channel, times FROM answered WHERE guild = ? AND at > ? ORDER BY times DESC, at DESC, question, channel LIMIT ?`,
		guild, since.UnixMilli(), limit)
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
