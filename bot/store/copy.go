package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrNotEmpty: what is to be copied into holds something already.
var ErrNotEmpty = errors.New("there is something in it already")

// Statements on the tables of either engine, those of its own left out.
const (
	columnsOf = `SELECT m.name, c.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, c.cid
-- postgres
SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name NOT IN ('footnote', 'processes', 'jobs', 'leases') AND table_name NOT LIKE 'librar%' AND column_name NOT IN ('rowid', 'process') ORDER BY table_name, ordinal_position`
	parentsOf = `SELECT m.name, f."table" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
-- postgres
SELECT CAST(CAST(conrelid AS regclass) AS TEXT), CAST(CAST(confrelid AS regclass) AS TEXT) FROM pg_constraint
    WHERE contype = 'f' AND connamespace = CAST(current_schema() AS regnamespace) AND CAST(CAST(confrelid AS regclass) AS TEXT) <> 'libraries'`
	// Rows of curated_questions are kept in the order in which they came.
	rowsOf = `SELECT %columns FROM %table ORDER BY rowid
-- postgres
SELECT %columns FROM %table ORDER BY %order`
)

// table is one to copy.
type table struct {
	name    string
	columns []string
}

// sum stands for the rows of a table, in whatever order.
type sum struct {
	rows int
	hash [sha256.Size]byte
}

// add adds a row.
func (s *sum) add(row []any) {
	h := sha256.New()
	for _, v := range row {
		fmt.Fprintf(h, "%v\x00", v)
	}
	s.rows++
	for i, b := range h.Sum(nil) {
		s.hash[i] ^= b
	}
}

// batch is how many rows are written by one statement.
const batch = 100

// Copy copies all rows into a database whose tables are made and empty, wholly or not
// at all, and compares every table at the end. It returns how many rows there are by
// table. Nothing else may write to either meanwhile.
func Copy(ctx context.Context, to, from *DB) (rows map[string]int, err error) {
	ctx, done := context.WithTimeout(Across(ctx), longestThorough)
	defer done()
	rows = map[string]int{}
	// Each transaction is in a context of its own.
	err = from.transaction(ctx, func(reading context.Context) error {
		return to.transaction(ctx, func(writing context.Context) error {
			tables, err := from.tables(reading)
			if err != nil {
				return err
			}
			for _, t := range tables {
				if rows[t.name], err = t.copy(reading, writing, to, from); err != nil {
					return fmt.Errorf("the table %s: %w", t.name, err)
				}
			}
			return nil
		})
	})
	return rows, err
}

// tables are those to copy, each after those that its rows belong to.
func (s *DB) tables(ctx context.Context) ([]table, error) {
	columns, err := Rows(ctx, s, pair, columnsOf)
	if err != nil {
		return nil, err
	}
	parents, err := Rows(ctx, s, pair, parentsOf)
	if err != nil {
		return nil, err
	}
	var own, belonging []table
	for _, c := range columns {
		list := &own
		if slices.ContainsFunc(parents, func(p [2]string) bool { return p[0] == c[0] }) {
			list = &belonging // no table belongs to one of these
		}
		if n := len(*list); n == 0 || (*list)[n-1].name != c[0] {
			*list = append(*list, table{name: c[0]})
		}
		last := &(*list)[len(*list)-1]
		last.columns = append(last.columns, c[1])
	}
	return append(own, belonging...), nil
}

// quoted are the columns as statements name them.
func (t *table) quoted() string { return `"` + strings.Join(t.columns, `", "`) + `"` }

// read gives all rows to do, in the order in which they came where that matters.
func (t *table) read(ctx context.Context, s *DB, do func(row []any) error) error {
	order := "1"
	if t.name == "curated_questions" {
		order = "rowid"
	}
	query := Fill(rowsOf, "%columns", t.quoted(), "%table", `"`+t.name+`"`, "%order", order)
	return s.Each(ctx, func(found *sql.Rows) error {
		row, places := make([]any, len(t.columns)), make([]any, len(t.columns))
		for i := range row {
			places[i] = &row[i]
		}
		if err := found.Scan(places...); err != nil {
			return err
		}
		return do(row)
	}, query)
}

// copy copies a table and compares.
func (t *table) copy(reading, writing context.Context, to, from *DB) (int, error) {
	var there int
	if err := to.QueryRow(writing, `SELECT count(*) FROM "`+t.name+`"`).Scan(&there); err != nil {
		return 0, err
	} else if there > 0 {
		return 0, ErrNotEmpty
	}
	var read, written sum
	var waiting []any
	flush := func() error {
		if len(waiting) == 0 {
			return nil
		}
		places := "(" + strings.Repeat(", ?", len(t.columns))[2:] + ")"
		query := `INSERT INTO "` + t.name + `" (` + t.quoted() + ") VALUES " + strings.Repeat(", "+places, len(waiting)/len(t.columns))[2:]
		err := to.Exec(writing, query, waiting...)
		waiting = waiting[:0]
		return err
	}
	err := t.read(reading, from, func(row []any) error {
		row = to.values(row)
		read.add(row)
		waiting = append(waiting, row...)
		if len(waiting) < batch*len(t.columns) {
			return nil
		}
		return flush()
	})
	if err := errors.Join(err, flush()); err != nil {
		return 0, err
	}
	if err := t.read(writing, to, func(row []any) error { written.add(row); return nil }); err != nil {
		return 0, err
	}
	if read != written {
		return 0, fmt.Errorf("%d rows were read, and the %d that were written are others", read.rows, written.rows)
	}
	return read.rows, to.counted(writing, to, t.name, slices.Contains(t.columns, "id"))
}
