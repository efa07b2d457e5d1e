package poststore

import (
	"context"
	"database/sql"
	"time"

	"footnote/bot/store"
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

// Cited is a passage that a post rests on: a range of an article, in bytes, and
// how it read then.
type Cited struct {
	Post       string
	Note       Note
	Article    string
	Quote      string
	Start, End int
}

// AnsweredIn are the guilds that have posts since a moment; "" stands for direct
// messages.
func (s *PostStore) AnsweredIn(ctx context.Context, since time.Time) ([]string, error) {
	return store.Column[string](store.Across(ctx), s.db, query("AnsweredIn"), since.UnixMilli())
}

// ArticlesChanged are the guilds whose moderators changed their articles since
// a moment, by the audit log.
func (s *PostStore) ArticlesChanged(ctx context.Context, since time.Time) ([]string, error) {
	return store.Column[string](store.Across(ctx), s.db, query("ArticlesChanged"), since.UnixMilli())
}

// CitedSince returns what a guild's posts since a moment rest on, post by post.
// What only one person saw is left out: it cannot be edited.
func (s *PostStore) CitedSince(ctx context.Context, guild string, since time.Time) ([]Cited, error) {
	return store.Rows(ctx, s.db, func(r *sql.Rows) (c Cited, err error) {
		return c, r.Scan(&c.Post, &c.Note, &c.Article, &c.Quote, &c.Start, &c.End)
	}, query("CitedSince"), guild, since.UnixMilli())
}

// SetNote remembers what became of a post's sources.
func (s *PostStore) SetNote(ctx context.Context, post string, n Note) error {
	return s.db.Exec(ctx, query("SetNote"), string(n), post)
}
