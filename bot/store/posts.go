package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"footnote/bot/feature"
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
func (s *Store) AddPost(ctx context.Context, p Post) error {
	body, err := json.Marshal(p.Answer)
	if err != nil {
		return fmt.Errorf("store: post %s: %w", p.ID, err)
	}
	return s.atomically(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO posts (id, guild, channel, person, at, locale, private, conversation, shown, curated, similar, answer, seen)
			VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)
			ON CONFLICT (id) DO UPDATE SET answer = excluded.answer, at = excluded.at, curated = excluded.curated,
			similar = excluded.similar, note = ''`,
			p.ID, p.Guild, p.Channel, p.Person, s.stamp(), p.Locale, p.Private, p.Conversation, p.Shown, p.Curated, p.Similar, string(body), p.Seen)
		if err != nil {
			return err
		}
		return setCited(ctx, tx, p.ID, p.Answer.Citations)
	})
}

// PostIn returns a post of a guild, or ErrNotFound.
func (s *Store) PostIn(ctx context.Context, guild, id string) (Post, error) {
	p, err := s.Post(ctx, id)
	if err == nil && p.Guild != guild {
		return Post{}, ErrNotFound
	}
	return p, err
}

// postColumns are what scanPost reads of posts p.
const postColumns = `p.id, p.guild, p.channel, p.person, p.at, p.locale, p.private, p.told, p.conversation, p.shown, p.curated, p.similar, p.wrong, p.note, p.answer, p.seen`

// Post returns a post, or ErrNotFound.
func (s *Store) Post(ctx context.Context, id string) (Post, error) {
	return scanPost(s.db.QueryRowContext(ctx, `SELECT `+postColumns+` FROM posts p WHERE p.id = ?`, id))
}

// PostOf returns the post that a message belongs to, or ErrNotFound.
func (s *Store) PostOf(ctx context.Context, message string) (Post, error) {
	return scanPost(s.db.QueryRowContext(ctx, `SELECT `+postColumns+` FROM posts p JOIN messages m ON m.post = p.id WHERE m.id = ?`, message))
}

func scanPost(row *sql.Row) (Post, error) {
	var p Post
	var at int64
	var body string
	err := row.Scan(&p.ID, &p.Guild, &p.Channel, &p.Person, &at, &p.Locale, &p.Private, &p.Told, &p.Conversation,
		&p.Shown, &p.Curated, &p.Similar, &p.Wrong, &p.Note, &body, &p.Seen)
	if errors.Is(err, sql.ErrNoRows) {
		return p, ErrNotFound
	}
	if err != nil {
		return p, err
	}
	p.At = time.UnixMilli(at)
	return p, json.Unmarshal([]byte(body), &p.Answer)
}

// SetMessages says which messages a post consists of, in order.
func (s *Store) SetMessages(ctx context.Context, post string, messages []feature.Posted) error {
	return s.atomically(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM messages WHERE post = ?`, post); err != nil {
			return err
		}
		for i, m := range messages {
			if _, err := tx.ExecContext(ctx, `INSERT OR REPLACE INTO messages (id, post, channel, part) SELECT ?, id, ?, ? FROM posts WHERE id = ?`,
				m.ID, m.Channel, i, post); err != nil {
				return err
			}
		}
		return nil
	})
}

// Messages returns the messages of a post, in order.
func (s *Store) Messages(ctx context.Context, post string) ([]feature.Posted, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT id, channel FROM messages WHERE post = ? ORDER BY part`, post)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []feature.Posted
	for rows.Next() {
		var m feature.Posted
		if err := rows.Scan(&m.ID, &m.Channel); err != nil {
			return nil, err
		}
		list = append(list, m)
	}
	return list, rows.Err()
}

// Vote keeps a person's vote on a post, +1 or -1, in place of an earlier one,
// and returns the counts. A vote on an unknown post is ErrNotFound.
func (s *Store) Vote(ctx context.Context, post, person string, vote int) (up, down int, err error) {
	res, err := s.db.ExecContext(ctx, `INSERT INTO votes (post, person, vote, at) SELECT id, ?, ?, ? FROM posts WHERE id = ?
		ON CONFLICT (post, person) DO UPDATE SET vote = excluded.vote, reason = '', at = excluded.at`, person, vote, s.stamp(), post)
	if err != nil {
		return 0, 0, err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return 0, 0, errors.Join(ErrNotFound, err)
	}
	return s.Votes(ctx, post)
}

// Votes counts the votes on a post.
func (s *Store) Votes(ctx context.Context, post string) (up, down int, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT count(*) FILTER (WHERE vote > 0), count(*) FILTER (WHERE vote < 0) FROM votes WHERE post = ?`, post).Scan(&up, &down)
	return up, down, err
}

// SetReason adds to a person's vote what was wrong.
func (s *Store) SetReason(ctx context.Context, post, person, reason string) error {
	return s.exec(ctx, `UPDATE votes SET reason = ? WHERE post = ? AND person = ?`, reason, post, person)
}
