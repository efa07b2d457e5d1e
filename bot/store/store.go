// Package store keeps what the bot must remember beyond a moment: posts and
// votes on them, unanswered questions, conversations, threads, settings, and
// the questions under way. It is one SQLite file in WAL mode; a crash loses at
// most what was written in the last moments before a power cut, never the file.
//
// It keeps no more about a person than a feature needs: a post knows who asked,
// for the button that only they may press, a vote whose it is, so that it can
// be changed, a conversation for a day, a gap who waits for an answer until
// there is one. Figures and suggestions know nobody. About tells what is kept of
// a person, Forget removes a person from all, Sweep what is old.
package store

import (
	"database/sql"
	"errors"
	"sync/atomic"
	"time"
)

// ErrNewer: the file was written by a newer version of the program.
var ErrNewer = errors.New("the bot's data file comes from a newer version of footnote")

// ErrNotFound: what was asked for is not kept, or not kept any more.
var ErrNotFound = errors.New("not kept")

// Asked is a question with the channel whose readers may see that it was asked,
// "" where that is not known.
type Asked struct{ Question, Channel string }

// IgnoreNotFound drops ErrNotFound.
func IgnoreNotFound(err error) error {
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

// DB is an open data file, or a database on a server. The packages below this one read and write its tables. It is safe for concurrent use.
type DB struct {
	engine
	// changes counts what made copies of rows in memory stale.
	changes atomic.Int64
	// joined: other processes may use the database too.
	joined atomic.Bool
	// guarded: statements say which guild they are for.
	guarded atomic.Bool
	db      *sql.DB
	now     func() time.Time
}

// Changed notes that copies of rows that are kept in memory are stale, and
// Changes counts that.
func (s *DB) Changed() { s.changes.Add(1) }

// Changes counts the calls of Changed.
func (s *DB) Changes() int64 { return s.changes.Load() }

// Close closes it.
func (s *DB) Close() error { return s.db.Close() }

// Now is the moment, by the clock that the file was opened with, and Stamp the
// same as it is kept: in Unix milliseconds.
func (s *DB) Now() time.Time { return s.now() }

// Stamp is the moment as it is kept.
func (s *DB) Stamp() int64 { return s.now().UnixMilli() }
