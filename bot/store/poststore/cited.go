package poststore

import (
	"context"
	"database/sql"
	"hash/fnv"
	"time"

	"footnote/bot/store"
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
	if _, err := tx.ExecContext(ctx, query("setCited: delete cited"), post); err != nil {
		return err
	}
	for i := range list {
		c := &list[i]
		if _, err := tx.ExecContext(ctx, query("setCited: insert cited"),
			post, c.Article, c.Start, c.End, QuoteHash(c.Quote)); err != nil {
			return err
		}
	}
	return nil
}

// AnsweredIn are the guilds that have posts since a moment; "" stands for direct
// messages.
func (s *PostStore) AnsweredIn(ctx context.Context, since time.Time) ([]string, error) {
	return store.Column[string](ctx, s.db, query("AnsweredIn"), since.UnixMilli())
}

// ArticlesChanged are the guilds whose moderators changed their articles since
// a moment, by the audit log.
func (s *PostStore) ArticlesChanged(ctx context.Context, since time.Time) ([]string, error) {
	return store.Column[string](ctx, s.db, query("ArticlesChanged"), since.UnixMilli())
}

// CitedSince returns what a guild's posts since a moment rest on, post by post.
// What only one person saw is left out: it cannot be edited.
func (s *PostStore) CitedSince(ctx context.Context, guild string, since time.Time) ([]Cited, error) {
	return store.Rows(ctx, s.db, func(r *sql.Rows) (c Cited, err error) {
		return c, r.Scan(&c.Post, &c.Note, &c.Article, &c.Start, &c.End, &c.Hash)
	}, query("CitedSince"), guild, since.UnixMilli())
}

// SetNote remembers what became of a post's sources.
func (s *PostStore) SetNote(ctx context.Context, post string, n Note) error {
	return s.db.Exec(ctx, query("SetNote"), string(n), post)
}
