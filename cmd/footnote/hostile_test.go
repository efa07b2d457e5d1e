package main

import (
	"errors"
	"runtime"
	"strings"
	"testing"
	"time"

	"footnote/cmd/footnote/reading"
	"footnote/corpus"
)

// TestHostileFiles holds that each file ends in a sentence or is read, within the
// time and memory of a child, and that this process stays as it is.
func TestHostileFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("starts one process after another: left out with -short")
	}
	defer reading.Isolate(t.Context())()
	files := hostileFiles()
	if len(files) < 40 {
		t.Fatalf("%d files, want 40 at least", len(files))
	}
	before := heapUsed()
	for _, f := range files {
		began := time.Now()
		a, err := corpus.ReadDocument(f.name, "", f.data)
		var p *corpus.Problem
		switch {
		case err == nil:
			t.Logf("%-40s read: %d bytes, %v", f.name, len(a.Text), time.Since(began).Round(time.Millisecond))
		case !errors.As(err, &p) || p.Path != f.name || strings.ContainsAny(p.Reason, "\n"):
			t.Errorf("%s: no sentence: %v", f.name, err)
		default:
			t.Logf("%-40s %v (%v)", f.name, p.Reason, time.Since(began).Round(time.Millisecond))
		}
		if f.data = nil; heapUsed() > before+100<<20 {
			t.Errorf("%s: this process grew by %d MB", f.name, (heapUsed()-before)>>20)
		}
	}
	a, err := corpus.ReadDocument("honest.md", "", []byte("---\ntitle: Ferries\n---\nThe ferry sails at noon.\n"))
	if err != nil || a.Title != "Ferries" {
		t.Errorf("then an honest file gives %v, %v", a, err)
	}
}

// heapUsed is how much memory this process uses.
func heapUsed() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
