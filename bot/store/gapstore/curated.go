package gapstore

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"footnote/bot/render"
	"footnote/bot/store"
)

// Curated is an answer that a moderator wrote.
type Curated struct {
	ID    int64
	Guild string
	// Questions are what it answers.
	Questions []store.Asked
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
func (s *GapStore) AddCurated(ctx context.Context, c Curated) (id int64, err error) {
	defer s.db.Changed()
	err = s.db.Together(ctx, func(ctx context.Context) error {
		row := s.db.QueryRow(ctx, query("AddCurated: insert curated"), c.Guild, c.Text, c.Person, c.Name, s.db.Stamp())
		if err := row.Scan(&id); err != nil {
			return err
		}
		for _, q := range c.Questions {
			if err := s.db.Exec(ctx, query("AddCurated: insert curated_questions"), id, q.Question, q.Channel); err != nil {
				return err
			}
		}
		return nil
	})
	return id, err
}

// SetCurated changes the text of a guild's moderator's answer, and who wrote it.
func (s *GapStore) SetCurated(ctx context.Context, guild string, id int64, text, person, name string) error {
	defer s.db.Changed()
	return s.db.Exec(ctx, query("SetCurated"), text, person, name, s.db.Stamp(), guild, id)
}

// RemoveCurated takes a guild's moderator's answer back, from posts too.
func (s *GapStore) RemoveCurated(ctx context.Context, guild string, id int64) error {
	return s.takeBack(ctx, guild, id, "RemoveCurated: delete curated", "RemoveCurated: update posts", "RemoveCurated: update posts 2")
}

// Curated returns a guild's moderator's answer, or store.ErrNotFound.
func (s *GapStore) Curated(ctx context.Context, guild string, id int64) (c Curated, err error) {
	var at int64
	row := s.db.QueryRow(ctx, query("Curated: select curated"), guild, id)
	err = row.Scan(&c.ID, &c.Guild, &c.Text, &c.Person, &c.Name, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return c, store.ErrNotFound
	}
	if err != nil {
		return c, err
	}
	c.At = time.UnixMilli(at)
	c.Questions, err = store.Rows(ctx, s.db, func(r *sql.Rows) (q store.Asked, err error) { return q, r.Scan(&q.Question, &q.Channel) },
		query("Curated: select curated_questions"), id)
	return c, err
}

// AllCurated returns a guild's moderators' answers, newest first, by two
// statements however many there are.
func (s *GapStore) AllCurated(ctx context.Context, guild string) ([]Curated, error) {
	list, err := store.Rows(ctx, s.db, func(r *sql.Rows) (c Curated, err error) {
		var at int64
		err = r.Scan(&c.ID, &c.Guild, &c.Text, &c.Person, &c.Name, &at)
		c.At = time.UnixMilli(at)
		return c, err
	}, query("AllCurated"), guild)
	if err != nil {
		return nil, err
	}
	questions, err := s.CuratedQuestions(ctx, guild)
	for i := range list {
		for _, q := range questions {
			if q.Curated == list[i].ID {
				list[i].Questions = append(list[i].Questions, q.Asked)
			}
		}
	}
	return list, err
}

// CuratedQuestion is a question that has a moderator's answer.
type CuratedQuestion struct {
	Curated int64
	store.Asked
}

// CuratedQuestions returns what a guild's moderators have answered, newest first.
// The list is the caller's own.
func (s *GapStore) CuratedQuestions(ctx context.Context, guild string) ([]CuratedQuestion, error) {
	known, err := s.said(ctx, guild)
	if err != nil {
		return nil, err
	}
	return slices.Clone(known.curated), nil
}

func (s *GapStore) readCurated(ctx context.Context, guild string) ([]CuratedQuestion, error) {
	return store.Rows(ctx, s.db, func(r *sql.Rows) (q CuratedQuestion, err error) {
		return q, r.Scan(&q.Curated, &q.Question, &q.Channel)
	}, query("CuratedQuestions"), guild)
}

// PostsWithCurated returns the posts of a guild that show a moderator's answer.
func (s *GapStore) PostsWithCurated(ctx context.Context, guild string, id int64) ([]string, error) {
	return store.Column[string](ctx, s.db, query("PostsWithCurated"), guild, id)
}

// SetPostCurated puts a moderator's answer with a guild's post.
func (s *GapStore) SetPostCurated(ctx context.Context, guild, post string, id int64) error {
	return s.db.Exec(ctx, query("SetPostCurated"), id, guild, post)
}
