package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/stdlib"
)

// ErrHeld: another program uses the database.
var ErrHeld = errors.New("another program uses the database")

// ErrAlone: only a database on a server takes several processes of one bot.
var ErrAlone = errors.New("several processes of one bot need a database on a server: name it in database.url")

// The lock of a database, and the statements of processes that share it.
const (
	lockKey = "(hashtext('footnote.' || current_schema()), 1)"
	// The others that are noted have ended where one has the database alone.
	onlyThis  = "DELETE FROM processes"
	heardOf   = "WITH heard AS (INSERT INTO processes (id) VALUES (this_process()) ON CONFLICT (id) DO UPDATE SET heard = now()) SELECT changes, guarded > 0 FROM footnote"
	dropEnded = "DELETE FROM processes WHERE heard < now() - make_interval(secs => $1)"
	endThis   = "DELETE FROM processes WHERE id = this_process()"
	// isDue is a row where a job was begun longer ago than so many seconds.
	isDue = "INSERT INTO jobs (name, begun) VALUES (?, now()) ON CONFLICT (name) DO UPDATE SET begun = now() WHERE jobs.begun < now() - make_interval(secs => ?) RETURNING true"
)

// Hold keeps other programs that hold a database on a server out of it, until release is
// called or the server ends the connection. A file is held by who holds its folder.
func (s *DB) Hold(ctx context.Context) (release func() error, err error) {
	if _, ok := s.engine.(server); !ok {
		return func() error { return nil }, nil
	}
	conn, err := s.locked(ctx, "")
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, onlyThis); err != nil {
		return nil, errors.Join(s.explain(err), conn.Close())
	}
	return func() error { return unlock(conn, "") }, nil
}

// locked is a connection that has the database's lock: alone, or where how is "_shared"
// with others like it.
func (s *DB) locked(ctx context.Context, how string) (*sql.Conn, error) {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return nil, s.explain(err)
	}
	var held bool
	err = conn.QueryRowContext(ctx, "SELECT pg_try_advisory_lock"+how+lockKey).Scan(&held)
	if err == nil && !held {
		err = fmt.Errorf("%w %s: end that one first, or name another database or search_path in database.url", ErrHeld, s.engine.(server).at)
	}
	if err != nil {
		return nil, errors.Join(s.explain(err), conn.Close())
	}
	return conn, nil
}

// unlock gives the lock back, after further statements. Where one fails, the server has
// ended the connection, and with it the lock.
func unlock(conn *sql.Conn, how string, before ...string) error {
	ctx, done := context.WithTimeout(context.Background(), dialing)
	defer done()
	for _, statement := range append(before, "SELECT pg_advisory_unlock"+how+lockKey) {
		_, _ = conn.ExecContext(ctx, statement)
	}
	if err := conn.Close(); !errors.Is(err, sql.ErrConnDone) {
		return err
	}
	return nil // the connection broke, and the lock with it
}

// How processes that share a database know of each other.
const (
	// beatEvery is how often each is heard of, and how late it sees a change that it was
	// not told of.
	beatEvery = time.Second
	// silence is after how long one that is not heard of has ended.
	silence = 20 * time.Second
	// together is the form of the lock.
	together = "_shared"
)

// Join holds the database together with other processes of one bot, which join it too,
// until release is called. What one of them changes makes Changes grow in all. What a
// process has begun and not ended is another's some 20 seconds after its end
// (conversationstore).
func (s *DB) Join(ctx context.Context) (release func() error, err error) {
	if _, ok := s.engine.(server); !ok {
		return nil, ErrAlone
	}
	b := &beat{s: s}
	if err := b.begin(ctx); err != nil {
		return nil, err
	}
	s.joined.Store(true)
	life, end := context.WithCancel(context.Background())
	var beating sync.WaitGroup
	beating.Go(func() { b.goOn(life) })
	return func() error {
		end()
		beating.Wait()
		s.joined.Store(false)
		if b.conn == nil {
			return nil
		}
		return unlock(b.conn, together, endThis)
	}, nil
}

// Joined reports whether other processes may use the database at the same time.
func (s *DB) Joined() bool { return s.joined.Load() }

// Due reports whether a job that is to be begun every so often in all processes together
// is to be begun now by this one.
func (s *DB) Due(ctx context.Context, job string, every time.Duration) (due bool, err error) {
	if !s.Joined() {
		return true, nil
	}
	err = s.QueryRow(ctx, isDue, job, every.Seconds()).Scan(&due)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return due, err
}

// beat has a process heard of and looks for what others have changed.
type beat struct {
	s    *DB
	conn *sql.Conn // nil while the server does not answer
	// since is from when on it was heard of without a gap.
	since time.Time
	// seen is the number of changes that were seen.
	seen int64
}

// begin connects.
func (b *beat) begin(ctx context.Context) (err error) {
	ctx, done := context.WithTimeout(ctx, dialing)
	defer done()
	if b.conn, err = b.s.locked(ctx, together); err != nil {
		return err
	}
	b.since = time.Now()
	if _, err = b.conn.ExecContext(ctx, "LISTEN footnote"); err == nil {
		err = b.once(ctx)
	}
	if err != nil {
		err = errors.Join(b.s.explain(err), b.conn.Close())
		b.conn = nil
	}
	return err
}

// goOn goes on until ctx ends.
func (b *beat) goOn(ctx context.Context) {
	for {
		b.wait(ctx)
		if ctx.Err() != nil {
			return
		}
		if b.conn == nil {
			_ = b.begin(ctx) // who needs the database says that it does not answer
		} else if b.once(ctx) != nil && ctx.Err() == nil {
			_ = b.conn.Close()
			b.conn = nil
		}
		if b.conn == nil {
			b.s.Changed() // nobody tells
		}
	}
}

// wait waits until a change is told of, or the next beat is due.
func (b *beat) wait(ctx context.Context) {
	due, done := context.WithTimeout(ctx, beatEvery)
	defer done()
	if b.conn != nil {
		_ = b.conn.Raw(func(driver any) error {
			_, err := driver.(*stdlib.Conn).Conn().WaitForNotification(due)
			if err == nil || due.Err() != nil {
				return nil
			}
			return err
		})
		return
	}
	<-due.Done()
}

// once has the process heard of, and copies of rows in memory stale where one was
// changed. Who has not been heard of for long has ended; but where this process was not
// heard of either, all may have lost the server.
func (b *beat) once(ctx context.Context) error {
	ctx, done := context.WithTimeout(ctx, dialing)
	defer done()
	var now int64
	var guarded bool
	if err := b.conn.QueryRowContext(ctx, heardOf).Scan(&now, &guarded); err != nil {
		return err
	}
	b.s.guarded.Store(guarded)
	if now != b.seen {
		b.seen = now
		b.s.Changed()
	}
	if time.Since(b.since) < silence {
		return nil
	}
	_, err := b.conn.ExecContext(ctx, dropEnded, silence.Seconds())
	return err
}
