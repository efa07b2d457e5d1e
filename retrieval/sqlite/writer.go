package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"time"

	"footnote/retrieval/sqlite/schema"

	"github.com/gofrs/flock"
)

// Writer is an open library that may be changed. It is for one goroutine, and
// one process has it at a time.
type Writer struct {
	*Store
	lock *flock.Flock
	// db has the one connection that writes; the Store's read.
	db   *sql.DB
	conn *sql.Conn
	// prepared statements of conn, by name.
	prepared map[string]*sql.Stmt
	// generation is the number of the change under way, or of the last one.
	generation int64
}

// OpenWriter opens the library in dir to change it, and makes it where there is
// none. purpose is what others are told while they find it locked. The errors
// are ErrLocked, ErrReadOnly, ErrFull and those of Open.
func OpenWriter(ctx context.Context, dir, purpose string) (*Writer, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, explain(dir, err)
	}
	l, err := lock(dir, purpose)
	if err != nil {
		return nil, err
	}
	w, err := openLocked(ctx, filepath.Join(dir, FileName))
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	w.lock = l
	schema.DropCopies(w.path, time.Now())
	return w, nil
}

func openLocked(ctx context.Context, path string) (*Writer, error) {
	if err := looksRight(path); err != nil && !errors.Is(err, ErrNone) && !errors.Is(err, ErrEmptied) {
		return nil, err
	}
	// Made here so that nobody else may read it.
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, explain(path, err)
	}
	if err := file.Close(); err != nil {
		return nil, explain(path, err)
	}
	// Looked at before anything is set, so that what is no library stays as it is.
	reading, err := connect(ctx, Address(path, "", "query_only(1)"), path)
	// The first two hold for a file that is made now.
	to := Address(path, "", "page_size(8192)", "auto_vacuum(2)", "journal_mode(WAL)", changing)
	if errors.Is(err, errOlder) {
		if err = update(ctx, to, path, !errors.Is(err, errFresh)); err != nil {
			dropEmpty(path)
		} else {
			reading, err = connect(ctx, Address(path, "", "query_only(1)"), path)
		}
	}
	if err != nil {
		return nil, err
	}
	writing, err := connect(ctx, to, path)
	if err != nil {
		return nil, errors.Join(err, reading.Close())
	}
	w := &Writer{Store: reading, db: writing.db, prepared: map[string]*sql.Stmt{}}
	if w.conn, err = w.db.Conn(ctx); err == nil {
		err = w.row(ctx, "generation").Scan(&w.generation)
	}
	if err != nil {
		return nil, errors.Join(explain(path, err), reading.Close(), writing.db.Close())
	}
	return w, nil
}

// changing is the memory, in KiB, for the pages that a change touches: without room for
// them, those of the indexes are written again and again.
const changing = "cache_size(-65536)"

// dropEmpty removes a file that could not be made: an empty one is for its reader
// one that was emptied.
func dropEmpty(path string) {
	if info, err := os.Stat(path); err == nil && info.Size() == 0 {
		_ = os.Remove(path)
	}
}

// update makes or migrates the file, and keeps a copy of one that holds something.
func update(ctx context.Context, to, path string, older bool) error {
	db, err := sql.Open("sqlite", to)
	if err != nil {
		return explain(path, err)
	}
	if older {
		err = schema.KeepCopy(ctx, db, path)
	}
	if err == nil {
		err = schema.Migrate(ctx, db)
	}
	return explain(path, errors.Join(err, db.Close()))
}

// Close gives the space of what was deleted back to the disk and frees the lock.
func (w *Writer) Close() error {
	ctx := context.Background()
	for _, tidy := range []string{"PRAGMA incremental_vacuum", "PRAGMA wal_checkpoint(TRUNCATE)"} {
		// Readers may be in the way; the next writer tidies up then.
		if rows, err := w.conn.QueryContext(ctx, tidy); err == nil {
			for rows.Next() { // each step frees a page
			}
			_ = rows.Close()
		}
	}
	for _, s := range w.prepared {
		_ = s.Close()
	}
	return errors.Join(explain(w.path, errors.Join(w.conn.Close(), w.db.Close(), w.Store.db.Close())), w.lock.Close())
}

// change runs do as one transaction with a generation of its own. It happens
// wholly, or not at all and gives an error. A context that is done is noticed
// before, not within.
func (w *Writer) change(ctx context.Context, do func(ctx context.Context) error) error {
	if err := w.begin(ctx); err != nil {
		return err
	}
	if err := do(context.WithoutCancel(ctx)); err != nil {
		return w.rollback(err)
	}
	return w.commit()
}

// Exchange runs do in one transaction on the connection by which w changes its file. Rows may
// stand without those that they belong to until do returns.
func Exchange(ctx context.Context, w *Writer, do func(ctx context.Context, conn *sql.Conn) error) (err error) {
	exec := func(statement string) error {
		_, err := w.conn.ExecContext(context.WithoutCancel(ctx), statement)
		return explain(w.path, err)
	}
	if err := exec("PRAGMA foreign_keys = 0"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, exec("PRAGMA foreign_keys = 1")) }()
	if err := exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	if err := do(ctx, w.conn); err != nil {
		return errors.Join(explain(w.path, err), exec("ROLLBACK"))
	}
	if err := exec("COMMIT"); err != nil {
		return errors.Join(err, exec("ROLLBACK"))
	}
	return explain(w.path, w.row(ctx, "generation").Scan(&w.generation))
}

// begin opens a transaction, which commit or rollback ends.
func (w *Writer) begin(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx)
	if _, err := w.conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return explain(w.path, err)
	}
	w.generation++
	if err := w.exec(ctx, "set_generation", w.generation); err != nil {
		return w.rollback(err)
	}
	return nil
}

// rollback undoes a transaction and returns why.
func (w *Writer) rollback(cause error) error {
	w.generation--
	// It may have ended by itself, as on a full disk.
	_, _ = w.conn.ExecContext(context.Background(), "ROLLBACK")
	return explain(w.path, cause)
}

func (w *Writer) commit() error {
	if _, err := w.conn.ExecContext(context.Background(), "COMMIT"); err != nil {
		return w.rollback(err)
	}
	return nil
}

// statement prepares a query once.
func (w *Writer) statement(ctx context.Context, name string) (*sql.Stmt, error) {
	if s := w.prepared[name]; s != nil {
		return s, nil
	}
	s, err := w.conn.PrepareContext(ctx, schema.Query(name))
	if err == nil {
		w.prepared[name] = s
	}
	return s, err
}

// exec runs a query that returns nothing.
func (w *Writer) exec(ctx context.Context, name string, args ...any) error {
	_, err := w.count(ctx, name, args...)
	return err
}

// count runs a query that returns nothing and tells how many rows it changed.
func (w *Writer) count(ctx context.Context, name string, args ...any) (int, error) {
	s, err := w.statement(ctx, name)
	if err != nil {
		return 0, err
	}
	result, err := s.ExecContext(ctx, args...)
	if err != nil {
		return 0, err
	}
	n, err := result.RowsAffected()
	return int(n), err
}

// insert runs a query that makes a row, and returns its number.
func (w *Writer) insert(ctx context.Context, name string, args ...any) (int64, error) {
	s, err := w.statement(ctx, name)
	if err != nil {
		return 0, err
	}
	result, err := s.ExecContext(ctx, args...)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}

// scanner is a row, or why there is none.
type scanner interface{ Scan(dest ...any) error }

type failedRow struct{ err error }

func (f failedRow) Scan(...any) error { return f.err }

// row runs a query for at most one row.
func (w *Writer) row(ctx context.Context, name string, args ...any) scanner {
	s, err := w.statement(ctx, name)
	if err != nil {
		return failedRow{err}
	}
	return s.QueryRowContext(ctx, args...)
}
