package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"time"
)

// within is the key of the transaction that a context carries.
type within struct{}

// Together runs do so that all that it reads and writes through the context it is
// given is one transaction, kept wholly or not at all: that of the context where it
// carries one.
func (s *DB) Together(ctx context.Context, do func(ctx context.Context) error) error {
	if _, ok := ctx.Value(within{}).(*sql.Tx); ok {
		return do(ctx)
	}
	ctx, done := s.patience(ctx)
	defer done()
	return s.transaction(ctx, do)
}

// longestThorough is how long whole tables may take.
const longestThorough = 30 * time.Minute

// Thoroughly is Together for what goes through whole tables, which may take long.
func (s *DB) Thoroughly(ctx context.Context, do func(ctx context.Context) error) error {
	if _, ok := ctx.Value(within{}).(*sql.Tx); ok {
		return do(ctx)
	}
	ctx, done := context.WithTimeout(ctx, longestThorough)
	defer done()
	return s.transaction(ctx, do)
}

// Beside is Together for what is large and touches rows of its own: other transactions
// run at the same time.
func (s *DB) Beside(ctx context.Context, do func(ctx context.Context) error) error {
	ctx, done := context.WithTimeout(ctx, longestThorough)
	defer done()
	tx, err := s.begin(ctx)
	if err != nil {
		return err
	}
	return s.ended(ctx, tx, do)
}

// transaction runs do in a new transaction, as long as the context lasts.
func (s *DB) transaction(ctx context.Context, do func(ctx context.Context) error) error {
	tx, err := s.begin(ctx)
	if err != nil {
		return err
	}
	if err = s.explain(s.begun(ctx, tx)); err != nil {
		return errors.Join(err, undo(tx))
	}
	return s.ended(ctx, tx, do)
}

// begin begins a transaction. A connection that the server closed while nobody used it says so
// at its next statement: a BEGIN that it fails did nothing and goes to another one, so that
// a server which is back is found at once.
func (s *DB) begin(ctx context.Context) (*sql.Tx, error) {
	for range mostConnections {
		tx, err := s.db.BeginTx(ctx, nil)
		if err = s.explain(err); !closedBefore(err) {
			return tx, err
		}
	}
	tx, err := s.db.BeginTx(ctx, nil)
	return tx, s.explain(err)
}

// ended runs do in a transaction and ends that.
func (s *DB) ended(ctx context.Context, tx *sql.Tx, do func(ctx context.Context) error) error {
	if err := do(context.WithValue(ctx, within{}, tx)); err != nil {
		return errors.Join(err, undo(tx))
	}
	return s.explain(tx.Commit())
}

// undo takes a transaction back; one that ended with its connection is.
func undo(tx *sql.Tx) error {
	if err := tx.Rollback(); !errors.Is(err, sql.ErrTxDone) && !errors.Is(err, driver.ErrBadConn) {
		return err
	}
	return nil
}

// runner is what statements run on: the transaction that a context carries, else
// any connection.
type runner interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func (s *DB) on(ctx context.Context) runner {
	if tx, ok := ctx.Value(within{}).(*sql.Tx); ok {
		return tx
	}
	return s.db
}

// Exec runs a statement that returns nothing.
func (s *DB) Exec(ctx context.Context, query string, args ...any) error {
	_, err := s.ExecResult(ctx, query, args...)
	return err
}

// ExecResult runs a statement and returns what it changed.
func (s *DB) ExecResult(ctx context.Context, query string, args ...any) (sql.Result, error) {
	ctx, done := s.patience(ctx)
	defer done()
	res, err := s.on(ctx).ExecContext(ctx, s.form(query), s.values(args)...)
	return res, s.explain(err)
}

// Row is the result of a statement that returns a row.
type Row struct {
	row     *sql.Row
	done    context.CancelFunc
	explain func(error) error
}

// Scan reads the row's columns; where there is none, the error is sql.ErrNoRows. It
// has to be called, once.
func (r *Row) Scan(to ...any) error {
	defer r.done()
	return r.explain(r.row.Scan(to...))
}

// QueryRow runs a statement that returns a row.
func (s *DB) QueryRow(ctx context.Context, query string, args ...any) *Row {
	ctx, done := s.patience(ctx)
	return &Row{row: s.on(ctx).QueryRowContext(ctx, s.form(query), s.values(args)...), done: done, explain: s.explain}
}

// Each calls do with each row of a query.
func (s *DB) Each(ctx context.Context, do func(*sql.Rows) error, query string, args ...any) error {
	ctx, done := s.patience(ctx)
	defer done()
	found, err := s.on(ctx).QueryContext(ctx, s.form(query), s.values(args)...)
	if err != nil {
		return s.explain(err)
	}
	defer found.Close()
	for found.Next() {
		if err := do(found); err != nil {
			return err
		}
	}
	return s.explain(found.Err())
}

// Rows reads all rows of a query, each by scan.
func Rows[T any](ctx context.Context, s *DB, scan func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	var list []T
	err := s.Each(ctx, func(row *sql.Rows) error {
		v, err := scan(row)
		list = append(list, v)
		return err
	}, query, args...)
	if err != nil {
		return nil, err
	}
	return list, nil
}

// Column reads the first column of all rows.
func Column[T any](ctx context.Context, s *DB, query string, args ...any) ([]T, error) {
	first := func(row *sql.Rows) (T, error) {
		var v T
		err := row.Scan(&v)
		return v, err
	}
	return Rows(ctx, s, first, query, args...)
}

// pair reads two columns.
func pair(row *sql.Rows) (p [2]string, err error) {
	err = row.Scan(&p[0], &p[1])
	return p, err
}
