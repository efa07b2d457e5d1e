package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// A library that is filled is there as a whole or not at all, whatever an earlier try left,
// and never in place of another. It is one as a Writer makes it.
func TestFill(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	generation := func(ctx context.Context, conn *sql.Conn) error {
		_, err := conn.ExecContext(ctx, "UPDATE state SET generation = 7, finished = 7")
		return err
	}
	broken := errors.New("the server is gone")
	if _, err := Fill(t.Context(), dir, "a test", func(ctx context.Context, conn *sql.Conn) error {
		return errors.Join(generation(ctx, conn), broken)
	}); !errors.Is(err, broken) {
		t.Errorf("one that breaks off: %v", err)
	}
	if left := files(t, dir); !slices.Equal(left, []string{lockName}) {
		t.Errorf("it leaves %q", left)
	}
	if err := os.WriteFile(filepath.Join(dir, FileName+".filling"), []byte("cut off"), 0o600); err != nil {
		t.Fatal(err)
	}
	if n, err := Fill(t.Context(), dir, "a test", generation); err != nil || n != 7 {
		t.Fatalf("its generation is %d, %v", n, err)
	}
	if left := files(t, dir); !slices.Equal(left, []string{FileName, lockName}) {
		t.Errorf("there are %q", left)
	}
	if _, err := Fill(t.Context(), dir, "a test", generation); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a second time: %v", err)
	}
	s, err := Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var journal string
	var vacuum int
	err = s.db.QueryRowContext(t.Context(), "SELECT journal_mode, auto_vacuum FROM pragma_journal_mode, pragma_auto_vacuum").Scan(&journal, &vacuum)
	if err != nil || journal != "wal" || vacuum != 2 {
		t.Errorf("its journal is %s, it is emptied by %d, %v", journal, vacuum, err)
	}
	if info, err := os.Stat(filepath.Join(dir, FileName)); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read it: %v, %v", info.Mode(), err)
	}
}

// files are the names in a folder.
func files(t *testing.T, dir string) (names []string) {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		names = append(names, e.Name())
	}
	return names
}
