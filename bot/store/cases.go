package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"footnote/retrieval/answer"
)

// Case is a question of a guild's evaluation set: it was answered wrongly.
type Case struct {
	Post, Question string
	// Expected is the right answer, "" where the articles do not answer.
	Expected string
	// Reason is what was wrong.
	Reason string
	// Wrong are the quotes that the wrong answer rested on.
	Wrong []answer.Quote
	At    time.Time
}

// Correct marks a guild's post as wrong and adds its question to the guild's
// evaluation set, or replaces what was said of it before.
func (s *Store) Correct(ctx context.Context, guild string, c Case) error {
	wrong, err := json.Marshal(c.Wrong)
	if err != nil {
		return err
	}
	return s.atomically(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE posts SET wrong = ? WHERE guild = ? AND id = ?`, c.Reason, guild, c.Post); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO cases (post, guild, question, expected, reason, wrong, at, person)
			VALUES (?1,?,?,?,?,?,?,coalesce((SELECT person FROM posts WHERE id = ?1), ''))
			ON CONFLICT (post) DO UPDATE SET expected = excluded.expected, reason = excluded.reason, at = excluded.at`,
			c.Post, guild, c.Question, c.Expected, c.Reason, string(wrong), s.stamp())
		return err
	})
}

// Uncorrect takes back that a guild's post is wrong.
func (s *Store) Uncorrect(ctx context.Context, guild, post string) error {
	return s.atomically(ctx, func(tx *sql.Tx) error {
		for _, query := range []string{
			`UPDATE posts SET wrong = '' WHERE guild = ? AND id = ?`,
			`DELETE FROM cases WHERE guild = ? AND post = ?`,
			`DELETE FROM unanswered WHERE guild = ? AND post = ? AND why = 'corrected'`,
		} {
			if _, err := tx.ExecContext(ctx, query, guild, post); err != nil {
				return err
			}
		}
		return nil
	})
}

// Cases returns a guild's evaluation set, oldest first.
func (s *Store) Cases(ctx context.Context, guild string) ([]Case, error) {
	return rows(ctx, s, func(r *sql.Rows) (c Case, err error) {
		var at int64
		var wrong string
		if err = r.Scan(&c.Post, &c.Question, &c.Expected, &c.Reason, &wrong, &at); err != nil {
			return c, err
		}
		c.At = time.UnixMilli(at)
		return c, json.Unmarshal([]byte(wrong), &c.Wrong)
	}, `SELECT post, question, expected, reason, wrong, at FROM cases WHERE guild = ? ORDER BY at, post`, guild)
}
