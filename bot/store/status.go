package store

import (
	"context"
	"database/sql"
	"errors"
)

// Status is how a database stands.
type Status struct {
	// Engine is SQLite or PostgreSQL with its version, Place where the data are: a path,
	// or a server's address and its database's name.
	Engine, Place string
	// Version is up to which step of its migrations it is, 0 where there are no tables
	// yet; Latest is the last that this program knows.
	Version, Latest int
	// Guilds says whether the server keeps guilds apart: Apart or another of these words;
	// "" for a file, and where there are no tables yet.
	Guilds string
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
	if st.Version, err = s.version(ctx, s); err != nil || st.Version < firstApart {
		return st, err
	}
	a, err := s.apart(ctx)
	st.Guilds = a.String()
	return st, err
}
