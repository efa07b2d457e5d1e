package ask

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"footnote/bot/feature"
	"footnote/bot/store/poststore"
	"footnote/bot/words"
	"footnote/retrieval/smalltalk"
)

var update = flag.Bool("update", false, "write the golden files anew")

// What is asked before an answer is deleted, the form of a vote down and the replies
// to small talk look in each language as the golden files have them.
func TestNoticesInEachLanguage(t *testing.T) {
	h := handler(t, true)
	for _, locale := range words.Locales() {
		p := feature.Press{Message: "m"}
		p.Guild, p.Person.ID, p.Person.Locale = "g", "anna", locale
		sure, err := h.askToRemove(t.Context(), p, poststore.Post{ID: "p", Person: "anna"}, 0)
		if err != nil || sure.Message == nil || !sure.Private {
			t.Fatalf("%s: asked %+v, %v", locale, sure, err)
		}
		shown := map[string]any{"delete": sure.Message.Blocks(), "down": downForm(words.In(locale), "p")}
		for _, kind := range smalltalk.Kinds() {
			shown["smalltalk "+string(kind)] = talkReply(locale, kind).Blocks()
		}
		golden(t, locale, shown)
	}
}

// golden compares what is sent with a file of testdata.
func golden(t *testing.T, name string, sent any) {
	t.Helper()
	var got bytes.Buffer
	e := json.NewEncoder(&got)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(sent); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", name+".golden.json")
	if *update {
		if err := os.WriteFile(path, got.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(got.Bytes(), want) {
		t.Errorf("%s is not as in %s (%v): run go test -update and look at the difference\n%s", name, path, err, &got)
	}
}
