package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"footnote/cmd/mockopenai/mockserver"
	"footnote/retrieval/sqlite"
)

// must ends a test at an error.
func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// writeOld writes a file that was last changed long ago, at a time of its own.
func writeOld(t testing.TB, path, content string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(path), 0o700))
	must(t, os.WriteFile(path, []byte(content), 0o600))
	then := time.Date(2025, 1, 1, 0, 0, len(content), 1, time.UTC)
	must(t, os.Chtimes(path, then, then))
}

// story is an article of some passages.
func story(name string, paragraphs int) string {
	var b strings.Builder
	for i := range paragraphs {
		fmt.Fprintf(&b, "The %s of day %d was seen by many. It was told of in letters. Nobody knew the %s before.\n\n", name, i, name)
	}
	return b.String()
}

// writeStories fills a folder with articles, some files and a file of lines.
func writeStories(t testing.TB, dir string, files, lines int) {
	t.Helper()
	for i := range files {
		writeOld(t, filepath.Join(dir, fmt.Sprintf("file%02d.txt", i)), story(fmt.Sprintf("comet%d", i), 3))
	}
	var b strings.Builder
	for i := range lines {
		fmt.Fprintf(&b, `{"_id":"line%d","title":"Line %d","text":"The eclipse %d was seen. It was dark. It passed."}`+"\n", i, i, i)
	}
	writeOld(t, filepath.Join(dir, "lines.jsonl"), b.String())
}

// dumpLibrary is all that a library holds but row numbers, times and counts.
func dumpLibrary(t testing.TB, dir string) []string {
	t.Helper()
	statement, err := os.ReadFile(filepath.Join("..", "..", "retrieval", "sqlite", "testdata", "dump.sql"))
	must(t, err)
	db, err := sql.Open("sqlite", "file:"+filepath.Join(dir, sqlite.FileName)+"?_pragma=busy_timeout(10000)")
	must(t, err)
	defer db.Close() //nolint:errcheck // only read from
	rows, err := db.QueryContext(t.Context(), string(statement))
	must(t, err)
	defer rows.Close() //nolint:errcheck // rows.Err tells
	var lines []string
	for rows.Next() {
		var line string
		must(t, rows.Scan(&line))
		lines = append(lines, line)
	}
	must(t, rows.Err())
	return lines
}

// sameLibrary compares two dumps and shows the first difference.
func sameLibrary(t testing.TB, what string, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		var g, w string
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("%s: line %d is\n%.300s\nwant\n%.300s", what, i, g, w)
			return
		}
	}
}

// models is a model server on loopback with the given faults.
func models(t testing.TB, faults ...string) (*mockserver.Server, string) {
	t.Helper()
	parsed, err := mockserver.ParseFaults(faults)
	must(t, err)
	server, err := mockserver.New(mockserver.Options{Faults: parsed, Dimensions: 32})
	must(t, err)
	web := httptest.NewServer(server)
	t.Cleanup(web.Close)
	return server, web.URL + "/v1"
}

// runWith runs a command line with these variables set and returns what it
// wrote.
func runWith(t testing.TB, set map[string]string, args ...string) (stdout, stderr string, err error) {
	t.Helper()
	var out, errs bytes.Buffer
	err = run(t.Context(), args, func(name string) string { return set[name] }, strings.NewReader(""), &out, &errs)
	return out.String(), errs.String(), err
}
