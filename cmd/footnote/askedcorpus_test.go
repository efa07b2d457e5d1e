package main

import (
	"io"
	"strings"
	"testing"
	"time"

	"footnote/cmd/footnote/app"
	"footnote/retrieval"
)

// A typed question finds what a batch of questions finds where the articles are
// embedded in time, and is answered by words where they are not.
func TestATypedQuestionWaitsForTheVectors(t *testing.T) {
	dir := t.TempDir()
	writeStories(t, dir, 3, 2)
	for name, c := range map[string]struct {
		many     bool
		patience time.Duration
		dense    bool
	}{
		"a batch": {true, 0, true}, "in time": {false, time.Hour, true}, "no time": {false, 0, false},
	} {
		library, err := started(t, nothingSet, io.Discard, app.Source{Paths: []string{dir}, Many: c.many}).OpenAsked(t.Context(), c.patience)
		must(t, err)
		ctx, fellShort := retrieval.Noticing(t.Context())
		hits, err := library.Search(ctx, "eclipse 1", 3)
		must(t, err)
		if len(hits) == 0 || (hits[0].Dense > 0) != c.dense || fellShort() == c.dense {
			t.Errorf("%s: %+v, fell short: %t", name, hits, fellShort())
		}
	}
}

// Where meaning cannot be compared, a refusal says so, and the log says nothing beside it
// unless it is wanted.
func TestARefusalAndNoLogTellsOfAMissingEncoder(t *testing.T) {
	m := newModelled(t)
	writeStories(t, m.dir, 0, 3)
	m.index("add", m.dir) //nolint:errcheck // what is missing shows below
	m.set["OPENAI_BASE_URL"], m.set["FOOTNOTE_EMBEDDING_DEADLINE"] = "http://127.0.0.1:1/v1", "1s"
	for level, logs := range map[string]bool{"info": false, "debug": true} {
		m.set["FOOTNOTE_LOG_LEVEL"] = level
		stdout, stderr, err := runWith(t, m.set, "ask", "Who baked the bread of Larnby?")
		must(t, err)
		if !strings.Contains(stdout, "Meaning could not be compared") || (stderr != "") != logs {
			t.Errorf("%s: said %s, logged %s", level, stdout, stderr)
		}
	}
}
