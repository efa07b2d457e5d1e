package store

import (
	"context"
	"database/sql"
	"time"
)

// AddAudit notes that a person changed something in a guild: action is one of
// the program's words for it, as "articles.add", detail what it was done to.
func (s *Store) AddAudit(ctx context.Context, guild, person, action, detail string) error {
	return s.AddAuditOf(ctx, guild, person, action, Asked{Question: detail})
}

// AddAuditOf notes that a person changed something about a question.
func (s *Store) AddAuditOf(ctx context.Context, guild, person, action string, q Asked) error {
	return s.exec(ctx, `INSERT INTO audit (guild, person, action, detail, seen, at) VALUES (?,?,?,?,?,?)`,
		guild, person, action, q.Question, q.Channel, s.stamp())
}

// Audited is a change that somebody made. Person is an ID, or what stands in its
// place since that person was forgotten: "former-" and some letters.
type Audited struct {
	Person, Action, Detail string
	// Seen is the channel whose readers may see Detail, "" for all moderators.
	Seen string
	At   time.Time
}

// Audit returns changes in a guild, newest first.
func (s *Store) Audit(ctx context.Context, guild string, limit, offset int) ([]Audited, error) {
	return rows(ctx, s, func(r *sql.Rows) (a Audited, err error) {
		var at int64
		err = r.Scan(&a.Person, &a.Action, &a.Detail, &a.Seen, &at)
		a.At = time.UnixMilli(at)
		return a, err
	}, `SELECT person, action, detail, seen, at FROM audit WHERE guild = ? ORDER BY at DESC, id DESC LIMIT ? OFFSET ?`, guild, limit, offset)
}

// AuditLen is how many changes of a guild are kept.
func (s *Store) AuditLen(ctx context.Context, guild string) (n int, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT count(*) FROM audit WHERE guild = ?`, guild).Scan(&n)
	return n, err
}
