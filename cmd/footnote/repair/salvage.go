// Package repair saves what can be read of a damaged SQLite file.
//
// A table is read row by row in the order of its numbers. Where a page cannot be
// read, the next number behind it that can be is looked for, and the rest goes on
// from there: what is lost is what stood on the damaged pages.
package repair

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"

	"footnote/retrieval/sqlite"
)

// Table says what became of a table.
type Table struct {
	Name string `json:"table"`
	// Saved counts the rows that were saved.
	Saved int `json:"saved"`
	// Lost counts the rows that were not, -1 where nobody can say how many.
	Lost int `json:"lost"`
}

// String says it to a person.
func (t Table) String() string {
	switch {
	case t.Lost < 0:
		return fmt.Sprintf("%d rows saved, others lost", t.Saved)
	case t.Lost > 0:
		return fmt.Sprintf("%d rows saved, %d lost", t.Saved, t.Lost)
	}
	return fmt.Sprintf("%d rows saved", t.Saved)
}

// ErrHopeless: not even the list of tables can be read.
var ErrHopeless = errors.New("nothing of it can be read")

// Salvage copies what can be read of the file at from into a new file at to, and
// says of each table what was saved. Nobody else may use the files.
func Salvage(ctx context.Context, from, to string) (tables []Table, err error) {
	old, err := sql.Open("sqlite", sqlite.Address(from, "", "query_only(1)", "cell_size_check(1)"))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, old.Close()) }()
	old.SetMaxOpenConns(1)
	s := &salvage{old: old}
	if err := s.read(ctx); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrHopeless, err)
	}
	made, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL, 0o600) // for nobody else to read
	if err != nil {
		return nil, err
	}
	if err := made.Close(); err != nil {
		return nil, err
	}
	fresh, err := sql.Open("sqlite", sqlite.Address(to, "", "page_size(8192)", "auto_vacuum(2)", "journal_mode(WAL)", "foreign_keys(0)"))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, fresh.Close()) }()
	fresh.SetMaxOpenConns(1)
	s.fresh = fresh
	return s.copy(ctx)
}

// salvage is a file that is being saved.
type salvage struct {
	old, fresh *sql.DB
	tables     []table
	// others are the statements that make indexes and the like.
	others  []string
	version int
	id      int
}

// table is a table of the file.
type table struct {
	name, sql string
	columns   []string
	// keyed tells a table whose rows have no numbers; key is what orders it.
	keyed bool
	key   []string
}

// read reads which tables there are.
func (s *salvage) read(ctx context.Context) error {
	if err := s.old.QueryRowContext(ctx, "PRAGMA user_version").Scan(&s.version); err != nil {
		return err
	}
	if err := s.old.QueryRowContext(ctx, "PRAGMA application_id").Scan(&s.id); err != nil {
		return err
	}
	rows, err := s.old.QueryContext(ctx, "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid")
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var kind string
		var t table
		if err := rows.Scan(&kind, &t.name, &t.sql); err != nil {
			return err
		}
		if kind != "table" {
			s.others = append(s.others, t.sql)
			continue
		}
		s.tables = append(s.tables, t)
	}
	if len(s.tables) == 0 && rows.Err() == nil {
		return errors.New("it has no tables")
	}
	return rows.Err()
}

// copy makes the tables and fills them.
func (s *salvage) copy(ctx context.Context) ([]Table, error) {
	for _, statement := range []string{fmt.Sprintf("PRAGMA user_version = %d", s.version), fmt.Sprintf("PRAGMA application_id = %d", s.id)} {
		if _, err := s.fresh.ExecContext(ctx, statement); err != nil {
			return nil, err
		}
	}
	for i := range s.tables {
		t := &s.tables[i]
		if _, err := s.fresh.ExecContext(ctx, t.sql); err != nil {
			return nil, err
		}
		if err := s.describe(ctx, t); err != nil {
			return nil, err
		}
	}
	for _, statement := range s.others {
		if _, err := s.fresh.ExecContext(ctx, statement); err != nil {
			return nil, err
		}
	}
	var said []Table
	for i := range s.tables {
		t, err := s.fill(ctx, &s.tables[i])
		if err != nil {
			return said, err
		}
		said = append(said, t)
	}
	return said, s.dropOrphans(ctx, said)
}

// describe reads the columns of a table, from the new file, which is sound.
func (s *salvage) describe(ctx context.Context, t *table) error {
	rows, err := s.fresh.QueryContext(ctx, "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", t.name)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	for rows.Next() {
		var name string
		var place int
		if err := rows.Scan(&name, &place); err != nil {
			return err
		}
		t.columns = append(t.columns, quoted(name))
		if place > 0 {
			t.key = append(t.key, quoted(name))
		}
	}
	t.keyed = strings.Contains(strings.ToUpper(t.sql), "WITHOUT ROWID")
	return rows.Err()
}

func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// dropOrphans removes rows that refer to rows that were lost, and counts them.
func (s *salvage) dropOrphans(ctx context.Context, said []Table) error {
	for changed := true; changed; {
		changed = false
		for i := range s.tables {
			n, err := s.orphansOf(ctx, &s.tables[i])
			if err != nil {
				return err
			}
			changed = changed || n > 0
			said[i].Saved -= n
			if said[i].Lost >= 0 {
				said[i].Lost += n
			}
		}
	}
	return nil
}

// orphansOf removes the rows of a table that refer to nothing.
func (s *salvage) orphansOf(ctx context.Context, t *table) (int, error) {
	statements, err := texts(ctx, s.fresh, `SELECT 'DELETE FROM ' || ?2 || ' WHERE "' || "from" || '" NOT IN (SELECT "' || "to" || '" FROM "' || "table" || '")'
		FROM pragma_foreign_key_list(?1)`, t.name, quoted(t.name))
	total := 0
	for _, statement := range statements {
		result, err := s.fresh.ExecContext(ctx, statement)
		if err != nil {
			return total, err
		}
		n, err := result.RowsAffected()
		if err != nil {
			return total, err
		}
		total += int(n)
	}
	return total, err
}

// texts reads the first column of all rows.
func texts(ctx context.Context, db *sql.DB, query string, args ...any) ([]string, error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var all []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		all = append(all, text)
	}
	return all, rows.Err()
}
