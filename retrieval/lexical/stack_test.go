package lexical_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lexical"
	"footnote/retrieval/retrievaltest"
	"footnote/retrieval/terms"
)

// vocabulary are words that meet in many ways: names, an acronym and what it
// stands for, spellings of one name, words of a family, stop words.
var vocabulary = strings.Fields(`Zelensky Zelenskyy Putin Zorblax Transit Authority ZTA the of and in was
	negotiation negotiators harbour harbor ferry ferries 2024 17 city minister European Central Bank ECB said`)

// drawArticle makes an article of random sentences of the vocabulary.
func drawArticle(rt *rapid.T, id string) *corpus.Article {
	word := rapid.SampledFrom(vocabulary)
	var text strings.Builder
	for range rapid.IntRange(1, 6).Draw(rt, "sentences") {
		text.WriteString(strings.Join(rapid.SliceOfN(word, 3, 9).Draw(rt, "words"), " ") + ". ")
	}
	title := strings.Join(rapid.SliceOfN(word, 0, 3).Draw(rt, "title"), " ")
	return &corpus.Article{ID: id, Title: title, Text: text.String()}
}

func entriesOf(a *corpus.Article) []retrieval.Entry { return retrieval.Prepare(a).Entries }

// A stack ranks as one index of all would, to the last bit, whatever is put
// into and taken out of its two layers, with and without a filter.
func TestStackIsOneIndex(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		base, own, all := lexical.New(), lexical.New(), lexical.New()
		stack := own.Over(base)
		change := func(into *lexical.Index, id string, entries []retrieval.Entry) {
			for _, x := range []*lexical.Index{into, all} {
				if err := x.Put(t.Context(), id, entries); err != nil {
					rt.Fatal(err)
				}
			}
		}
		number := rapid.IntRange(0, 4)
		rt.Repeat(map[string]func(*rapid.T){
			"base": func(rt *rapid.T) {
				id := fmt.Sprint("b", number.Draw(rt, "n"))
				change(base, id, entriesOf(drawArticle(rt, id)))
			},
			"own": func(rt *rapid.T) {
				id := fmt.Sprint("a", number.Draw(rt, "n"))
				change(own, id, entriesOf(drawArticle(rt, id)))
			},
			"remove": func(rt *rapid.T) {
				n := number.Draw(rt, "n")
				change(base, fmt.Sprint("b", n), nil)
				change(own, fmt.Sprint("a", n), nil)
			},
			"": func(rt *rapid.T) { sameAnswers(t, rt, stack, all) },
		})
	})
}

func sameAnswers(t *testing.T, rt *rapid.T, stack retrieval.Words, all *lexical.Index) {
	question := strings.Join(rapid.SliceOfN(rapid.SampledFrom(append([]string{"Zelenski", "ferrys", "who", "what", "when"}, vocabulary...)), 1, 8).Draw(rt, "question"), " ")
	q := retrieval.Query{Text: question}
	if rapid.Bool().Draw(rt, "filtered") {
		q.Only = func(id string) bool { return strings.HasSuffix(id, "1") || strings.HasSuffix(id, "3") }
	}
	k := rapid.SampledFrom([]int{1, 5, 200}).Draw(rt, "k")
	got, err := stack.Search(t.Context(), q, k)
	want, wantErr := all.Search(t.Context(), q, k)
	if err != nil || wantErr != nil || !slices.Equal(got, want) {
		rt.Fatalf("%q: %v, %v\nwant %v, %v", question, got, err, want, wantErr)
	}
	for _, token := range terms.Tokens(question) {
		idf, known := stack.IDF(token.Term)
		wantIDF, wantKnown := all.IDF(token.Term)
		if idf != wantIDF || known != wantKnown {
			rt.Fatalf("%q has %v, %v; want %v, %v", token.Term, idf, known, wantIDF, wantKnown)
		}
		if got, want := stack.Expand(token), all.Expand(token); !slices.EqualFunc(got, want, slices.Equal) {
			rt.Fatalf("%q is expanded to %q, want %q", token.Term, got, want)
		}
	}
}

// What one stack holds changes nothing for another one on the same base.
func TestStacksAreApart(t *testing.T) {
	t.Parallel()
	base, one, other := lexical.New(), lexical.New(), lexical.New()
	put := func(x *lexical.Index, id, text string) {
		t.Helper()
		if err := x.Put(t.Context(), id, entriesOf(&corpus.Article{ID: id, Text: text})); err != nil {
			t.Fatal(err)
		}
	}
	put(base, "b", "The ferry left the harbour. The minister waited.")
	put(other, "o", "The captain sailed.")
	look := func() string {
		hits, err := other.Over(base).Search(t.Context(), retrieval.Query{Text: "who left the harbour by ferry"}, 10)
		idf, known := other.Over(base).IDF("ferri")
		return fmt.Sprint(hits, err, idf, known, other.Over(base).Expand(terms.Tokens("Zorblacks")[0]))
	}
	before := look()
	put(one, "a", "Zorblax left the harbour by ferry. Zorblax owns ferries and harbours.")
	if hits, err := one.Over(base).Search(t.Context(), retrieval.Query{Text: "Zorblax"}, 10); err != nil || len(hits) == 0 {
		t.Fatalf("%v, %v", hits, err)
	}
	if after := look(); after != before {
		t.Errorf("another's articles show: %s\nwas %s", after, before)
	}
	if lexical.New().Over(nil) != nil || base.Over(base) != nil {
		t.Error("an index stands over what it cannot stand over")
	}
}

// stacked is an index that is searched on top of another one, which is empty.
type stacked struct {
	*lexical.Index
	both retrieval.Words
}

func (s stacked) Search(ctx context.Context, q retrieval.Query, k int) ([]retrieval.Hit, error) {
	return s.both.Search(ctx, q, k)
}

func TestStackConformance(t *testing.T) {
	retrievaltest.TestIndex(t, func(testing.TB) retrieval.Index {
		own := lexical.New()
		return stacked{own, own.Over(lexical.New())}
	}, retrievaltest.Options{})
}
