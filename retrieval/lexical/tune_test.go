//go:build tune

package lexical

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/quality"
)

// TestTune fits the weights of the features on the tuning halves of question
// sets and prints them beside what they reach there, by cross-validation and
// as they are now. SETS names folders with docs.jsonl and questions.jsonl:
//
//	SETS="../../../shared/eval/squad2 ../../../shared/eval/spans" go test -count=1 -tags tune -run TestTune -v .
func TestTune(t *testing.T) {
	var sets [][]list
	for _, dir := range strings.Fields(os.Getenv("SETS")) {
		sets = append(sets, load(t, dir))
	}
	if len(sets) == 0 {
		t.Skip("SETS names no folder with questions")
	}
	folds := crossValidate(sets, 4)
	fitted := fit(sets)
	for i, set := range sets {
		fmt.Printf("set %d\n  BM25 alone %v\n  now        %v\n  fitted     %v\n  4 folds    %v\n", i,
			measure(set, features{fBM25: 1}), measure(set, weights), measure(set, fitted), folds[i])
	}
	for i, w := range fitted {
		fmt.Printf("feature %d: %.2f of BM25, now %.2f\n", i, w/fitted[fBM25], weights[i]/weights[fBM25])
	}
}

// list is the candidates of a question.
type list struct {
	features []features
	right    []bool
}

func load(t *testing.T, dir string) []list {
	t.Helper()
	x := New()
	for a, err := range corpus.Read(t.Context(), []string{dir + "/docs.jsonl"}) {
		if err != nil {
			t.Fatal(err)
		}
		if err := x.Put(t.Context(), a.ID, retrieval.Prepare(a).Entries); err != nil {
			t.Fatal(err)
		}
	}
	questions, err := quality.Load(dir + "/questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { capture = nil }()
	var lists []list
	for _, q := range quality.Tuning.Of(questions) {
		if !q.Answerable {
			continue
		}
		var l list
		capture = func(c candidate, f features) {
			p := x.state.docs[c.slot].passage
			l.features = append(l.features, f)
			l.right = append(l.right, q.FoundBy(p.Article.ID, p.Span))
		}
		if _, err := x.Search(t.Context(), retrieval.Query{Text: q.Text}, 10); err != nil {
			t.Fatal(err)
		}
		lists = append(lists, l)
	}
	return lists
}

// reached is how well a set's right passages are ranked.
type reached struct{ questions, first, five, ten, reciprocal float64 }

func (r reached) String() string {
	n := max(r.questions, 1)
	return fmt.Sprintf("%4.0f questions: recall@1 %.3f, @5 %.3f, @10 %.3f, MRR@10 %.3f",
		r.questions, r.first/n, r.five/n, r.ten/n, r.reciprocal/n)
}

func (r *reached) add(rank int) {
	r.questions++
	for _, x := range []struct {
		sum   *float64
		depth int
	}{{&r.first, 1}, {&r.five, 5}, {&r.ten, 10}} {
		if 1 <= rank && rank <= x.depth {
			*x.sum++
		}
	}
	if 1 <= rank && rank <= 10 {
		r.reciprocal += 1 / float64(rank)
	}
}

func measure(lists []list, w features) (r reached) {
	for _, l := range lists {
		r.add(l.rank(w))
	}
	return r
}

// rank is the place of the best right candidate, 0 where there is none.
func (l *list) rank(w features) int {
	best := math.Inf(-1)
	for i, f := range l.features {
		if l.right[i] {
			best = max(best, dot(w, f))
		}
	}
	if math.IsInf(best, -1) {
		return 0
	}
	rank := 1
	for i, f := range l.features {
		if !l.right[i] && dot(w, f) > best {
			rank++
		}
	}
	return rank
}

func dot(a, b features) (sum float64) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}
