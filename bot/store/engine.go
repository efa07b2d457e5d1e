package store

import (
	"context"
	"database/sql"
	"regexp"
	"strings"
)

// engine is what differs between the databases that can hold the bot's data.
//
// Statements are written in what SQLite and PostgreSQL both take. Beyond that,
//
//   - ? and ?1 stand for values, as in SQLite;
//   - json_text(COLUMN, 'KEY') is a member of the JSON object in a column, as text
//     (SQLite: as what it is);
//   - whole_number(COLUMN) is the number that a text is;
//   - a statement that needs a form of its own in PostgreSQL has that below a line
//     "-- postgres".
type engine interface {
	// form is a statement as the engine takes it, values are its values.
	form(query string) string
	values(list []any) []any
	// patience bounds how long a statement may take.
	patience(ctx context.Context) (context.Context, context.CancelFunc)
	// begun makes of a new transaction one that no other runs beside.
	begun(ctx context.Context, tx *sql.Tx) error
	// explain says in a sentence what mends an error, where it knows that.
	explain(err error) error
	// steps are the files of the migrations in order.
	steps() []string
	// version is up to which step the tables are, setVersion changes that, and
	// newer refuses one that this program does not know.
	version(ctx context.Context, s *DB) (int, error)
	setVersion(ctx context.Context, s *DB, version int) error
	newer(version int) error
	// keepCopy keeps the data as they are before a step.
	keepCopy(ctx context.Context, s *DB, version int) error
	// counted has the next row of a table that numbers its rows numbered after those
	// that have been copied into it.
	counted(ctx context.Context, s *DB, table string, id bool) error
	// strike takes a text out of a column; where two rows would become one, the
	// later one goes.
	strike(ctx context.Context, s *DB, table, column, text string) error
	// rewrite writes all anew, so that nothing is left of what was removed; tidy
	// gives much room back and drops copies that are old.
	rewrite(ctx context.Context, s *DB) error
	tidy(ctx context.Context, s *DB) error
}

// otherForm begins a statement's form for PostgreSQL.
const otherForm = "\n-- postgres\n"

var (
	jsonText    = regexp.MustCompile(`\bjson_text\(([\w.]+), '(\w+)'\)`)
	wholeNumber = regexp.MustCompile(`\bwhole_number\(([\w.]+)\)`)
)

// spell replaces the functions that each engine spells in its own way.
func spell(query, text, number string) string {
	if strings.Contains(query, "json_text(") {
		query = jsonText.ReplaceAllString(query, text)
	}
	if strings.Contains(query, "whole_number(") {
		query = wholeNumber.ReplaceAllString(query, number)
	}
	return query
}

// Strike takes a text out of a column of a table; both names are quoted.
func (s *DB) Strike(ctx context.Context, table, column, text string) error {
	return s.strike(ctx, s, table, column, text)
}

// Rewrite writes all data anew, so that no byte is left of what was removed.
func (s *DB) Rewrite(ctx context.Context) error { return s.rewrite(ctx, s) }

// Tidy gives the room of what was removed back to the disk, where that is much, and
// drops copies that were made before the tables changed and are old.
func (s *DB) Tidy(ctx context.Context) error { return s.tidy(ctx, s) }
