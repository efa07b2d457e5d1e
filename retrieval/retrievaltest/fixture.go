package retrievaltest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
)

// Passages makes an article whose passages are the given texts, one sentence
// each, joined by single spaces.
func Passages(id string, texts ...string) []*corpus.Passage {
	article := &corpus.Article{ID: id, Title: "", Text: strings.Join(texts, " ")}
	passages := make([]*corpus.Passage, len(texts))
	start := 0
	for i, text := range texts {
		span := corpus.Span{Start: start, End: start + len(text)}
		passages[i] = &corpus.Passage{Article: article, Span: span, Sentences: []corpus.Span{span}}
		start = span.End + 1
	}
	return passages
}

// Entries makes passages as Passages does and embeds them with Quoting.
func Entries(id string, texts ...string) []retrieval.Entry {
	passages := Passages(id, texts...)
	entries := make([]retrieval.Entry, len(passages))
	for i, p := range passages {
		entries[i] = retrieval.Entry{Passage: p, Vector: quote(p.Text())}
	}
	return entries
}

// Ask makes a question in both forms, for an index over Entries.
func Ask(text string) retrieval.Query {
	return retrieval.Query{Text: text, Vector: quote(text)}
}

// vectorEntries makes an article with one passage for each vector.
func vectorEntries(id string, vectors ...[]float32) []retrieval.Entry {
	texts := make([]string, len(vectors))
	for i := range texts {
		texts[i] = fmt.Sprintf("Passage %d of %s.", i, id)
	}
	entries := make([]retrieval.Entry, len(vectors))
	for i, p := range Passages(id, texts...) {
		entries[i] = retrieval.Entry{Passage: p, Vector: vectors[i]}
	}
	return entries
}

func put(t testing.TB, index retrieval.Index, id string, entries []retrieval.Entry) {
	t.Helper()
	if err := index.Put(context.Background(), id, entries); err != nil {
		t.Fatalf("Put(%q) failed: %v", id, err)
	}
}

func remove(t testing.TB, index retrieval.Index, ids ...string) {
	t.Helper()
	if err := index.Remove(context.Background(), ids...); err != nil {
		t.Fatalf("Remove(%q) failed: %v", ids, err)
	}
}

func search(t testing.TB, index retrieval.Index, q retrieval.Query, k int) []retrieval.Hit {
	t.Helper()
	hits, err := index.Search(context.Background(), q, k)
	if err != nil {
		t.Fatalf("Search(%.40q, %d) failed: %v", q.Text, k, err)
	}
	return hits
}

// places renders hits as "article@start", which is what order is told by.
func places(hits []retrieval.Hit) []string {
	out := make([]string, len(hits))
	for i, h := range hits {
		out[i] = place(h.Passage)
	}
	return out
}

func place(p *corpus.Passage) string {
	return fmt.Sprintf("%s@%d", p.Article.ID, p.Start)
}

func wantLen(t testing.TB, index retrieval.Index, n int) {
	t.Helper()
	if got := index.Len(); got != n {
		t.Errorf("Len() = %d, want %d", got, n)
	}
}
