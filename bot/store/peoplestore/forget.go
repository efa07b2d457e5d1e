package peoplestore

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"strings"

	"footnote/bot/store"
)

// forgetting are the statements that remove a person, in order. ? is the
// person's ID.
var forgetting = []string{
	`DELETE FROM cases WHERE person = ?1`,
	`DELETE FROM unanswered WHERE post IN (SELECT id FROM posts WHERE person = ?1)`,
	// A gap that somebody else waits for too stays theirs.
	`DELETE FROM unanswered WHERE id IN (SELECT gap FROM askers WHERE person = ?1)
		AND NOT EXISTS (SELECT 1 FROM askers a WHERE a.gap = unanswered.id AND a.person <> ?1)`,
	`DELETE FROM askers WHERE person = ?1`,
	`DELETE FROM posts WHERE person = ?1`,
	`DELETE FROM votes WHERE person = ?1`,
	`DELETE FROM turns WHERE person = ?1`,
	`DELETE FROM pending WHERE json_text(body, 'person') = ?1`,
	`UPDATE threads SET person = '' WHERE person = ?1`,
	`DELETE FROM summaries WHERE person = ?1 AND state <> 'published'`,
	`UPDATE summaries SET body = json_set(body, '$.name', '', '$.signed', json('false')) WHERE person = ?1
-- postgres
UPDATE summaries SET body = CAST(CAST(body AS JSONB) || '{"name": "", "signed": false}' AS TEXT) WHERE person = ?1`,
	`UPDATE curated SET person = '', name = '' WHERE person = ?1`,
}

// Former begins what stands in the audit log in the place of a person who was
// forgotten.
const Former = "former-"

// Forget removes a person: questions, votes, conversations and what is under
// way go, gaps and threads no longer say who asked, what a moderator wrote and
// changed stays under no name. Whatever other rows hold the ID lose it too, and
// the file is written anew, so that no byte of it is left.
func (s *PeopleStore) Forget(ctx context.Context, person string) error {
	defer s.db.Changed()
	if person == "" {
		return nil
	}
	err := s.db.Thoroughly(store.Across(ctx), func(ctx context.Context) error {
		if err := store.Untrace(ctx, s.db, `p.person = ?1`, person); err != nil {
			return err
		}
		for _, query := range forgetting {
			if err := s.db.Exec(ctx, query, person); err != nil {
				return err
			}
		}
		alias := Former + strings.ToLower(rand.Text()[:6])
		if err := s.db.Exec(ctx, query("Forget"), alias, person); err != nil {
			return err
		}
		return s.strike(ctx, person)
	})
	if err != nil {
		return err
	}
	return s.db.Rewrite(ctx)
}

// strike takes an ID out of all texts of all tables, those that this file knows
// nothing of too: a question may mention somebody.
func (s *PeopleStore) strike(ctx context.Context, person string) error {
	if !isID(person) {
		return nil
	}
	columns, err := s.textColumns(ctx)
	if err != nil {
		return err
	}
	for _, c := range columns {
		// Where two rows would become one, the later one goes.
		if err := s.db.Strike(ctx, c.table, c.column, person); err != nil {
			return fmt.Errorf("%s.%s: %w", c.table, c.column, err)
		}
	}
	return nil
}

// isID reports whether a text is a snowflake: it can then be nothing else.
func isID(s string) bool {
	return len(s) >= 15 && strings.Trim(s, "0123456789") == ""
}

type textColumn struct{ table, column string }

// textColumns are the columns of all tables that hold text, quoted.
func (s *PeopleStore) textColumns(ctx context.Context) ([]textColumn, error) {
	return store.Rows(ctx, s.db, func(r *sql.Rows) (c textColumn, err error) {
		err = r.Scan(&c.table, &c.column)
		return textColumn{`"` + c.table + `"`, `"` + c.column + `"`}, err
	}, query("textColumns"))
}
