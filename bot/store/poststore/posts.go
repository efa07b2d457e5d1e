package poststore

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"footnote/bot/feature"
	"footnote/bot/store"
	"footnote/retrieval/answer"
)

// Post is an answer that stands in a channel.
type Post struct {
	// ID is the bot's own, short enough for a button's ID.
	ID string
	// Guild is "" in a direct message; Channel may be a thread.
	Guild, Channel string
	// Seen is the channel whose readers may see what was asked.
	Seen string
	// Person is who asked, "" once forgotten.
	Person string
	// Locale is the language the post is in.
	Locale string
	// Private: only who asked sees it.
	Private bool
	// Told: the moderators were told about it.
	Told bool
	// Conversation names the turns that a reply goes on with.
	Conversation string
	// Shown: the chat shows the question already.
	Shown bool
	// Curated is the moderator's answer that stands with it, Similar one to a
	// similar question; 0 for none.
	Curated, Similar int64
	// Wrong is why a moderator called the answer wrong, "" where nobody did.
	Wrong string
	// Note says what became of its sources since.
	Note   Note
	At     time.Time
	Answer answer.Answer
}

// AddPost keeps a post, or replaces the one of its ID.
func (s *PostStore) AddPost(ctx context.Context, p Post) error {
	body, err := json.Marshal(p.Answer)
	if err != nil {
		return fmt.Errorf("store: post %s: %w", p.ID, err)
	}
	return s.db.Exec(ctx, query("AddPost"),
		p.ID, p.Guild, p.Channel, p.Person, s.db.Stamp(), p.Locale, p.Private, p.Conversation, p.Shown, p.Curated, p.Similar, string(body), p.Seen)
}

// PostIn returns a post of a guild, or store.ErrNotFound.
func (s *PostStore) PostIn(ctx context.Context, guild, id string) (Post, error) {
	p, err := s.Post(ctx, id)
	if err == nil && p.Guild != guild {
		return Post{}, store.ErrNotFound
	}
	return p, err
}

// postColumns are what scanPost reads of posts p.
const postColumns = `p.id, p.guild, p.channel, p.person, p.at, p.locale, p.private, p.told, p.conversation, p.shown, p.curated, p.similar, p.wrong, p.note, p.answer, p.seen`

// Post returns a post, or store.ErrNotFound.
func (s *PostStore) Post(ctx context.Context, id string) (Post, error) {
	return scanPost(s.db.QueryRow(ctx, `SELECT `+postColumns+` FROM posts p WHERE p.id = ?`, id))
}

// PostOf returns the post that a message belongs to, or store.ErrNotFound.
func (s *PostStore) PostOf(ctx context.Context, message string) (Post, error) {
	return scanPost(s.db.QueryRow(ctx, `SELECT `+postColumns+` FROM posts p JOIN messages m ON m.post = p.id WHERE m.id = ?`, message))
}

func scanPost(row store.Row) (Post, error) {
	var p Post
	var at int64
	var body string
	err := row.Scan(&p.ID, &p.Guild, &p.Channel, &p.Person, &at, &p.Locale, &p.Private, &p.Told, &p.Conversation,
		&p.Shown, &p.Curated, &p.Similar, &p.Wrong, &p.Note, &body, &p.Seen)
	if errors.Is(err, sql.ErrNoRows) {
		return p, store.ErrNotFound
	}
	if err != nil {
		return p, err
	}
	p.At = time.UnixMilli(at)
	return p, json.Unmarshal([]byte(body), &p.Answer)
}

// AddMessages says which messages a new post consists of, in order.
func (s *PostStore) AddMessages(ctx context.Context, post string, messages []feature.Posted) error {
	list, err := json.Marshal(append([]feature.Posted{}, messages...))
	if err != nil {
		return err
	}
	return s.db.Exec(ctx, query("AddMessages"), string(list), post)
}

// SetMessages says which messages a post consists of, in order.
func (s *PostStore) SetMessages(ctx context.Context, post string, messages []feature.Posted) error {
	return s.db.Together(ctx, func(ctx context.Context) error {
		if err := s.db.Exec(ctx, query("SetMessages: delete messages"), post); err != nil {
			return err
		}
		return s.AddMessages(ctx, post, messages)
	})
}

// Messages returns the messages of a post, in order.
func (s *PostStore) Messages(ctx context.Context, post string) ([]feature.Posted, error) {
	return store.Rows(ctx, s.db, func(r *sql.Rows) (m feature.Posted, err error) { return m, r.Scan(&m.ID, &m.Channel) },
		query("Messages"), post)
}

// Vote keeps a person's vote on a post, +1 or -1, in place of an earlier one,
// and returns the counts. A vote on an unknown post is store.ErrNotFound.
func (s *PostStore) Vote(ctx context.Context, post, person string, vote int) (up, down int, err error) {
	res, err := s.db.ExecResult(ctx, query("Vote"), person, vote, s.db.Stamp(), post)
	if err != nil {
		return 0, 0, err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return 0, 0, errors.Join(store.ErrNotFound, err)
	}
	return s.Votes(ctx, post)
}

// Votes counts the votes on a post.
func (s *PostStore) Votes(ctx context.Context, post string) (up, down int, err error) {
	err = s.db.QueryRow(ctx, query("Votes"), post).Scan(&up, &down)
	return up, down, err
}

// SetReason adds to a person's vote what was wrong.
func (s *PostStore) SetReason(ctx context.Context, post, person, reason string) error {
	return s.db.Exec(ctx, query("SetReason"), reason, post, person)
}
