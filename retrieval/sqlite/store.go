package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"footnote/retrieval/sqlite/schema"

	_ "modernc.org/sqlite" // the driver
)

// FileName is the library's file in its data folder.
const FileName = "library.db"

// Store is an open library, for reading. It is safe for concurrent use, and
// sees what another process commits.
type Store struct {
	db   *sql.DB
	path string
	// file is what stood at path when it was opened.
	file os.FileInfo
}

// Open opens the library in dir for reading. The error is ErrNone where there
// is none, ErrEmptied, ErrNewer, ErrForeign or ErrDamaged where it cannot be read. A
// library of an older version is brought up to date first.
func Open(ctx context.Context, dir string) (*Store, error) {
	path := filepath.Join(dir, FileName)
	if err := looksRight(path); err != nil {
		return nil, err
	}
	s, err := openStore(ctx, path, "query_only(1)")
	if errors.Is(err, errFresh) {
		return nil, none(dir)
	}
	if errors.Is(err, errOlder) {
		w, err := OpenWriter(ctx, dir, "opening an older library")
		if err != nil {
			return nil, err
		}
		if err := w.Close(); err != nil {
			return nil, err
		}
		return openStore(ctx, path, "query_only(1)")
	}
	return s, err
}

// Path is the library's file.
func (s *Store) Path() string { return s.path }

// Replaced tells whether the file was removed, or another put in its place. The
// Store still reads what it opened.
func (s *Store) Replaced() bool {
	now, err := os.Stat(s.path)
	return errors.Is(err, fs.ErrNotExist) || err == nil && s.file != nil && !os.SameFile(s.file, now)
}

// Close closes the file.
func (s *Store) Close() error { return explain(s.path, s.db.Close()) }

// none is ErrNone with what to do.
func none(dir string) error {
	return fmt.Errorf("%w in %s: add articles with `footnote index add PATH`", ErrNone, dir)
}

// looksRight refuses, without opening the file as a database, what cannot be one.
func looksRight(path string) error {
	file, err := os.Open(path)
	if os.IsNotExist(err) {
		return none(filepath.Dir(path))
	}
	if err != nil {
		return explain(path, err)
	}
	defer file.Close() //nolint:errcheck // only read from
	const magic = "SQLite format 3\x00"
	head := make([]byte, len(magic))
	switch n, err := file.Read(head); {
	case n == 0 && err != nil:
		return fmt.Errorf("%w: put a backup in the place of %s with `footnote restore`, or add the articles again with `footnote index add PATH`", ErrEmptied, path)
	case string(head) != magic:
		return fmt.Errorf("%w: move %s away, or name another folder with --data", ErrForeign, path)
	}
	return nil
}

// openStore opens the file with settings for every connection. Where nothing
// may be written beside it, such as on a read-only disk, it is read as a file
// that nobody changes.
func openStore(ctx context.Context, path string, pragmas ...string) (*Store, error) {
	s, err := connect(ctx, Address(path, "", pragmas...), path)
	if errors.Is(err, ErrReadOnly) && !exists(path+"-wal") {
		if still, retryErr := connect(ctx, Address(path, "immutable", pragmas...), path); retryErr == nil {
			return still, nil
		}
	}
	return s, err
}

func connect(ctx context.Context, address, path string) (*Store, error) {
	db, err := sql.Open("sqlite", address)
	if err != nil {
		return nil, explain(path, err)
	}
	s := &Store{db: db, path: path}
	s.file, _ = os.Stat(path) // where it cannot be, check says why
	if err := s.check(ctx); err != nil {
		return nil, errors.Join(explain(path, err), db.Close())
	}
	return s, nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// Address is the driver's form of a path, with the settings of each connection.
// What a commit has returned from is on the disk (synchronous FULL), and what is
// deleted is overwritten, as a vanished article is to be gone.
func Address(path, flag string, pragmas ...string) string {
	q := url.Values{"_pragma": append([]string{"busy_timeout(10000)", "foreign_keys(1)", "synchronous(FULL)",
		"secure_delete(1)", "journal_size_limit(16777216)"}, pragmas...)}
	if flag != "" {
		q.Set(flag, "1")
	}
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/folder
	}
	return "file://" + (&url.URL{Path: slashed}).EscapedPath() + "?" + q.Encode()
}

// applicationID marks a library in the head of its file, "Foot".
const applicationID = 0x466f6f74

// errOlder: the file wants migrations. errFresh: it has no tables yet.
var (
	errOlder = errors.New("the library comes from an older version")
	errFresh = fmt.Errorf("the library is empty: %w", errOlder)
)

// check tells whether the file is a library of this version.
func (s *Store) check(ctx context.Context) error {
	var id, version, strange int
	row := s.db.QueryRowContext(ctx, schema.Query("identity"))
	if err := row.Scan(&id, &version, &strange); err != nil {
		return err
	}
	switch {
	case id != applicationID && (id != 0 || strange > 0):
		return fmt.Errorf("%w: move %s away, or name another folder with --data", ErrForeign, s.path)
	case version > schema.Latest():
		return fmt.Errorf("%w: use that version for %s, or name another folder with --data (the file has version %d, this program knows %d)",
			ErrNewer, s.path, version, schema.Latest())
	case version == 0:
		return errFresh
	case version < schema.Latest():
		return errOlder
	}
	return nil
}
