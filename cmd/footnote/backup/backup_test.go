package backup

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/retrieval/sqlite"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// all are the databases of a data directory in these tests.
var all = []string{Memory, sqlite.FileName, Guilds + "/17/" + sqlite.FileName, Guilds + "/4/" + sqlite.FileName}

// directory makes a data directory whose databases say word.
func directory(t *testing.T, word string, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		path := filepath.Join(dir, name)
		must(t, os.MkdirAll(filepath.Dir(path), 0o700))
		db, err := sql.Open("sqlite", sqlite.Address(path, "", "journal_mode(WAL)"))
		must(t, err)
		for _, statement := range []string{"CREATE TABLE said (word TEXT)", fmt.Sprintf("INSERT INTO said VALUES ('%s of %s')", word, name),
			"CREATE TABLE many (n)", "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 2000) INSERT INTO many SELECT n || '" + word + "' FROM s"} {
			_, err := db.ExecContext(t.Context(), statement)
			must(t, err)
		}
		must(t, db.Close())
	}
	return dir
}

// says reads what the databases of a directory say, a line each.
func says(t *testing.T, dir string) string {
	t.Helper()
	names, err := Databases(dir)
	must(t, err)
	var lines []string
	for _, name := range names {
		db, err := sql.Open("sqlite", sqlite.Address(filepath.Join(dir, name), ""))
		must(t, err)
		var word string
		must(t, db.QueryRowContext(t.Context(), "SELECT word FROM said").Scan(&word))
		must(t, db.Close())
		lines = append(lines, word)
	}
	return strings.Join(lines, "\n")
}

// made backs a directory up.
func made(t *testing.T, dir string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "b.tar.gz")
	m, err := Write(t.Context(), dir, path, "footnote test", time.Unix(1e9, 0))
	must(t, err)
	if info, err := os.Stat(path); err != nil || info.Size() != m.Bytes || info.Mode().Perm() != 0o600 {
		t.Fatalf("%v, %v", info, err)
	}
	return path
}

func TestBackupAndRestore(t *testing.T) {
	from := directory(t, "new", all...)
	path := made(t, from)
	for name, to := range map[string]string{"empty": filepath.Join(t.TempDir(), "none"), "taken": directory(t, "old", all...),
		"another set": directory(t, "old", Memory, Guilds+"/5/"+sqlite.FileName)} {
		_, err := Restore(t.Context(), Plan{Dir: to, Path: path})
		if name != "empty" {
			if !errors.Is(err, ErrTaken) || !strings.Contains(err.Error(), Memory) {
				t.Errorf("%s: without --force it says %v", name, err)
			}
			_, err = Restore(t.Context(), Plan{Dir: to, Path: path, Force: true})
		}
		must(t, err)
		if got, want := says(t, to), says(t, from); got != want {
			t.Errorf("%s: the directory says\n%s\nwant\n%s", name, got, want)
		}
		left, err := filepath.Glob(filepath.Join(to, "restore.*"))
		must(t, err)
		if len(left) > 1 { // the lock
			t.Errorf("%s: %v are left", name, left)
		}
	}
}

func TestWhatCannotBeBackedUp(t *testing.T) {
	if _, err := Write(t.Context(), t.TempDir(), filepath.Join(t.TempDir(), "b"), "", time.Now()); !errors.Is(err, ErrNothing) {
		t.Errorf("an empty directory: %v", err)
	}
	dir := directory(t, "x", Memory)
	path := filepath.Join(dir, Memory)
	before, err := os.ReadFile(path)
	must(t, err)
	if _, err := Write(t.Context(), dir, path, "", time.Now()); err == nil || !strings.Contains(err.Error(), "is no backup") {
		t.Errorf("over a file that is no backup: %v", err)
	}
	broken := bytes.Clone(before)
	for i := range 3000 {
		broken[len(broken)-1-i] ^= 0x5a
	}
	must(t, os.WriteFile(path, broken, 0o600))
	if _, err := Write(t.Context(), dir, filepath.Join(dir, "b"), "", time.Now()); err == nil || !strings.Contains(err.Error(), "footnote repair") {
		t.Errorf("a damaged database: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "b*partial*")); len(left) > 0 {
		t.Errorf("%v are left", left)
	}
	done, cancel := context.WithCancel(t.Context())
	cancel()
	must(t, os.WriteFile(path, before, 0o600))
	if _, err := Write(done, dir, filepath.Join(dir, "b"), "", time.Now()); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that is done: %v", err)
	}
}

// An archive that was cut off or altered anywhere is refused, and nothing is
// touched.
func TestAlteredArchivesAreRefused(t *testing.T) {
	whole, err := os.ReadFile(made(t, directory(t, "new", all...)))
	must(t, err)
	to := directory(t, "old", all...)
	want := says(t, to)
	path := filepath.Join(t.TempDir(), "altered")
	try := func(what string, content []byte) {
		must(t, os.WriteFile(path, content, 0o600))
		if _, err := Restore(t.Context(), Plan{Dir: to, Path: path, Force: true}); !errors.Is(err, ErrBroken) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", what, err)
		}
	}
	for i := 10; i < len(whole); i += max(1, len(whole)/60) {
		try(fmt.Sprintf("cut at %d", i), whole[:i])
		altered := bytes.Clone(whole)
		altered[i] ^= 0x40
		try(fmt.Sprintf("altered at %d", i), altered)
	}
	try("empty", nil)
	try("text", []byte("a text that is no archive"))
	try("more", append(bytes.Clone(whole), whole...))
	if got := says(t, to); got != want {
		t.Errorf("the directory says\n%s\nwant\n%s", got, want)
	}
}

// errCut is a process that ends.
var errCut = errors.New("cut off")

// A restore that is cut off after any of its renamings leaves what was there, or
// is finished by who comes next.
func TestARestoreThatIsCutOffIsWhole(t *testing.T) {
	path := made(t, directory(t, "new", Memory, all[2]))
	sets := [][]string{all, {Memory}, {sqlite.FileName, all[3]}}
	after := says(t, directory(t, "new", Memory, all[2]))
	defer func() { rename = os.Rename }()
	seen := map[bool]int{}
	for i, names := range sets {
		for steps, ended := 0, false; !ended; steps++ {
			to := directory(t, "old", names...)
			before := says(t, to)
			done := 0
			rename = func(from, to string) error {
				if done++; done > steps {
					return errCut
				}
				return os.Rename(from, to)
			}
			_, err := Restore(t.Context(), Plan{Dir: to, Path: path, Force: true})
			if ended = err == nil; !ended && !errors.Is(err, errCut) {
				t.Fatal(err)
			}
			rename = os.Rename
			must(t, Finish(to))
			got := says(t, to)
			if got != before && got != after {
				t.Errorf("set %d, cut off after %d renamings: the directory says\n%s", i, steps, got)
			}
			seen[got == after]++
			for _, left := range []string{gathered, replaced} {
				if exists(filepath.Join(to, left)) {
					t.Errorf("set %d, cut off after %d renamings: %s is left", i, steps, left)
				}
			}
		}
	}
	if seen[true] < 5 || seen[false] == 0 {
		t.Errorf("%v states were seen", seen)
	}
}

// Only names of the program's own files come out of an archive.
func TestForeignNamesAreRefused(t *testing.T) {
	for _, name := range []string{"../bot.db", "/bot.db", "guilds/../library.db", "guilds/1/../../x/library.db", "bot.lock", "guilds/1/bot.db", "guilds//library.db", "", "bot.db\n"} {
		if known(name) {
			t.Errorf("%q is taken", name)
		}
	}
	for _, name := range all {
		if !known(name) {
			t.Errorf("%q is refused", name)
		}
	}
}

// One backup or restore of a directory runs at a time; the second is told who has it,
// and who opens it waits for a restore that is being carried out.
func TestOneAtATime(t *testing.T) {
	dir := directory(t, "old", Memory)
	archive := made(t, dir)
	release, err := hold(dir)
	must(t, err)
	for what, do := range map[string]func() error{
		"backup": func() error {
			_, err := Write(t.Context(), dir, archive, "", time.Now())
			return err
		},
		"restore": func() error {
			_, err := Restore(t.Context(), Plan{Dir: dir, Path: archive, Force: true})
			return err
		},
	} {
		if err := do(); !errors.Is(err, ErrBusy) || !strings.Contains(err.Error(), fmt.Sprint(os.Getpid())) {
			t.Errorf("%s: it says %v", what, err)
		}
	}
	must(t, os.Mkdir(filepath.Join(dir, replaced), 0o700))
	finished := make(chan error, 1)
	go func() { finished <- Finish(dir) }()
	must(t, release())
	must(t, <-finished)
	if exists(filepath.Join(dir, replaced)) {
		t.Error("what was replaced is left")
	}
}

// Verifying changes nothing, and what examines the files may refuse them.
func TestVerify(t *testing.T) {
	archive := made(t, directory(t, "new", all...))
	dir := directory(t, "old", all...)
	refused := errors.New("too new")
	for _, examine := range []error{nil, refused} {
		p := Plan{Dir: dir, Path: archive, VerifyOnly: true, Examine: func(_ context.Context, at string, names []string) error {
			if len(names) != len(all) || !exists(filepath.Join(at, Memory)) {
				t.Errorf("to be examined are %v", names)
			}
			return examine
		}}
		if _, err := Restore(t.Context(), p); !errors.Is(err, examine) {
			t.Errorf("it says %v", err)
		}
	}
	if !strings.HasPrefix(says(t, dir), "old") || exists(filepath.Join(dir, gathering)) {
		t.Error("the directory was changed")
	}
}
