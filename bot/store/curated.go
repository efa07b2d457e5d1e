package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"footnote/bot/render"
)

// Curated is an answer that a moderator wrote.
type Curated struct {
	ID    int64
	Guild string
	// Questions are what it answers.
	Questions []Asked
	Text      string
	// Person wrote it, under this Name; both are "" once forgotten.
	Person, Name string
	At           time.Time
}

// Shown is the answer as it is laid out, to a question as it was asked.
func (c *Curated) Shown(asked string) render.Curated {
	return render.Curated{Asked: asked, Text: c.Text, Name: c.Name, Date: c.At.UTC().Format(time.DateOnly)}
}

// AddCurated keeps a moderator's answer and returns its ID.
func (s *Store) AddCurated(ctx context.Context, c Curated) (id int64, err error) {
	err = s.atomically(ctx, func(tx *sql.Tx) error {
		res, err := tx.ExecContext(ctx, `INSERT INTO curated (guild, text, person, name, at) VALUES (?,?,?,?,?)`, c.Guild, c.Text, c.Person, c.Name, s.stamp())
		if err != nil {
			return err
		}
		if id, err = res.LastInsertId(); err != nil {
			return err
		}
		for _, q := range c.Questions {
			if _, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO curated_questions (curated, question, channel) VALUES (?,?,?)`, id, q.Question, q.Channel); err != nil {
				return err
			}
		}
		return nil
	})
	return id, err
}

// SetCurated changes the text of a guild's moderator's answer, and who wrote it.
func (s *Store) SetCurated(ctx context.Context, guild string, id int64, text, person, name string) error {
	return s.exec(ctx, `UPDATE curated SET text = ?, person = ?, name = ?, at = ? WHERE guild = ? AND id = ?`, text, person, name, s.stamp(), guild, id)
}

// RemoveCurated takes a guild's moderator's answer back, from posts too.
func (s *Store) RemoveCurated(ctx context.Context, guild string, id int64) error {
	return s.atomically(ctx, func(tx *sql.Tx) error {
		for _, query := range []string{
			`DELETE FROM curated WHERE guild = ? AND id = ?`,
			`UPDATE posts SET curated = 0 WHERE guild = ? AND curated = ?`,
			`UPDATE posts SET similar = 0 WHERE guild = ? AND similar = ?`,
		} {
			if _, err := tx.ExecContext(ctx, query, guild, id); err != nil {
				return err
			}
		}
		return nil
	})
}

// Curated returns a guild's moderator's answer, or ErrNotFound.
func (s *Store) Curated(ctx context.Context, guild string, id int64) (c Curated, err error) {
	var at int64
	row := s.db.QueryRowContext(ctx, `SELECT id, guild, text, person, name, at FROM curated WHERE guild = ? AND id = ?`, guild, id)
	err = row.Scan(&c.ID, &c.Guild, &c.Text, &c.Person, &c.Name, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return c, ErrNotFound
	}
	if err != nil {
		return c, err
	}
	c.At = time.UnixMilli(at)
	c.Questions, err = rows(ctx, s, func(r *sql.Rows) (q Asked, err error) { return q, r.Scan(&q.Question, &q.Channel) },
		`SELECT question, channel FROM curated_questions WHERE curated = ? ORDER BY rowid`, id)
	return c, err
}

// CuratedIDs returns a guild's moderators' answers, newest first.
func (s *Store) CuratedIDs(ctx context.Context, guild string) ([]int64, error) {
	return column[int64](ctx, s, `SELECT id FROM curated WHERE guild = ? ORDER BY at DESC, id DESC`, guild)
}

// CuratedQuestion is a question that has a moderator's answer.
type CuratedQuestion struct {
	Curated int64
	Asked
}

// CuratedQuestions returns what a guild's moderators have answered, newest first.
func (s *Store) CuratedQuestions(ctx context.Context, guild string) ([]CuratedQuestion, error) {
	return rows(ctx, s, func(r *sql.Rows) (q CuratedQuestion, err error) {
		return q, r.Scan(&q.Curated, &q.Question, &q.Channel)
	}, `SELECT q.curated, q.question, q.channel FROM curated_questions q JOIN curated c ON c.id = q.curated
		WHERE c.guild = ? ORDER BY c.at DESC, c.id DESC, q.rowid`, guild)
}

// PostsWithCurated returns the posts of a guild that show a moderator's answer.
func (s *Store) PostsWithCurated(ctx context.Context, guild string, id int64) ([]string, error) {
	return column[string](ctx, s, `SELECT id FROM posts WHERE guild = ? AND curated = ? AND private = 0 ORDER BY at`, guild, id)
}

// SetPostCurated puts a moderator's answer with a guild's post.
func (s *Store) SetPostCurated(ctx context.Context, guild, post string, id int64) error {
	return s.exec(ctx, `UPDATE posts SET curated = ? WHERE guild = ? AND id = ?`, id, guild, post)
}
