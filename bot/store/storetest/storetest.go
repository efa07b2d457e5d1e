// Package storetest opens stores whose statements are counted.
package storetest

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"strings"
	"sync"
	"testing"

	sqlite "modernc.org/sqlite"
)

// Driver is the name of a database driver that counts: SQLite otherwise.
const Driver = "sqlite-counted"

func init() { sql.Register(Driver, counting{&sqlite.Driver{}}) }

var (
	mu      sync.Mutex
	counted []string
)

// Count runs do and returns the statements that stores opened with Driver ran
// meanwhile, in order, a transaction's BEGIN among them. It is not for tests
// that run in parallel.
func Count(t testing.TB, do func()) []string {
	t.Helper()
	mu.Lock()
	counted = nil
	mu.Unlock()
	do()
	mu.Lock()
	defer mu.Unlock()
	return counted
}

func note(statement string) {
	mu.Lock()
	defer mu.Unlock()
	counted = append(counted, strings.Join(strings.Fields(statement), " "))
}

type counting struct{ driver.Driver }

// Open opens a connection that counts.
func (c counting) Open(name string) (driver.Conn, error) {
	conn, err := c.Driver.Open(name)
	if err != nil {
		return nil, err
	}
	return connection{conn.(whole)}, nil
}

// whole is what database/sql uses of a connection to SQLite.
type whole interface {
	driver.Conn
	driver.ExecerContext
	driver.QueryerContext
	driver.ConnBeginTx
}

type connection struct{ whole }

// ExecContext counts a statement and runs it.
func (c connection) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	note(query)
	return c.whole.ExecContext(ctx, query, args)
}

// QueryContext counts a statement and runs it.
func (c connection) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	note(query)
	return c.whole.QueryContext(ctx, query, args)
}

// BeginTx counts a transaction and begins it.
func (c connection) BeginTx(ctx context.Context, options driver.TxOptions) (driver.Tx, error) {
	note("BEGIN")
	return c.whole.BeginTx(ctx, options)
}
