package main

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"footnote/retrieval/answer"
)

// writeBytes is `bytes FILE [TEXT COUNT]... [TEXT]`: it writes each TEXT, with
// Go's escapes, COUNT times into FILE.
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: bytes FILE [TEXT COUNT]... [TEXT]")
	}
	var b strings.Builder
	for part := range slices.Chunk(args[1:], 2) {
		text, err := strconv.Unquote(`"` + part[0] + `"`)
		ts.Check(err)
		count := 1
		if len(part) == 2 {
			count, err = strconv.Atoi(part[1])
			ts.Check(err)
		}
		b.WriteString(strings.Repeat(text, count))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o600))
}

// writeBomb is `bomb FILE MEGABYTES`: a .docx that unpacks to so many
// megabytes of one letter from a few kilobytes.
func writeBomb(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bomb FILE MEGABYTES")
	}
	megabytes, err := strconv.Atoi(args[1])
	ts.Check(err)
	file, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	archive := zip.NewWriter(file)
	archive.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestSpeed)
	})
	document, err := archive.Create("word/document.xml")
	ts.Check(err)
	const open = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">` +
		`<w:body><w:p><w:r><w:t>`
	_, err = io.WriteString(document, open)
	ts.Check(err)
	block := []byte(strings.Repeat("a", 1<<20))
	for range megabytes {
		_, err = document.Write(block)
		ts.Check(err)
	}
	ts.Check(archive.Close())
	ts.Check(file.Close())
}

// checkVerified is `verified ANSWERS TEXTS...`: every quote in a file of JSON
// answers must equal the bytes of the text file named ID, "ID.txt" or "ID.md",
// at its range. At least one quote must be there to check.
func checkVerified(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: verified ANSWERS FOLDER")
	}
	answers := bufio.NewScanner(strings.NewReader(ts.ReadFile(args[0])))
	answers.Buffer(nil, 1<<24)
	checked := 0
	for answers.Scan() {
		var a answer.Answer
		ts.Check(json.Unmarshal(answers.Bytes(), &a))
		for _, c := range a.Citations {
			checkQuote(ts, args[1], answer.Quote{Article: c.Article, Quote: c.Quote, Start: c.Start, End: c.End})
			checked++
		}
		for _, n := range a.Nearest {
			checkQuote(ts, args[1], n)
			checked++
		}
	}
	if checked == 0 {
		ts.Fatalf("no quote to check in %s", args[0])
	}
}

// checkQuote compares one quote with the original file.
func checkQuote(ts *testscript.TestScript, folder string, q answer.Quote) {
	for _, ending := range []string{".txt", ".md"} {
		content, err := os.ReadFile(ts.MkAbs(folder + "/" + q.Article + ending))
		if err != nil {
			continue
		}
		if q.Start < 0 || q.End > len(content) || q.Start >= q.End || string(content[q.Start:q.End]) != q.Quote {
			ts.Fatalf("%s %d-%d is not %q", q.Article, q.Start, q.End, q.Quote)
		}
		return
	}
	ts.Fatalf("no file for the article %s in %s", q.Article, folder)
}

// countLines is `lines FILE COUNT`.
func countLines(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: lines FILE COUNT")
	}
	if got := strconv.Itoa(strings.Count(ts.ReadFile(args[0]), "\n")); got != args[1] {
		ts.Fatalf("%s has %s lines, want %s:\n%s", args[0], got, args[1], ts.ReadFile(args[0]))
	}
}

// expectStatus is `status CODE COMMAND...`: it runs a command that must end
// with this exit status.
func expectStatus(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status CODE COMMAND...")
	}
	got := 0
	err := ts.Exec(args[1], args[2:]...)
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if strconv.Itoa(got) != args[0] {
		ts.Fatalf("exit status %d, want %s", got, args[0])
	}
}
