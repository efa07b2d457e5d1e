// Package shared keeps the libraries of one bot's processes on the database server.
//
// There they are the system of record. Each process has copies in files, from which it
// answers: Pull brings a file up to the server's state, Push the server to the file's.
// Only rows that differ travel. Who pushes must have pulled the state before; of two that
// change a library at once, the second is told so.
package shared

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"footnote/bot/store"
	"footnote/cmd/footnote/backup"
	"footnote/config"
	"footnote/retrieval/sqlite"
)

// Base is the name of the operator's library, and guilds begin those of guilds.
const (
	Base   = "library"
	guilds = backup.Guilds + "/"
)

// Guild is the name of a guild's library.
func Guild(id string) string { return guilds + id }

// forGuildOf has statements through a context work for the guild whose library has a name.
func forGuildOf(ctx context.Context, name string) context.Context {
	if id, ok := strings.CutPrefix(name, guilds); ok {
		return store.Of(ctx, id)
	}
	return ctx
}

// ErrChanged: another process has changed a library meanwhile.
var ErrChanged = errors.New("another process has changed the library meanwhile: try again")

// Libraries are those on a server. They are safe for concurrent use, but for two that
// have to do with one folder.
type Libraries struct {
	memory *store.DB
	// Above is of how many passages on the server searches the vectors of the operator's
	// library; 0: of none.
	Above int
	// indexFrom is how many vectors have an index there.
	indexFrom int
}

// New returns the libraries in a database on a server.
func New(memory *store.DB) *Libraries { return &Libraries{memory: memory, indexFrom: manyVectors} }

// Open opens the libraries in the database that is configured, until done is called. They
// are nil where the processes of a bot share none.
func Open(ctx context.Context, c *config.Config) (l *Libraries, done func() error, err error) {
	if !c.Database.Shared {
		return nil, func() error { return nil }, nil
	}
	if c.Database.URL == "" {
		return nil, nil, store.ErrAlone
	}
	memory, err := store.OpenURL(ctx, c.Database.URL.Reveal(), nil)
	if err != nil {
		return nil, nil, err
	}
	l = New(memory)
	l.Above = c.Database.VectorsAbove
	return l, memory.Close, nil
}

// NameOf is the name of the library in a data directory: a guild's where it is one of the
// folders of guilds in a data directory.
func NameOf(dir string) string {
	if above, id := filepath.Split(filepath.Clean(dir)); filepath.Base(above) == backup.Guilds {
		return Guild(id)
	}
	return Base
}

// Statements about libraries.
const (
	begin     = "INSERT INTO libraries (name) VALUES (?) ON CONFLICT DO NOTHING"
	find      = "SELECT id, version, gone FROM libraries WHERE name = ?"
	raise     = "UPDATE libraries SET version = nextval('library_versions'), gone = ? WHERE id = ? RETURNING version"
	since     = "SELECT name, version FROM libraries WHERE version > ? ORDER BY version"
	held      = "SELECT name FROM libraries WHERE gone = 0 AND version > 0 ORDER BY name"
	removeOne = "DELETE FROM library_%s WHERE library = ?"
)

// state is how a library stands on the server.
type state struct {
	id, version int64
	gone        bool
}

// state reads how a library stands; the zero state is one that was never there. lock is
// added to the statement.
func (l *Libraries) state(ctx context.Context, name, lock string) (s state, err error) {
	err = l.memory.QueryRow(ctx, find+lock, name).Scan(&s.id, &s.version, &s.gone)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return s, err
}

// Pull brings the library in a folder up to the server's state, and reports whether it
// has changed. Where the server does not have it, it stays; where it was removed there, it
// goes with its folder.
func (l *Libraries) Pull(ctx context.Context, name, dir string) (changed bool, err error) {
	ctx = forGuildOf(ctx, name)
	at, err := l.state(ctx, name, "")
	if err != nil || at.version == 0 {
		return false, err
	}
	had, err := readMark(dir)
	if err != nil {
		return false, err
	}
	if at.gone {
		if !strings.HasPrefix(name, guilds) || had.version == 0 {
			return false, nil
		}
		return true, os.RemoveAll(dir)
	}
	now, err := generation(ctx, dir)
	if err != nil || had == (mark{at.version, now}) {
		return false, err
	}
	bring := func(ctx context.Context, conn *sql.Conn) error {
		return l.memory.Beside(ctx, func(server context.Context) error {
			if at, err = l.state(server, name, " FOR SHARE"); err != nil {
				return err
			}
			return carry(server, inFile(conn), onServer(l.memory, at.id))
		})
	}
	const purpose = "taking over another process's changes"
	if now < 0 {
		now, err = sqlite.Fill(ctx, dir, purpose, bring)
	} else {
		now, err = exchange(ctx, dir, purpose, bring)
	}
	if err != nil {
		return false, err
	}
	return true, mark{at.version, now}.write(dir)
}

// exchange is sqlite.Fill for a library that is there.
func exchange(ctx context.Context, dir, purpose string, do func(ctx context.Context, conn *sql.Conn) error) (generation int64, err error) {
	w, err := sqlite.OpenWriter(ctx, dir, purpose)
	if err != nil {
		return 0, err
	}
	if err = sqlite.Exchange(ctx, w, do); err == nil {
		generation, err = w.Generation(ctx)
	}
	return generation, errors.Join(err, w.Close())
}

// Push brings the server to the state of the library in a folder. The error is ErrChanged
// where the server has another state than the one that was pulled.
func (l *Libraries) Push(ctx context.Context, name, dir string) (err error) {
	ctx = forGuildOf(ctx, name)
	had, err := readMark(dir)
	if err != nil {
		return err
	}
	now, err := generation(ctx, dir)
	if err != nil || now < 0 || had.generation == now && had.version > 0 {
		return err
	}
	file, err := sql.Open("sqlite", sqlite.Address(filepath.Join(dir, sqlite.FileName), "", "query_only(1)"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	reading, err := file.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer reading.Rollback() //nolint:errcheck // nothing is written
	version, searched, err := l.take(ctx, name, had, inFile(reading))
	if err == nil {
		err = mark{version, now}.write(dir)
	}
	if err == nil && searched.id != 0 {
		err = l.index(ctx, searched)
	}
	return err
}

// take brings the server from a state to that of a file, and returns the version that it
// has then, and which vectors it searches.
func (l *Libraries) take(ctx context.Context, name string, had mark, file side) (version int64, searched serving, err error) {
	err = l.memory.Beside(ctx, func(ctx context.Context) error {
		if err := l.memory.Exec(ctx, begin, name); err != nil {
			return err
		}
		at, err := l.state(ctx, name, " FOR UPDATE")
		if err != nil {
			return err
		}
		if at.version != had.version && !at.gone {
			return ErrChanged
		}
		if err := carry(ctx, onServer(l.memory, at.id), file); err != nil {
			return err
		}
		err = l.memory.QueryRow(ctx, raise, false, at.id).Scan(&version)
		if err == nil && name == Base && l.Above > 0 {
			searched, err = l.spread(ctx, state{id: at.id, version: version})
		}
		return err
	})
	return version, searched, err
}

// Remove removes a library from the server; files go with their next Pull.
func (l *Libraries) Remove(ctx context.Context, name string) error {
	return l.memory.Beside(forGuildOf(ctx, name), func(ctx context.Context) error {
		at, err := l.state(ctx, name, " FOR UPDATE")
		if err != nil || at.version == 0 || at.gone {
			return err
		}
		for _, t := range tables {
			if err := l.memory.Exec(ctx, fmt.Sprintf(removeOne, t.name), at.id); err != nil {
				return err
			}
		}
		return l.memory.QueryRow(ctx, raise, true, at.id).Scan(&at.version)
	})
}

// Since are the names of the libraries that were changed after a version, and the last
// version of all.
func (l *Libraries) Since(ctx context.Context, version int64) (names []string, last int64, err error) {
	last = version
	err = l.memory.Each(store.Across(ctx), func(row *sql.Rows) error {
		var name string
		err := row.Scan(&name, &last)
		names = append(names, name)
		return err
	}, since, version)
	return names, last, err
}

// Held are the names of all libraries on the server.
func (l *Libraries) Held(ctx context.Context) ([]string, error) {
	return store.Column[string](store.Across(ctx), l.memory, held)
}

// generation is the number of the last change of the library in a folder, -1 where there
// is none.
func generation(ctx context.Context, dir string) (int64, error) {
	s, err := sqlite.Open(ctx, dir)
	if errors.Is(err, sqlite.ErrNone) {
		return -1, nil
	}
	if err != nil {
		return 0, err
	}
	n, err := s.Generation(ctx)
	return n, errors.Join(err, s.Close())
}
