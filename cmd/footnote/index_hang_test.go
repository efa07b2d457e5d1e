package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"footnote/cmd/footnote/races"
	"footnote/retrieval/sqlite"
)

// A server that answers nothing any more: the deadline ends the waiting, the
// articles are in and found by their words, and the next sync completes.
func TestIndexWithAServerThatHangs(t *testing.T) {
	m := newModelled(t, "hang")
	m.set["FOOTNOTE_EMBEDDING_DEADLINE"] = "1s"
	counts, err := m.index("add", m.dir)
	m.complains(err)
	if counts != (sqlite.Counts{Added: 40, Pending: 40}) {
		t.Errorf("%+v", counts)
	}
	if got := m.server.Requests("/v1/embeddings"); got < 1 || got > 6 {
		t.Errorf("%d requests within a second of patience, want 1 to 6", got)
	}
	stdout, stderr, err := runWith(t, m.set, "search", "--json", "-k", "1", "eclipse 17")
	if err != nil || !strings.Contains(stdout, `"line17"`) {
		t.Errorf("search: %v, %s%s", err, stdout, stderr)
	}
	m.serve()
	delete(m.set, "FOOTNOTE_EMBEDDING_DEADLINE")
	counts, err = m.index("sync")
	must(t, err)
	if counts != (sqlite.Counts{Unchanged: 40, Embedded: 40}) {
		t.Errorf("resumed: %+v", counts)
	}
	m.expect(3, 40)
}

// complains checks that an error says in one sentence what was not embedded,
// that the server took too long, and what to do.
func (m *modelled) complains(err error) {
	m.t.Helper()
	if err == nil {
		m.t.Fatal("a server that hangs is no error")
	}
	for _, want := range []string{"could not be embedded", "found by their words", "footnote index sync", "took too long"} {
		if !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			m.t.Errorf("the error lacks %q, or has lines: %v", want, err)
		}
	}
}

// A server that begins to hang keeps what it has made; a question that it does
// not embed is answered by words, and what is left is embedded once.
func TestIndexWithAServerThatBeginsToHang(t *testing.T) {
	races.Skip(t, "its deadline is for a server at full speed")
	m := newModelled(t)
	writeStories(t, m.dir, 0, 700)
	var hangs atomic.Bool
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if hangs.Load() {
			_, _ = io.Copy(io.Discard, r.Body) // only then is it noticed that the client left
			<-r.Context().Done()
			return
		}
		m.server.ServeHTTP(w, r)
		hangs.Store(m.server.Embedded() >= 500)
	}))
	t.Cleanup(web.Close)
	m.set["OPENAI_BASE_URL"], m.set["FOOTNOTE_EMBEDDING_DEADLINE"] = web.URL+"/v1", "4s"
	counts, err := m.index("add", m.dir)
	m.complains(err)
	made := m.server.Embedded()
	if counts.Added != 700 || counts.Embedded != made || counts.Pending != 700-made || made < 500 {
		t.Errorf("%+v, and the server embedded %d", counts, made)
	}
	if s := m.status(); s.Articles != 700 || s.Vectors != made || s.Pending != 700-made {
		t.Errorf("%+v", s)
	}
	stdout, stderr, err := runWith(t, m.set, "ask", "--json", "Was the eclipse 17 seen?")
	if err != nil || !strings.Contains(stdout, `"line17"`) {
		t.Errorf("a question: %v, %s%s", err, stdout, stderr)
	}
	delete(m.set, "FOOTNOTE_EMBEDDING_DEADLINE")
	m.set["OPENAI_BASE_URL"] = strings.Replace(m.set["OPENAI_BASE_URL"], web.URL, resumed(t, m), 1)
	counts, err = m.index("sync")
	must(t, err)
	if counts != (sqlite.Counts{Unchanged: 700, Embedded: 700 - made}) || m.server.Embedded() != 700 {
		t.Errorf("resumed: %+v, and the server embedded %d in all", counts, m.server.Embedded())
	}
}

// resumed is the address of the same server without what made it hang.
func resumed(t *testing.T, m *modelled) string {
	web := httptest.NewServer(m.server)
	t.Cleanup(web.Close)
	return web.URL
}
