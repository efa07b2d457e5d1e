package store

import (
	"context"
	"database/sql"
	"hash/fnv"
	"time"

	"footnote/retrieval/answer"
)

// Note says what became of a post's sources since it was written.
type Note string

// What may become of sources: all stand as they were cited, a cited passage
// reads otherwise, or an article is not kept any more.
const (
	Sound   Note = ""
	Changed Note = "changed"
	Gone    Note = "gone"
)

// Cited is a passage that a post rests on. Hash is QuoteHash of its text.
type Cited struct {
	Post       string
	Note       Note
	Article    string
	Start, End int
	Hash       int64
}

// QuoteHash tells quotes apart (FNV-1a).
func QuoteHash(quote string) int64 {
	h := fnv.New64a()
	h.Write([]byte(quote)) // never fails
	return int64(h.Sum64())
}

func setCited(ctx context.Context, tx *sql.Tx, post string, list []answer.Citation) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM cited WHERE post = ?`, post); err != nil {
		return err
	}
	for i := range list {
		c := &list[i]
		if _, err := tx.ExecContext(ctx, `INSERT INTO cited (post, article, start, stop, hash) VALUES (?,?,?,?,?)`,
			post, c.Article, c.Start, c.End, QuoteHash(c.Quote)); err != nil {
			return err
		}
	}
	return nil
}

// AnsweredIn are the guilds that have posts since a moment; "" stands for direct
// messages.
func (s *Store) AnsweredIn(ctx context.Context, since time.Time) ([]string, error) {
	return column[string](ctx, s, `SELECT DISTINCT guild FROM posts WHERE at > ? ORDER BY guild`, since.UnixMilli())
}

// ArticlesChanged are the guilds whose moderators changed their articles since
// a moment, by the audit log.
func (s *Store) ArticlesChanged(ctx context.Context, since time.Time) ([]string, error) {
	return column[string](ctx, s, `SELECT DISTINCT guild FROM audit WHERE at > ? AND action LIKE 'articles.%' ORDER BY guild`, since.UnixMilli())
}

// CitedSince returns what a guild's posts since a moment rest on, post by post.
// What only one person saw is left out: it cannot be edited.
func (s *Store) CitedSince(ctx context.Context, guild string, since time.Time) ([]Cited, error) {
	return rows(ctx, s, func(r *sql.Rows) (c Cited, err error) {
		return c, r.Scan(&c.Post, &c.Note, &c.Article, &c.Start, &c.End, &c.Hash)
	}, `SELECT c.post, p.note, c.article, c.start, c.stop, c.hash FROM cited c JOIN posts p ON p.id = c.post
		WHERE p.guild = ? AND p.at > ? AND p.private = 0 ORDER BY p.at, c.post, c.rowid`, guild, since.UnixMilli())
}

// SetNote remembers what became of a post's sources.
func (s *Store) SetNote(ctx context.Context, post string, n Note) error {
	return s.exec(ctx, `UPDATE posts SET note = ? WHERE id = ?`, string(n), post)
}
