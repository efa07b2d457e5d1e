// Package postgrestest starts a PostgreSQL server for tests, where the machine has one.
package postgrestest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"footnote/bot/store"
)

// starting is how long a server may take to be made and to answer.
const starting = 2 * time.Minute

// Server is a PostgreSQL server for the tests of one program. It ends with the
// program, and its files with it.
type Server struct {
	// Dir holds its files: data below "data", and the socket that it listens at.
	Dir string
	as  *user.User // whom it runs as; nil: the user of the test
	bin string
	// input is what it is told, the number of seconds to be away for; its end ends it, and so
	// it has to stay open.
	input io.WriteCloser
}

var server = sync.OnceValues(startServer)

// Start returns the server of this program's tests, which it starts the first time.
// Where that cannot be, the test is skipped with the reason.
func Start(t testing.TB) *Server {
	t.Helper()
	s, err := server()
	if err != nil {
		t.Skipf("not run on PostgreSQL: %v", err)
	}
	return s
}

var made atomic.Int64

// URL is that of a schema that is to be made on the server, and is gone after the test.
func (s *Server) URL(t testing.TB) string {
	name := fmt.Sprintf("test%d", made.Add(1))
	t.Cleanup(func() {
		if err := s.Do("DROP SCHEMA IF EXISTS " + name + " CASCADE"); err != nil {
			t.Error(err)
		}
	})
	return s.url(Bot, "postgres", name)
}

// Database makes a database on the server for a test that looks at its files, and
// returns its URL.
func (s *Server) Database(t testing.TB) string {
	t.Helper()
	name := fmt.Sprintf("base%d", made.Add(1))
	if err := s.Do("CREATE DATABASE " + name + " OWNER " + Bot); err != nil {
		t.Fatal(err)
	}
	return s.url(Bot, name, store.Schema)
}

// Extension makes an extension in the database whose schemas URL names. Where that cannot
// be, the test is skipped with the reason.
func (s *Server) Extension(t testing.TB, name string) {
	t.Helper()
	if err := s.Do("CREATE EXTENSION IF NOT EXISTS " + name + " SCHEMA public"); err != nil {
		t.Skipf("not run: %v", err)
	}
}

// Bot is the user of the URLs: one to whom row-level security applies, as it does not to the
// server's owner.
const (
	Bot   = "footnote"
	owner = "owner"
)

// AsOwner is a URL for the owner of the server in place of Bot.
func AsOwner(url string) string { return strings.Replace(url, "//"+Bot+"@", "//"+owner+"@", 1) }

func (s *Server) url(user, database, schema string) string {
	return "postgres://" + user + "@/" + database + "?" + url.Values{"host": {s.Dir}, "search_path": {schema}}.Encode()
}

// Do runs a statement on the server as its owner.
func (s *Server) Do(statement string) error {
	ctx, cancel := context.WithTimeout(context.Background(), starting)
	defer cancel()
	db, err := sql.Open("pgx", s.url(owner, "postgres", "public"))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, statement)
	return errors.Join(err, db.Close())
}

// place is where programs of PostgreSQL are, beside those of PATH.
const place = "/usr/lib/postgresql/*/bin"

func startServer() (*Server, error) {
	if runtime.GOOS == "windows" {
		return nil, errors.New("it is started by a shell")
	}
	initdb, err := exec.LookPath("initdb")
	if err != nil {
		found, _ := filepath.Glob(place + "/initdb")
		if len(found) == 0 {
			return nil, errors.New("there is no initdb on this machine")
		}
		initdb = found[len(found)-1]
	}
	s := &Server{bin: filepath.Dir(initdb)}
	if os.Geteuid() == 0 { // it refuses to be run by root
		if s.as, err = user.Lookup("postgres"); err != nil {
			return nil, err
		}
	}
	if s.Dir, err = s.folder(); err != nil {
		return nil, err
	}
	if err := s.begin(); err != nil {
		return nil, errors.Join(err, os.RemoveAll(s.Dir))
	}
	return s, nil
}

// folder makes a folder that belongs to whom the server runs as. Its path is short, as
// that of a socket has to be.
func (s *Server) folder() (string, error) {
	dir, err := os.MkdirTemp("/tmp", "pg")
	if err != nil || s.as == nil {
		return dir, err
	}
	uid, err1 := strconv.Atoi(s.as.Uid)
	gid, err2 := strconv.Atoi(s.as.Gid)
	return dir, errors.Join(err1, err2, os.Chown(dir, uid, gid))
}

// script ends the server and removes its files when its input ends, as it does with
// the program of the tests however that ends. A line of input ends it for so many seconds.
const script = `begin() { "$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c max_connections=300 >>"$2/log" 2>&1 & server=$!; }
begin "$@"
while read -r away; do kill -INT $server; wait $server; sleep "$away"; begin "$@"; done
kill -TERM $server; wait $server; rm -rf "$2"`

// Restart ends the server, with all connections, and starts it again after some seconds.
// It returns when it answers again.
func (s *Server) Restart(away int) error {
	const started = "SELECT CAST(pg_postmaster_start_time() AS TEXT)"
	before, err := s.ask(started)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintln(s.input, away); err != nil {
		return err
	}
	for until := time.Now().Add(starting); time.Now().Before(until); time.Sleep(50 * time.Millisecond) {
		if now, e := s.ask(started); e != nil {
			err = e
		} else if now != before {
			return nil
		}
	}
	return fmt.Errorf("the server does not answer again: %w", err)
}

// ask is a text that the server knows.
func (s *Server) ask(query string) (text string, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), starting)
	defer cancel()
	db, err := sql.Open("pgx", s.url(owner, "postgres", "public"))
	if err != nil {
		return "", err
	}
	err = db.QueryRowContext(ctx, query).Scan(&text)
	return text, errors.Join(err, db.Close())
}

func (s *Server) begin() error {
	ctx, cancel := context.WithTimeout(context.Background(), starting)
	defer cancel()
	made := s.command(ctx, filepath.Join(s.bin, "initdb"), "-D", filepath.Join(s.Dir, "data"), "-U", owner, "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
	if out, err := made.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w: %s", err, out)
	}
	running := s.command(context.Background(), "/bin/sh", "-c", script, "sh", s.bin, s.Dir)
	var err error
	if s.input, err = running.StdinPipe(); err != nil {
		return err
	}
	if err := running.Start(); err != nil {
		return err
	}
	for {
		err := s.Do("SELECT 1")
		if err == nil {
			return s.Do("CREATE ROLE " + Bot + " LOGIN IN ROLE pg_checkpoint; GRANT CREATE ON DATABASE postgres TO " + Bot)
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// command is a program as whom the server runs as.
func (s *Server) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	if s.as != nil {
		name, args = "runuser", append([]string{"-u", s.as.Username, "--", name}, args...)
	}
	c := exec.CommandContext(ctx, name, args...)
	c.Dir = s.Dir
	return c
}
