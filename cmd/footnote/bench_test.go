//go:build unix

package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/embedder"
)

// BenchmarkProcess runs the built program as a whole process on the sample:
// milliseconds and peak resident memory of `ask`, beside those of `--version`
// in the same run, which is what any such process costs.
func BenchmarkProcess(b *testing.B) {
	program := filepath.Join(b.TempDir(), "footnote")
	build := exec.CommandContext(b.Context(), "go", "build", "-o", program, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, out)
	}
	for _, c := range []struct {
		name string
		args []string
	}{
		{"version", []string{"--version"}},
		{"ask", []string{"ask", "who proposed the UAE as a venue?"}},
		{"search", []string{"search", "venue of the meeting"}},
	} {
		b.Run(c.name, func(b *testing.B) {
			var peak int64
			for b.Loop() {
				peak = max(peak, runOnce(b, program, c.args))
			}
			b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N), "ms/run")
			b.ReportMetric(float64(peak)/(1<<20), "peak-MB")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// runOnce runs the program and returns its peak resident memory in bytes, or
// that of this test at the moment it starts the program where that is more:
// the system counts the two together, so that the figure is an upper bound.
func runOnce(b *testing.B, program string, args []string) int64 {
	cmd := exec.CommandContext(b.Context(), program, args...)
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v: %v\n%s", args, err, out)
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	if runtime.GOOS == "darwin" {
		return usage.Maxrss // bytes there, kilobytes elsewhere
	}
	return usage.Maxrss << 10
}

// BenchmarkOpen reads, divides and indexes 2,000 articles of a .jsonl file, as
// every start with --corpus does, with and without the built-in embedder.
// Reading the file's bytes alone is the baseline.
func BenchmarkOpen(b *testing.B) {
	const articles = 2000
	path := filepath.Join(b.TempDir(), "articles.jsonl")
	content := madeUp(articles)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		b.Fatal(err)
	}
	measure := func(name string, once func() error) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(content)))
			b.ReportAllocs()
			for b.Loop() {
				if err := once(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(articles*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
	measure("baseline-bytes", func() error { _, err := os.ReadFile(path); return err })
	for _, name := range []string{embedder.None, embedder.Builtin} {
		measure("embedder-"+name, func() error {
			library, err := started(b, nothingSet, io.Discard, app.Source{Paths: []string{path}, Embedder: name}).Open(b.Context())
			if err == nil && library.Len() != articles {
				err = fmt.Errorf("%d articles, want %d", library.Len(), articles)
			}
			return err
		})
	}
}

// madeUp writes articles of some 300 words each over a vocabulary in which, as
// in any language, few words are frequent and most are rare.
func madeUp(articles int) []byte {
	var b bytes.Buffer
	state := uint64(1)
	draw := func(n uint64) uint64 { // Knuth's MMIX generator: the same text every time
		state = state*6364136223846793005 + 1442695040888963407
		return (state >> 33) % n
	}
	word := func() string {
		const letters = "etaoinshrdlcumwf"
		n := draw(1 + draw(1+draw(20000)))
		w := []byte{letters[n%16]}
		for ; n > 0; n /= 16 {
			w = append(w, letters[n%16])
		}
		return string(w)
	}
	for i := range articles {
		fmt.Fprintf(&b, `{"_id": "a%d", "title": "%s %s", "text": "`, i, word(), word())
		for sentence := range 20 {
			fmt.Fprintf(&b, "The %s %s", word(), word())
			for range 12 {
				b.WriteString(" " + word())
			}
			b.WriteString(". ")
			if sentence%5 == 4 {
				b.WriteString(`\n\n`)
			}
		}
		b.WriteString("\"}\n")
	}
	return b.Bytes()
}
