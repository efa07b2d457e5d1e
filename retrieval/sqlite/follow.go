package sqlite

import (
	"context"
	"database/sql"
	"time"
)

// pollPatience bounds one look at the file, which takes microseconds.
const pollPatience = 10 * time.Second

// Follow looks every so often whether another process has committed, and brings
// the Library up to date where a sync came to its end. It tells each change,
// and each failure, after which it goes on; it returns when ctx is done, or when
// the file is no longer the one that the Store opened.
func (m *Mirror) Follow(ctx context.Context, every time.Duration, told func(Changes, error)) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	var conn *sql.Conn
	defer func() {
		if conn != nil {
			_ = conn.Close()
		}
	}()
	seen := int64(-1)
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		if m.Store.Replaced() {
			return
		}
		var at int64
		var err error
		if conn, at, err = m.poll(ctx, conn); err == nil && at == seen {
			continue
		}
		var changes Changes
		if err == nil {
			changes, err = m.Refresh(ctx)
		}
		if ctx.Err() != nil {
			return
		}
		if err == nil {
			seen = at
		}
		if err != nil || changes != (Changes{}) {
			told(changes, err)
		}
	}
}

// poll reads the number that SQLite raises when another connection commits. It
// means something on one connection only, which is made where it is nil.
func (m *Mirror) poll(ctx context.Context, conn *sql.Conn) (*sql.Conn, int64, error) {
	ctx, cancel := context.WithTimeout(ctx, pollPatience)
	defer cancel()
	if conn == nil {
		var err error
		if conn, err = m.Store.db.Conn(ctx); err != nil {
			return nil, 0, explain(m.Store.path, err)
		}
	}
	var at int64
	err := conn.QueryRowContext(ctx, "PRAGMA data_version").Scan(&at)
	return conn, at, explain(m.Store.path, err)
}
