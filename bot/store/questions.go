package store

import (
	"context"
	"database/sql"
	"time"
)

// Why says how it came out that a question is not answered.
type Why string

// The ways in which a question comes to be unanswered.
const (
	Declined  Why = "declined"
	VotedDown Why = "voted down"
	Reported  Why = "reported"
)

// Gap is a question that the articles did not answer.
type Gap struct {
	Post, Question string
	Why            Why
	At             time.Time
}

// AddGap files the question of a post as unanswered, once for each reason.
func (s *Store) AddGap(ctx context.Context, guild string, g Gap) error {
	return s.exec(ctx, `INSERT INTO unanswered (guild, post, question, why, at) VALUES (?,?,?,?,?) ON CONFLICT (post, why) DO NOTHING`,
		guild, g.Post, g.Question, string(g.Why), s.stamp())
}

// Tell files a post as reported and remembers that it was.
func (s *Store) Tell(ctx context.Context, p Post) error {
	if err := s.AddGap(ctx, p.Guild, Gap{Post: p.ID, Question: p.Answer.Question, Why: Reported}); err != nil {
		return err
	}
	return s.exec(ctx, `UPDATE posts SET told = 1 WHERE id = ?`, p.ID)
}

// Gaps returns a guild's unanswered questions, newest first.
func (s *Store) Gaps(ctx context.Context, guild string, limit int) ([]Gap, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT post, question, why, at FROM unanswered WHERE guild = ? ORDER BY at DESC, id DESC LIMIT ?`, guild, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Gap
	for rows.Next() {
		var g Gap
		var at int64
		if err := rows.Scan(&g.Post, &g.Question, &g.Why, &at); err != nil {
			return nil, err
		}
		g.At = time.UnixMilli(at)
		list = append(list, g)
	}
	return list, rows.Err()
}

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

// turnsLast is how long conversations are kept.
const turnsLast = 24 * time.Hour

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

// postsLast is how long buttons under an answer work.
const postsLast = 30 * 24 * time.Hour

// Sweep removes what has been kept long enough.
func (s *Store) Sweep(ctx context.Context) error {
	now := s.now()
	return s.atomically(ctx, func(tx *sql.Tx) error {
		for _, old := range []struct {
			query string
			after time.Duration
		}{
			{`DELETE FROM turns WHERE at <= ?`, turnsLast},
			{`DELETE FROM posts WHERE at <= ?`, postsLast},
			{`DELETE FROM threads WHERE at <= ?`, postsLast},
		} {
			if _, err := tx.ExecContext(ctx, old.query, now.Add(-old.after).UnixMilli()); err != nil {
				return err
			}
		}
		return nil
	})
}

// Forget removes a person: votes, conversations and questions under way go, and
// posts no longer say who asked.
func (s *Store) Forget(ctx context.Context, person string) error {
	return s.atomically(ctx, func(tx *sql.Tx) error {
		for _, query := range []string{
			`DELETE FROM votes WHERE person = ?`,
			`DELETE FROM turns WHERE person = ?`,
			`DELETE FROM pending WHERE json_extract(body, '$.person') = ?`,
			`UPDATE posts SET person = '' WHERE person = ?`,
			`UPDATE threads SET person = '' WHERE person = ?`,
		} {
			if _, err := tx.ExecContext(ctx, query, person); err != nil {
				return err
			}
		}
		return nil
	})
}
