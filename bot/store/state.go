package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"
)

// Thread is a thread that the bot opened.
type Thread struct {
	ID, Guild string
	// Person is who it was opened for.
	Person string
	// Silent: a moderator has answered there, and the bot only speaks when it
	// is spoken to.
	Silent bool
}

// AddThread remembers a thread of the bot's.
func (s *Store) AddThread(ctx context.Context, t Thread) error {
	return s.exec(ctx, `INSERT OR REPLACE INTO threads (id, guild, person, silent, at) VALUES (?,?,?,?,?)`, t.ID, t.Guild, t.Person, t.Silent, s.stamp())
}

// Thread returns a thread of the bot's, or ErrNotFound.
func (s *Store) Thread(ctx context.Context, id string) (Thread, error) {
	var t Thread
	err := s.db.QueryRowContext(ctx, `SELECT id, guild, person, silent FROM threads WHERE id = ?`, id).Scan(&t.ID, &t.Guild, &t.Person, &t.Silent)
	if errors.Is(err, sql.ErrNoRows) {
		err = ErrNotFound
	}
	return t, err
}

// SetSilent says whether a moderator has taken a thread over.
func (s *Store) SetSilent(ctx context.Context, thread string, silent bool) error {
	return s.exec(ctx, `UPDATE threads SET silent = ? WHERE id = ?`, silent, thread)
}

// Pending is a question under way. Body is the caller's own; a "person" in it
// is found by Forget.
type Pending struct {
	ID   string
	At   time.Time
	Body json.RawMessage
}

// AddPending remembers a question that was taken on, or what changed about it.
func (s *Store) AddPending(ctx context.Context, p Pending) error {
	return s.exec(ctx, `INSERT INTO pending (id, at, body) VALUES (?,?,?) ON CONFLICT (id) DO UPDATE SET body = excluded.body`,
		p.ID, p.At.UnixMilli(), string(p.Body))
}

// RemovePending forgets a question that got its answer.
func (s *Store) RemovePending(ctx context.Context, id string) error {
	return s.exec(ctx, `DELETE FROM pending WHERE id = ?`, id)
}

// TakePending returns the questions under way that were taken on after since,
// oldest first, and forgets the older ones.
func (s *Store) TakePending(ctx context.Context, since time.Time) ([]Pending, error) {
	if err := s.exec(ctx, `DELETE FROM pending WHERE at <= ?`, since.UnixMilli()); err != nil {
		return nil, err
	}
	rows, err := s.db.QueryContext(ctx, `SELECT id, at, body FROM pending ORDER BY at, id`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []Pending
	for rows.Next() {
		var p Pending
		var at int64
		var body string
		if err := rows.Scan(&p.ID, &at, &body); err != nil {
			return nil, err
		}
		p.At, p.Body = time.UnixMilli(at), json.RawMessage(body)
		list = append(list, p)
	}
	return list, rows.Err()
}

// Setting reads a guild's setting into value, which is left alone where
// nothing is set.
func (s *Store) Setting(ctx context.Context, guild, key string, value any) error {
	var text string
	err := s.db.QueryRowContext(ctx, `SELECT value FROM settings WHERE guild = ? AND key = ?`, guild, key).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return json.Unmarshal([]byte(text), value)
}

// Set changes a guild's setting.
func (s *Store) Set(ctx context.Context, guild, key string, value any) error {
	text, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return s.exec(ctx, `INSERT OR REPLACE INTO settings (guild, key, value) VALUES (?,?,?)`, guild, key, string(text))
}

// Settings returns what is set in a guild, as JSON by key.
func (s *Store) Settings(ctx context.Context, guild string) (map[string]json.RawMessage, error) {
	type setting struct{ key, value string }
	list, err := rows(ctx, s, func(r *sql.Rows) (v setting, err error) { return v, r.Scan(&v.key, &v.value) },
		`SELECT key, value FROM settings WHERE guild = ?`, guild)
	all := map[string]json.RawMessage{}
	for _, v := range list {
		all[v.key] = json.RawMessage(v.value)
	}
	return all, err
}
