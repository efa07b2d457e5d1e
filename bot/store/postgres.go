package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// Bounds of a connection to a server.
const (
	mostConnections = 4 // and one that holds the database
	dialing         = 5 * time.Second
	// A statement or transaction that takes longer has lost its server: it concerns a
	// few rows, and somebody waits for it.
	longest = 10 * time.Second
)

// Schema is the schema that a database has the tables in, where its URL names none by
// search_path.
const Schema = "footnote"

// setProcess is the setting that has the number of a connection's process.
const setProcess = "footnote.process"

// ours is how a connection is set up, where the URL says nothing else. A bot whose machine is gone
// holds the database and a transaction's lock no longer than the server takes to see that.
var ours = map[string]string{
	"search_path": Schema, "application_name": "footnote",
	"idle_in_transaction_session_timeout": "60s",
	"tcp_keepalives_idle":                 "15", "tcp_keepalives_interval": "5", "tcp_keepalives_count": "3",
}

// leastServer is the oldest version of PostgreSQL that this is tested with.
const leastServer = 15

// server is the engine of a database on a PostgreSQL server.
type server struct {
	// at names it without its password.
	at string
}

// OpenURL opens the database at a URL, postgres://USER:PASSWORD@HOST:PORT/DATABASE, and
// brings its tables up to date. now is the clock; nil means time.Now.
func OpenURL(ctx context.Context, url string, now func() time.Time) (*DB, error) {
	s, err := connect(ctx, url, now)
	if err != nil {
		return nil, err
	}
	if err := s.prepared(ctx); err != nil {
		return nil, errors.Join(s.explain(err), s.Close())
	}
	return s, nil
}

// connect opens the database at a URL and sees whether it can be used.
func connect(ctx context.Context, url string, now func() time.Time) (*DB, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("database.url cannot be read, it has the form postgres://USER:PASSWORD@HOST:PORT/DATABASE: %w", err)
	}
	if config.ConnectTimeout == 0 {
		config.ConnectTimeout = dialing
	}
	config.RuntimeParams[setProcess] = strconv.FormatInt(rand.Int64(), 10)
	for key, value := range ours {
		if config.RuntimeParams[key] == "" {
			config.RuntimeParams[key] = value
		}
	}
	if now == nil {
		now = time.Now
	}
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(mostConnections + 1)
	db.SetMaxIdleConns(mostConnections)
	s := &DB{engine: server{fmt.Sprintf("%s:%d/%s", config.Host, config.Port, config.Database)}, db: db, now: now}
	if err := s.usable(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return s, nil
}

// usable refuses a server that is too old, only reads, or keeps other text than UTF-8.
func (s *DB) usable(ctx context.Context) error {
	var version int
	var named, encoding string
	var replica bool
	err := s.QueryRow(ctx, "SELECT CAST(current_setting('server_version_num') AS INTEGER), current_setting('server_version'), current_setting('server_encoding'), pg_is_in_recovery()").
		Scan(&version, &named, &encoding, &replica)
	at := s.engine.(server).at
	switch {
	case err != nil:
		return err
	case version/10000 < leastServer:
		return fmt.Errorf("the database %s is PostgreSQL %s: footnote needs %d or newer", at, named, leastServer)
	case replica:
		return fmt.Errorf("the database %s is a replica, which can only be read: name the primary server in database.url", at)
	case encoding != "UTF8":
		return fmt.Errorf("the database %s keeps its text as %s: make one with CREATE DATABASE footnote ENCODING 'UTF8' TEMPLATE template0", at, encoding)
	}
	return nil
}

// prepared makes the schema and brings the tables up to date.
func (s *DB) prepared(ctx context.Context) error {
	var path, schema sql.NullString
	err := s.QueryRow(ctx, "SELECT current_setting('search_path'), CAST(current_schema() AS TEXT)").Scan(&path, &schema)
	if err != nil {
		return err
	}
	if !schema.Valid {
		// One transaction: two that make it at once would both find it missing.
		if err := s.Exec(ctx, "SELECT pg_advisory_xact_lock(hashtext('footnote')); CREATE SCHEMA IF NOT EXISTS "+pgx.Identifier{path.String}.Sanitize()); err != nil {
			return err
		}
	}
	if err := s.migrate(ctx); err != nil {
		return err
	}
	return s.follow(ctx)
}

var placeholder = regexp.MustCompile(`'[^']*'|\binstr\(|\?\d*`)

// form has the values of a statement numbered as PostgreSQL does: a ? without a number
// is the one after the highest so far.
func (server) form(query string) string {
	if _, other, ok := strings.Cut(query, otherForm); ok {
		query = other
	}
	query = spell(query, "(CAST($1 AS JSON) ->> '$2')", "(CASE WHEN $1 ~ '^[0-9]{1,18}$$' THEN CAST($1 AS BIGINT) END)")
	highest := 0
	return placeholder.ReplaceAllStringFunc(query, func(found string) string {
		switch found[0] {
		case '\'':
			return found
		case 'i':
			return "strpos("
		}
		n, err := strconv.Atoi(found[1:])
		if err != nil {
			n = highest + 1
		}
		highest = max(highest, n)
		return "$" + strconv.Itoa(n)
	})
}

// values are booleans as the numbers that the tables hold, and text without what
// PostgreSQL cannot keep: the character zero, and what is no UTF-8.
func (server) values(list []any) []any {
	taken := make([]any, len(list))
	for i, v := range list {
		switch v := v.(type) {
		case bool:
			taken[i] = 0
			if v {
				taken[i] = 1
			}
		case string:
			taken[i] = storable(v)
		default:
			taken[i] = v
		}
	}
	return taken
}

// zero is the character zero as JSON escapes it, behind an even number of backslashes.
var zero = regexp.MustCompile(`((?:^|[^\\])(?:\\\\)*)(?:\\u0000)+`)

func storable(text string) string {
	if strings.Contains(text, `\u0000`) && (text[0] == '{' || text[0] == '[') {
		text = zero.ReplaceAllString(text, "$1")
	}
	return strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", ""), "\ufffd")
}

// patience is an end for a server that is gone.
func (server) patience(ctx context.Context) (context.Context, context.CancelFunc) {
	if inside(ctx) != nil {
		return ctx, func() {} // the transaction has one
	}
	return context.WithTimeout(ctx, longest)
}

// begun lets one transaction of this schema run at a time, over all processes.
func (server) begun(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "SELECT pg_advisory_xact_lock(hashtext('footnote.' || current_schema()))")
	return err
}

func (server) steps() []string { return stepsIn("migrations/postgres") }

func (server) version(ctx context.Context, s *DB) (version int, err error) {
	var made bool
	if err := s.QueryRow(ctx, "SELECT to_regclass('footnote') IS NOT NULL").Scan(&made); err != nil || !made {
		return 0, err
	}
	err = s.QueryRow(ctx, "SELECT version FROM footnote").Scan(&version)
	return version, err
}

func (server) setVersion(ctx context.Context, s *DB, version int) error {
	return s.Exec(ctx, "UPDATE footnote SET version = ?", version)
}

func (e server) newer(version int) error {
	return fmt.Errorf("%w: use that version, or another database than %s (its tables have version %d, this program knows %d)",
		ErrNewer, e.at, version, lastOf(e.steps()))
}

// keepCopy leaves copies to whoever runs the server.
func (server) keepCopy(context.Context, *DB, int) error { return nil }

// tidy leaves room to the server's own vacuum.
func (server) tidy(context.Context, *DB) error { return nil }

// rewrite writes all tables but those of libraries anew, with their indexes; the server removes the old files.
func (server) rewrite(ctx context.Context, s *DB) error {
	names, err := Column[string](ctx, s, "SELECT CAST(c.oid::regclass AS TEXT) FROM pg_class c WHERE c.relnamespace = CAST(current_schema() AS regnamespace) AND c.relkind = 'r' AND c.relname NOT LIKE 'librar%' ORDER BY 1")
	if err != nil {
		return err
	}
	ctx, done := context.WithTimeout(ctx, longestThorough)
	defer done()
	_, err = s.db.ExecContext(ctx, "VACUUM (FULL) "+strings.Join(names, ", "))
	return s.explain(err)
}

func (server) counted(ctx context.Context, s *DB, table string, id bool) error {
	if !id {
		return nil
	}
	var sequence sql.NullString // none where IDs are texts
	if err := s.QueryRow(ctx, "SELECT pg_get_serial_sequence(?, 'id')", table).Scan(&sequence); err != nil || !sequence.Valid {
		return err
	}
	return s.Exec(ctx, `SELECT setval(?, (SELECT max(id) FROM "`+table+`"))`, sequence.String)
}

// strike first tries all rows at once: that two become one is rare.
func (server) strike(ctx context.Context, s *DB, table, column, text string) error {
	fill := func(query string) string { return Fill(query, "%t", table, "%c", column) }
	err := s.tried(ctx, fill(`UPDATE %t SET %c = replace(%c, ?1, '') WHERE strpos(%c, ?1) > 0`), text)
	if err == nil || !isDuplicate(err) {
		return err
	}
	rows, err := Column[string](ctx, s, fill(`SELECT CAST(ctid AS TEXT) FROM %t WHERE strpos(%c, ?1) > 0 ORDER BY ctid`), text)
	if err != nil {
		return err
	}
	for _, row := range rows {
		err := s.tried(ctx, fill(`UPDATE %t SET %c = replace(%c, ?1, '') WHERE ctid = CAST(?2 AS tid)`), text, row)
		if isDuplicate(err) {
			err = s.Exec(ctx, fill(`DELETE FROM %t WHERE ctid = CAST(? AS tid)`), row)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// tried runs a statement of a transaction so that the transaction goes on where it
// fails.
func (s *DB) tried(ctx context.Context, query string, args ...any) error {
	if err := s.Exec(ctx, "SAVEPOINT tried"); err != nil {
		return err
	}
	if err := s.Exec(ctx, query, args...); err != nil {
		return errors.Join(err, s.Exec(ctx, "ROLLBACK TO SAVEPOINT tried"))
	}
	return s.Exec(ctx, "RELEASE SAVEPOINT tried")
}

// isDuplicate reports whether a statement would have made a second row of a key.
func isDuplicate(err error) bool {
	var e *pgconn.PgError
	return errors.As(err, &e) && e.Code == "23505"
}
