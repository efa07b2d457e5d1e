package gapstore

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"time"

	"footnote/bot/store"
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
func (s *GapStore) Correct(ctx context.Context, guild string, c Case) error {
	wrong, err := json.Marshal(c.Wrong)
	if err != nil {
		return err
	}
	defer s.db.Changed()
	return s.db.Together(ctx, func(ctx context.Context) error {
		if err := s.db.Exec(ctx, query("Correct: update posts"), c.Reason, guild, c.Post); err != nil {
			return err
		}
		return s.db.Exec(ctx, query("Correct: insert cases"),
			c.Post, guild, c.Question, c.Expected, c.Reason, string(wrong), s.db.Stamp())
	})
}

// Uncorrect takes back that a guild's post is wrong.
func (s *GapStore) Uncorrect(ctx context.Context, guild, post string) error {
	return s.takeBack(ctx, guild, post, "Uncorrect: update posts", "Uncorrect: delete cases", "Uncorrect: delete unanswered")
}

// Cases returns a guild's evaluation set, oldest first.
func (s *GapStore) Cases(ctx context.Context, guild string) ([]Case, error) {
	return store.Rows(ctx, s.db, func(r *sql.Rows) (c Case, err error) {
		var at int64
		var wrong string
		if err = r.Scan(&c.Post, &c.Question, &c.Expected, &c.Reason, &wrong, &at); err != nil {
			return c, err
		}
		c.At = time.UnixMilli(at)
		return c, json.Unmarshal([]byte(wrong), &c.Wrong)
	}, query("Cases"), guild)
}

// Mark is an answer that a moderator marked as wrong: the question, where it was
// asked, what was wrong, what is right where they said so, and what it rested on.
type Mark struct {
	store.Asked
	Reason, Expected string
	Wrong            []answer.Quote
}

// Marks returns what a guild's moderators marked as wrong, newest first. The list
// is the caller's own.
func (s *GapStore) Marks(ctx context.Context, guild string) ([]Mark, error) {
	known, err := s.said(ctx, guild)
	if err != nil {
		return nil, err
	}
	return slices.Clone(known.marks), nil
}

func (s *GapStore) readMarks(ctx context.Context, guild string) ([]Mark, error) {
	return store.Rows(ctx, s.db, func(r *sql.Rows) (m Mark, err error) {
		var wrong string
		if err = r.Scan(&m.Question, &m.Channel, &m.Reason, &m.Expected, &wrong); err != nil {
			return m, err
		}
		return m, json.Unmarshal([]byte(wrong), &m.Wrong)
	}, query("Marks"), guild)
}
