package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Status is how a database stands.
type Status struct {
	// Engine is SQLite or PostgreSQL with its version, Place where the data are: a path,
	// or a server's address and its database's name.
	Engine, Place string
	// Version is up to which step of its migrations it is, 0 where there are no tables
	// yet; Latest is the last that this program knows.
	Version, Latest int
}

// FileStatus tells how the file at path stands, and changes nothing. The error is
// fs.ErrNotExist where there is none.
func FileStatus(ctx context.Context, path string) (st Status, err error) {
	st = Status{Place: path, Latest: lastOf(file{}.steps())}
	if err := Check(ctx, path); err != nil && !errors.Is(err, ErrNewer) {
		return st, err
	}
	db, err := sql.Open("sqlite", address(path)+"&mode=ro")
	if err != nil {
		return st, explain(path, err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	err = db.QueryRowContext(ctx, "SELECT 'SQLite ' || sqlite_version(), user_version FROM pragma_user_version").Scan(&st.Engine, &st.Version)
	return st, err
}

// URLStatus tells how the database at a URL stands, and changes nothing.
func URLStatus(ctx context.Context, url string) (st Status, err error) {
	s, err := connect(ctx, url, nil)
	if err != nil {
		return st, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	st = Status{Place: s.engine.(server).at, Latest: lastOf(s.steps())}
	if err := s.QueryRow(ctx, "SELECT 'PostgreSQL ' || current_setting('server_version')").Scan(&st.Engine); err != nil {
		return st, err
	}
	st.Version, err = s.version(ctx, s)
	return st, err
}

// ErrHeld: another program uses the database.
var ErrHeld = errors.New("another program uses the database")

// Hold keeps other programs that hold a database on a server out of it, until release is
// called or the server ends the connection. A file is held by who holds its folder.
func (s *DB) Hold(ctx context.Context) (release func() error, err error) {
	e, ok := s.engine.(server)
	if !ok {
		return func() error { return nil }, nil
	}
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return nil, s.explain(err)
	}
	const key = "(hashtext('footnote.' || current_schema()), 1)"
	var held bool
	err = conn.QueryRowContext(ctx, "SELECT pg_try_advisory_lock"+key).Scan(&held)
	if err == nil && !held {
		err = fmt.Errorf("%w %s: end that one first, or name another database or search_path in database.url", ErrHeld, e.at)
	}
	if err != nil {
		return nil, errors.Join(s.explain(err), conn.Close())
	}
	return func() error {
		ctx, done := context.WithTimeout(context.Background(), dialing)
		defer done()
		// Where this fails, the server has ended the connection, and with it the lock.
		_, _ = conn.ExecContext(ctx, "SELECT pg_advisory_unlock"+key)
		return conn.Close()
	}, nil
}
