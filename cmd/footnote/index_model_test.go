package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"footnote/cmd/mockopenai/mockserver"
	"footnote/retrieval/sqlite"
)

// modelled is a library that is embedded by a model server.
type modelled struct {
	t      *testing.T
	dir    string
	set    map[string]string
	server *mockserver.Server
}

// newModelled has 40 articles of a passage each.
func newModelled(t *testing.T, faults ...string) *modelled {
	m := &modelled{t: t, dir: filepath.Join(t.TempDir(), "articles"), set: map[string]string{
		"FOOTNOTE_DATA": t.TempDir(), "FOOTNOTE_EMBEDDER": "openai", "FOOTNOTE_EMBEDDING_MODEL": "one", "OPENAI_API_KEY": "k"}}
	writeStories(t, m.dir, 0, 40)
	m.serve(faults...)
	return m
}

// serve replaces the model server.
func (m *modelled) serve(faults ...string) {
	m.server, m.set["OPENAI_BASE_URL"] = models(m.t, faults...)
}

// index runs a subcommand and reads its counts.
func (m *modelled) index(args ...string) (sqlite.Counts, error) {
	m.t.Helper()
	stdout, stderr, err := runWith(m.t, m.set, append([]string{"index"}, append(args, "--json")...)...)
	var counts sqlite.Counts
	if jsonErr := json.Unmarshal([]byte(stdout), &counts); jsonErr != nil {
		m.t.Fatalf("%v printed %q, said %q (%v), ended with %v", args, stdout, stderr, jsonErr, err)
	}
	return counts, err
}

func (m *modelled) status() sqlite.Status {
	m.t.Helper()
	stdout, _, err := runWith(m.t, m.set, "index", "status", "--json")
	must(m.t, err)
	var s sqlite.Status
	must(m.t, json.Unmarshal([]byte(stdout), &s))
	return s
}

// expect checks what the server saw.
func (m *modelled) expect(requests, embedded int) {
	m.t.Helper()
	if r, e := m.server.Requests("/v1/embeddings"), m.server.Embedded(); r != requests || e != embedded {
		m.t.Errorf("the server saw %d requests and embedded %d texts, want %d and %d", r, e, requests, embedded)
	}
}

// A fault that passes ends in the state of an undisturbed run, with as many
// requests as it takes, and no text embedded twice.
func TestIndexSurvivesPassingFaults(t *testing.T) {
	sound := newModelled(t)
	_, err := sound.index("add", sound.dir)
	must(t, err)
	sound.expect(3, 40) // 8, 16 and 16
	want := dumpLibrary(t, sound.set["FOOTNOTE_DATA"])
	// cut: some of the reply was sent, and is not counted as embedded.
	for fault, requests := range map[string]int{"once:500": 4, "once:429:1": 4, "once:garbage": 4, "once:cut": 4, "no-base64": 3} {
		t.Run(fault, func(t *testing.T) {
			t.Parallel()
			m := newModelled(t, fault)
			counts, err := m.index("add", m.dir)
			must(t, err)
			if want := (sqlite.Counts{Added: 40, Embedded: 40}); counts != want {
				t.Errorf("%+v, want %+v", counts, want)
			}
			if got := m.server.Requests("/v1/embeddings"); got != requests {
				t.Errorf("%d requests, want %d", got, requests)
			}
			got := dumpLibrary(t, m.set["FOOTNOTE_DATA"])
			sameLibrary(t, fault, replaced(got, m.dir), replaced(want, sound.dir))
			counts, err = m.index("sync")
			must(t, err)
			if counts != (sqlite.Counts{Unchanged: 40}) {
				t.Errorf("second: %+v", counts)
			}
		})
	}
}

// replaced writes DIR for a folder's name.
func replaced(lines []string, dir string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = strings.ReplaceAll(line, dir, "DIR")
	}
	return out
}

// A server that fails for good leaves the articles in, found by their words,
// with a sentence; once it is back, the next sync completes.
func TestIndexWithoutServer(t *testing.T) {
	for _, fault := range []string{"500", "garbage"} {
		t.Run(fault, func(t *testing.T) {
			t.Parallel()
			m := newModelled(t, fault)
			counts, err := m.index("add", m.dir)
			if err == nil || !strings.Contains(err.Error(), "could not be embedded") || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %v", err)
			}
			if counts != (sqlite.Counts{Added: 40, Pending: 40}) {
				t.Errorf("%+v", counts)
			}
			if s := m.status(); s.Articles != 40 || s.Vectors != 0 || s.Pending != 40 {
				t.Errorf("%+v", s)
			}
			stdout, _, err := runWith(t, m.set, "search", "--json", "-k", "1", "eclipse 17")
			if err != nil || !strings.Contains(stdout, `"line17"`) {
				t.Errorf("search: %v, %s", err, stdout)
			}
			m.serve()
			counts, err = m.index("sync")
			must(t, err)
			if counts != (sqlite.Counts{Unchanged: 40, Embedded: 40}) {
				t.Errorf("resumed: %+v", counts)
			}
			m.expect(3, 40)
		})
	}
}

// Vectors that change their length are refused, and the library says so.
func TestIndexRefusesAnotherDimension(t *testing.T) {
	m := newModelled(t)
	_, err := m.index("add", m.dir)
	must(t, err)
	writeOld(t, filepath.Join(m.dir, "new.txt"), story("comet", 2))
	m.serve("once:dimension")
	_, err = m.index("sync")
	if err == nil || !strings.Contains(err.Error(), "dimensions") {
		t.Errorf("error %v", err)
	}
	if s := m.status(); s.Vectors != 40 || s.Pending != s.Passages-40 {
		t.Errorf("%+v", s)
	}
}

// Another model takes over when it is complete; nobody's unset variable gives
// up vectors that were paid for.
func TestIndexChangesModel(t *testing.T) {
	m := newModelled(t)
	_, err := m.index("add", m.dir)
	must(t, err)
	m.set["FOOTNOTE_EMBEDDING_MODEL"] = "two"
	counts, err := m.index("sync")
	must(t, err)
	if s := m.status(); counts.Embedded != 40 || s.Embedder != "openai:two" || s.Pending != 0 {
		t.Errorf("%+v, %+v", counts, s)
	}
	delete(m.set, "FOOTNOTE_EMBEDDER")
	counts, err = m.index("sync")
	must(t, err)
	if s := m.status(); counts.Embedded != 0 || s.Embedder != "openai:two" {
		t.Errorf("with the embedder unset: %+v, %+v", counts, s)
	}
	delete(m.set, "FOOTNOTE_EMBEDDING_MODEL")
	_, stderr, err := runWith(t, m.set, "index", "sync")
	if s := m.status(); err != nil || s.Embedder != "openai:two" || !strings.Contains(stderr, "FOOTNOTE_EMBEDDING_MODEL") {
		t.Errorf("with the model unset: %v, %+v, %q", err, s, stderr)
	}
	_, err = m.index("sync", "--embedder", "builtin")
	must(t, err)
	if s := m.status(); !strings.HasPrefix(s.Embedder, "all-MiniLM") || s.Vectors != 40 {
		t.Errorf("back to the built-in one: %+v", s)
	}
	m.expect(6, 80)
}

// A question is embedded by the model of the library, in one request.
func TestSearchUsesTheLibrarysModel(t *testing.T) {
	m := newModelled(t)
	_, err := m.index("add", m.dir)
	must(t, err)
	delete(m.set, "FOOTNOTE_EMBEDDER")
	stdout, stderr, err := runWith(t, m.set, "search", "--json", "-k", "1", "eclipse 17")
	if err != nil || !strings.Contains(stdout, `"line17"`) || stderr != "" {
		t.Errorf("%v, %s%s", err, stdout, stderr)
	}
	m.expect(4, 41)
	delete(m.set, "FOOTNOTE_EMBEDDING_MODEL")
	_, stderr, err = runWith(t, m.set, "search", "eclipse 17")
	if err != nil || !strings.Contains(stderr, "openai:one") {
		t.Errorf("without the model: %v, said %q", err, stderr)
	}
	m.expect(4, 41)
}
