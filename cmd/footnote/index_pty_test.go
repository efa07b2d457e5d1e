//go:build unix

package main

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"footnote/cmd/mockopenai/mockserver"
)

// On a terminal a bar shows what is under way, how far it is, how fast it goes
// and how long it will take, and is gone in the end.
func TestIndexOnATerminal(t *testing.T) {
	server, err := mockserver.New(mockserver.Options{Dimensions: 32})
	must(t, err)
	var asked atomic.Int64
	second := make(chan struct{}) // the third batch waits for it
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1) > 2 {
			<-second
		}
		time.Sleep(200 * time.Millisecond) // the bar is drawn ten times a second at most
		server.ServeHTTP(w, r)
	}))
	t.Cleanup(web.Close)
	home, dir := t.TempDir(), t.TempDir()
	writeStories(t, dir, 0, 700)
	p := sitDown(t, home, []string{"OPENAI_BASE_URL=" + web.URL + "/v1", "OPENAI_API_KEY=k", "FOOTNOTE_EMBEDDING_MODEL=one"},
		"index", "add", "--embedder", "openai", filepath.Join(dir, "lines.jsonl"))
	p.sees("embedding")
	p.sees("(24/700, ") // 8, and then 16
	p.sees(" passages/s) [")
	close(second)
	p.sees("700 added, 0 changed")
	p.sees("700 passages embedded, 0 pending")
	must(t, p.program.Wait())
}

// Elsewhere than on a terminal there is no bar: the output is lines.
func TestIndexElsewhere(t *testing.T) {
	dir := t.TempDir()
	writeStories(t, dir, 2, 3)
	stdout, stderr, err := runWith(t, map[string]string{"FOOTNOTE_DATA": t.TempDir(), "FOOTNOTE_EMBEDDER": "none", "TERM": "xterm"}, "index", "add", dir)
	must(t, err)
	if stdout != "5 added, 0 changed, 0 removed, 0 unchanged, 0 failed\n" || stderr != "" {
		t.Errorf("printed %q, said %q", stdout, stderr)
	}
}
