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

// running is a transaction, and what it has said of the guild it works for.
type running struct {
	*sql.Tx
	said string
}

// inside is the transaction that a context carries, nil where it carries none.
func inside(ctx context.Context) *running {
	tx, _ := ctx.Value(within{}).(*running)
	return tx
}

// Together runs do so that all that it reads and writes through the context it is
// given is one transaction, kept wholly or not at all: that of the context where it
// carries one.
func (s *DB) Together(ctx context.Context, do func(ctx context.Context) error) error {
	if inside(ctx) != nil {
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
	if inside(ctx) != nil {
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
	if err := do(context.WithValue(ctx, within{}, &running{Tx: tx})); err != nil {
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

// run has do run statements as a context says: in the transaction that it carries, else
// each by itself. Where guilds are kept apart, that is a transaction too, which says for
// which guild it is.
func (s *DB) run(ctx context.Context, do func(ctx context.Context, on runner) error) error {
	ctx, done := s.patience(ctx)
	defer done()
	if tx := inside(ctx); tx != nil {
		if err := tx.say(ctx, s); err != nil {
			return err
		}
		return s.explain(do(ctx, tx))
	}
	if !s.guarded.Load() || saidIn(ctx) == "" {
		return s.explain(do(ctx, s.db))
	}
	tx, err := s.begin(ctx)
	if err != nil {
		return err
	}
	return s.ended(ctx, tx, func(ctx context.Context) error { return s.run(ctx, do) })
}

// Exec runs a statement that returns nothing.
func (s *DB) Exec(ctx context.Context, query string, args ...any) error {
	_, err := s.ExecResult(ctx, query, args...)
	return err
}

// ExecResult runs a statement and returns what it changed.
func (s *DB) ExecResult(ctx context.Context, query string, args ...any) (res sql.Result, err error) {
	err = s.run(ctx, func(ctx context.Context, on runner) (err error) {
		res, err = on.ExecContext(ctx, s.form(query), s.values(args)...)
		return err
	})
	return res, err
}

// Row is a statement that returns a row.
type Row struct{ scan func(to []any) error }

// Scan runs the statement and reads the row's columns; where there is none, the error is
// sql.ErrNoRows. It has to be called, once.
func (r Row) Scan(to ...any) error { return r.scan(to) }

// QueryRow is a statement that returns a row.
func (s *DB) QueryRow(ctx context.Context, query string, args ...any) Row {
	return Row{func(to []any) error {
		return s.run(ctx, func(ctx context.Context, on runner) error {
			return on.QueryRowContext(ctx, s.form(query), s.values(args)...).Scan(to...)
		})
	}}
}

// Each calls do with each row of a query.
func (s *DB) Each(ctx context.Context, do func(*sql.Rows) error, query string, args ...any) error {
	return s.run(ctx, func(ctx context.Context, on runner) error {
		found, err := on.QueryContext(ctx, s.form(query), s.values(args)...)
		if err != nil {
			return err
		}
		defer found.Close()
		for found.Next() {
			if err := do(found); err != nil {
				return err
			}
		}
		return found.Err()
	})
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
