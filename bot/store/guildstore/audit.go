package guildstore

import (
	"context"
	"database/sql"
	"time"

	"footnote/bot/store"
)

// AddAudit notes that a person changed something in a guild: action is one of
// the program's words for it, as "articles.add", detail what it was done to.
func (s *GuildStore) AddAudit(ctx context.Context, guild, person, action, detail string) error {
	return s.AddAuditOf(ctx, guild, person, action, store.Asked{Question: detail})
}

// AddAuditOf notes that a person changed something about a question.
func (s *GuildStore) AddAuditOf(ctx context.Context, guild, person, action string, q store.Asked) error {
	return s.db.Exec(ctx, query("AddAuditOf"),
		guild, person, action, q.Question, q.Channel, s.db.Stamp())
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
func (s *GuildStore) Audit(ctx context.Context, guild string, limit, offset int) ([]Audited, error) {
	return store.Rows(ctx, s.db, func(r *sql.Rows) (a Audited, err error) {
		var at int64
		err = r.Scan(&a.Person, &a.Action, &a.Detail, &a.Seen, &at)
		a.At = time.UnixMilli(at)
		return a, err
	}, query("Audit"), guild, limit, offset)
}

// AuditLen is how many changes of a guild are kept.
func (s *GuildStore) AuditLen(ctx context.Context, guild string) (n int, err error) {
	err = s.db.QueryRow(ctx, query("AuditLen"), guild).Scan(&n)
	return n, err
}
