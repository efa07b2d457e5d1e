package lexical_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lexical"
)

// TestMoreWordsThanAreRemembered indexes more words than those who read them
// remember, article by article, so that they begin anew in between.
func TestMoreWordsThanAreRemembered(t *testing.T) {
	x := lexical.New()
	const articles, words = 6, 30_000
	for a := range articles {
		var b strings.Builder
		for i := range words {
			fmt.Fprintf(&b, "w%dx%d ", a, i)
		}
		put(t, x, fmt.Sprint("a", a), "The shared title", b.String())
	}
	for a := range articles {
		for _, i := range []int{0, words / 2, words - 1} {
			if got := ids(t, x, fmt.Sprintf("w%dx%d", a, i)); got != fmt.Sprint("a", a) {
				t.Errorf("word %d of article %d is found in %q", i, a, got)
			}
		}
	}
}

// TestReadersThatHaveReadBefore changes an index again and again, across its
// rebuilding, and asks it what an index that was filled at once answers.
func TestReadersThatHaveReadBefore(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	texts := map[string]string{}
	changed := lexical.New()
	for i := range 900 {
		id := fmt.Sprint("a", r.IntN(120))
		texts[id] = fmt.Sprintf("Item%d met Item%d in Bank of Town%d.\nThen it%d was us.\nThe US knew in may %d.", i%37, i%41, i%11, i, i)
		put(t, changed, id, fmt.Sprint("Title", i%7), texts[id])
		if i%50 == 49 {
			if err := changed.Remove(t.Context(), id); err != nil {
				t.Fatal(err)
			}
			delete(texts, id)
		}
		texts[id+"title"] = fmt.Sprint("Title", i%7)
	}
	var all []retrieval.Batch
	for id, text := range texts {
		if strings.HasSuffix(id, "title") {
			continue
		}
		p := passage(&corpus.Article{ID: id, Title: texts[id+"title"], Text: text})
		all = append(all, retrieval.Batch{Article: id, Entries: []retrieval.Entry{{Passage: p}}})
	}
	fresh := lexical.New()
	if err := fresh.PutAll(t.Context(), all); err != nil {
		t.Fatal(err)
	}
	for i := range 60 {
		for _, q := range []string{"Item%d in Town5", "Title%d", "it%d", "BT%d of the US", "Itm%d"} {
			question := fmt.Sprintf(q, i)
			if got, want := ids(t, changed, question), ids(t, fresh, question); got != want {
				t.Fatalf("%q finds %s, and %s in an index filled at once", question, got, want)
			}
		}
	}
}
