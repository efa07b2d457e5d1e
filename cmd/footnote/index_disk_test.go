//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"footnote/cmd/footnote/races"
)

// self runs the program as a process of its own: the binary of the tests, which
// testscript has put into the path under the program's name.
func self(t *testing.T, data string, args ...string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "footnote", args...)
	must(t, cmd.Err)
	cmd.Env = []string{"FOOTNOTE_DATA=" + data, "PATH=" + os.Getenv("PATH")}
	return cmd
}

// sentence runs a command that must fail with one sentence.
func sentence(t *testing.T, cmd *exec.Cmd, want string) {
	t.Helper()
	var out bytes.Buffer
	cmd.Stderr = &out
	err := cmd.Run()
	said := strings.TrimSpace(out.String())
	if err == nil || !strings.Contains(said, want) || strings.Contains(said, "\n") {
		t.Errorf("%v: %v, said %q", cmd.Args[1:], err, said)
	}
}

// A disk on which no more fits (here a limit on the size of files) stops add and
// sync with a sentence wherever it hits. What is in is whole and answers
// questions, and with room again the next run completes.
func TestFullDisk(t *testing.T) {
	races.Skip(t, "it runs one process after another, as the script of index does")
	dir := filepath.Join(t.TempDir(), "articles")
	writeStories(t, dir, 30, 300)
	whole := t.TempDir()
	if out, err := self(t, whole, "index", "add", dir).CombinedOutput(); err != nil {
		t.Fatalf("add: %v\n%s", err, out)
	}
	want := dumpLibrary(t, whole)
	for _, kilobytes := range []int{8, 100, 200, 400, 600} {
		data := t.TempDir()
		cmd := self(t, data, "index", "add", dir)
		// The limit of the shell counts blocks of 512 bytes.
		limited := exec.CommandContext(t.Context(), "sh", append([]string{"-c",
			"ulimit -f " + strconv.Itoa(kilobytes*2) + `; exec "$0" "$@"`}, cmd.Args...)...)
		limited.Env = cmd.Env
		sentence(t, limited, "the disk is full")
		if out, err := self(t, data, "search", "eclipse").CombinedOutput(); err != nil {
			t.Errorf("%d KB: search: %v\n%s", kilobytes, err, out)
		}
		if out, err := self(t, data, "index", "add", dir).CombinedOutput(); err != nil {
			t.Errorf("%d KB: add: %v\n%s", kilobytes, err, out)
		}
		sameLibrary(t, strconv.Itoa(kilobytes)+" KB", dumpLibrary(t, data), want)
	}
}

// A full disk stops a backup and a restore with a sentence, and leaves all as it was.
func TestFullDiskOfBackups(t *testing.T) {
	races.Skip(t, "it runs one process after another, as the script of index does")
	data, archive := stateOf(t, 200, 30), filepath.Join(t.TempDir(), "b.tar.gz")
	program := realProgram(t)
	runs(t, program, data, "backup", archive)
	want, kept := contents(t, data), filepath.Join(t.TempDir(), "kept")
	must(t, os.Link(archive, kept))
	limited := func(args ...string) *exec.Cmd {
		cmd := self(t, data, args...)
		shell := exec.CommandContext(t.Context(), "sh", append([]string{"-c", `ulimit -f 100; exec "$0" "$@"`}, cmd.Args...)...)
		shell.Env = cmd.Env
		return shell
	}
	sentence(t, limited("backup", archive), "the disk is full")
	sentence(t, limited("restore", "--force", archive), "the disk is full")
	sameLibrary(t, "the data directory", contents(t, data), want)
	before, err := os.Stat(kept)
	must(t, err)
	after, err := os.Stat(archive)
	must(t, err)
	if !os.SameFile(before, after) {
		t.Error("the earlier backup is gone")
	}
}

// A library that may only be read answers questions; what would change it says
// what to do in a sentence and changes nothing.
func TestReadOnly(t *testing.T) {
	races.Skip(t, "it runs one process after another, as the script of index does")
	dir := filepath.Join(t.TempDir(), "articles")
	writeStories(t, dir, 3, 3)
	data := readableFolder(t)
	if out, err := self(t, data, "index", "add", dir).CombinedOutput(); err != nil {
		t.Fatalf("add: %v\n%s", err, out)
	}
	library := filepath.Join(data, "library.db")
	must(t, os.Chmod(library, 0o444))
	must(t, os.Chmod(filepath.Join(data, "library.lock"), 0o444))
	must(t, os.Chmod(data, 0o555))
	t.Cleanup(func() { _ = os.Chmod(data, 0o700) })
	before, err := os.ReadFile(library)
	must(t, err)
	program := filepath.Join(readableFolder(t), "footnote")
	binary, err := os.ReadFile(self(t, data).Path)
	must(t, err)
	must(t, os.WriteFile(program, binary, 0o755))
	ordinary := func(args ...string) *exec.Cmd {
		cmd := self(t, data, args...)
		cmd.Path = program
		return withoutRights(cmd)
	}
	for _, args := range [][]string{{"search", "eclipse"}, {"index", "list"}, {"index", "status"}} {
		if out, err := ordinary(args...).CombinedOutput(); err != nil {
			t.Errorf("%v: %v\n%s", args, err, out)
		}
	}
	for _, args := range [][]string{{"index", "sync"}, {"index", "add", dir}, {"index", "remove", "line1"}} {
		sentence(t, ordinary(args...), "cannot be written to")
	}
	after, err := os.ReadFile(library)
	must(t, err)
	if !bytes.Equal(before, after) {
		t.Error("the file was changed")
	}
}

// readableFolder is a folder that everybody can get to.
func readableFolder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for at := dir; strings.HasPrefix(filepath.Base(filepath.Dir(at)), "Test"); at = filepath.Dir(at) {
		must(t, os.Chmod(filepath.Dir(at), 0o755))
	}
	must(t, os.Chmod(dir, 0o755))
	return dir
}

// withoutRights runs a command without those of root, whom no mode keeps from
// writing.
func withoutRights(cmd *exec.Cmd) *exec.Cmd {
	if os.Geteuid() == 0 {
		const nobody = 65534
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
		cmd.Dir = "/"
	}
	return cmd
}
