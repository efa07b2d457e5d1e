package lexical_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/lexical"
)

func TestRanking(t *testing.T) {
	for _, c := range []struct{ why, question, best, other string }{
		{"rare words count", "the harbour of gold",
			"Some gold was found.\nNothing else.", "The harbour is old.\nNothing else."},
		{"one sentence beats many", "When did the mayor open the bridge?",
			"The mayor decided to open the bridge in 1990.\nIt rained.", "The mayor slept.\nThe bridge fell.\nThey open early."},
		{"words together", "Who painted the red door?",
			"Anna painted the red door of her house.", "A door was painted by Anna in the house with red walls."},
		{"stop words between", "What is it also known as?",
			"It is also known as a quay.", "It was known by all, and cold also."},
		{"a number where one is asked for", "How many boats sank?",
			"In the storm 12 boats sank.", "In the storm those boats sank."},
		{"a name where one is asked for", "Who sank the boats?",
			"At night old Peter sank the boats.", "At night old pirates sank the boats."},
	} {
		x := filled(t, c.other, c.best, "Gardens grow on the harbour side.", "The harbour again.")
		if got := ids(t, x, c.question); !strings.HasPrefix(got, "01") {
			t.Errorf("%s: found %s for %q, want 01 first", c.why, got, c.question)
		}
	}
}

func TestTitleAndHeadingCount(t *testing.T) {
	x := lexical.New()
	put(t, x, "a", "", "It was built by masons.")
	put(t, x, "b", "The lighthouse", "It was built by masons.")
	if got := ids(t, x, "Who built the lighthouse?"); got != "b a" {
		t.Errorf("found %q, want the one under the title first", got)
	}
	p := passage(&corpus.Article{ID: "c", Text: "It was built by masons."})
	p.Heading = "The windmill"
	if err := x.Put(t.Context(), "c", []retrieval.Entry{{Passage: p}}); err != nil {
		t.Fatal(err)
	}
	if got := ids(t, x, "windmill"); got != "c" {
		t.Errorf("found %q by the heading, want c", got)
	}
}

func TestOddQuestions(t *testing.T) {
	x := world(t)
	long := strings.Repeat("coral zzqx", 1) + strings.Repeat(" unheard words fill this question", 3000)
	for name, question := range map[string]string{
		"empty": "", "stop words": "who was it", "emoji": "🙂🙂", "broken UTF-8": "\xff\xfe", "unknown": "zzqx",
	} {
		if got := ids(t, x, question); got != "" {
			t.Errorf("%s: found %q, want nothing", name, got)
		}
	}
	if got := ids(t, x, long); got != "00" {
		t.Errorf("a question of %d bytes found %q", len(long), got)
	}
	var many strings.Builder
	for i := range 300 {
		fmt.Fprintf(&many, "word%d ", i)
	}
	put(t, x, "many", "", many.String())
	if got := ids(t, x, many.String()); got != "many" {
		t.Errorf("a question of 300 known words found %q", got)
	}
}

func TestMoreHitsKeepTheOrder(t *testing.T) {
	x := lexical.New()
	if err := x.PutAll(t.Context(), synthetic(2000)); err != nil {
		t.Fatal(err)
	}
	for _, q := range questions(20) {
		few, many := search(t, x, q, 7), search(t, x, q, 200)
		for i, h := range many {
			if i < len(few) && few[i] != h {
				t.Fatalf("%q: hit %d differs between 7 and 200", q, i)
			}
			if i > 0 && many[i-1].Score < h.Score {
				t.Fatalf("%q: score %v after %v at %d", q, h.Score, many[i-1].Score, i)
			}
		}
	}
}

func search(t *testing.T, x *lexical.Index, q string, k int) []retrieval.Hit {
	t.Helper()
	hits, err := x.Search(t.Context(), retrieval.Query{Text: q}, k)
	if err != nil {
		t.Fatal(err)
	}
	return hits
}

// TestChangesLeaveNoTrace compares an index that went through many changes,
// enough to be rebuilt several times, with one made of the outcome alone.
func TestChangesLeaveNoTrace(t *testing.T) {
	batches := synthetic(1500)
	changed, fresh := lexical.New(), lexical.New()
	for round := range 6 {
		for i, b := range batches {
			if (i+round)%3 == 0 {
				b.Entries = b.Entries[:1]
			}
			if err := changed.Put(t.Context(), b.Article, b.Entries); err != nil {
				t.Fatal(err)
			}
		}
	}
	for i := range batches {
		if i%2 == 0 {
			if err := changed.Remove(t.Context(), batches[i].Article); err != nil {
				t.Fatal(err)
			}
			batches[i].Entries = nil
		} else if (i+5)%3 == 0 {
			batches[i].Entries = batches[i].Entries[:1]
		}
	}
	if err := fresh.PutAll(t.Context(), batches); err != nil {
		t.Fatal(err)
	}
	if changed.Len() != fresh.Len() {
		t.Fatalf("%d passages after changes, %d when made anew", changed.Len(), fresh.Len())
	}
	for _, q := range append(questions(50), "What did Bakz say of the kafdek?") {
		a, b := search(t, changed, q, 20), search(t, fresh, q, 20)
		if fmt.Sprint(places(a)) != fmt.Sprint(places(b)) {
			t.Fatalf("%q:\nafter changes %v\nmade anew     %v", q, places(a), places(b))
		}
	}
}

// places writes hits as article, start and rounded score.
func places(hits []retrieval.Hit) (list []string) {
	for _, h := range hits {
		list = append(list, fmt.Sprintf("%s:%d:%.4f", h.Passage.Article.ID, h.Passage.Start, h.Score))
	}
	return list
}

func TestPutAll(t *testing.T) {
	x := lexical.New()
	twice := append(synthetic(600), synthetic(5)[0])
	twice[len(twice)-1].Entries = twice[len(twice)-1].Entries[:2]
	if err := x.PutAll(t.Context(), twice); err != nil {
		t.Fatal(err)
	}
	if x.Len() != 597 {
		t.Errorf("%d passages, want 597: of an article given twice the last counts", x.Len())
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := x.PutAll(ctx, synthetic(2000)); !errors.Is(err, context.Canceled) || x.Len() != 597 {
		t.Errorf("cancelled: error %v, %d passages", err, x.Len())
	}
}

func TestPutRefusesOddEntries(t *testing.T) {
	a := &corpus.Article{ID: "a", Text: "Text."}
	for name, p := range map[string]*corpus.Passage{
		"no passage":           nil,
		"no article":           {},
		"of another article":   {Article: &corpus.Article{ID: "b"}},
		"beyond the text":      {Article: a, Span: corpus.Span{End: 99}},
		"sentence beyond it":   {Article: a, Span: corpus.Span{End: 2}, Sentences: []corpus.Span{{Start: 1, End: 4}}},
		"sentence from behind": {Article: a, Span: corpus.Span{End: 5}, Sentences: []corpus.Span{{Start: 4, End: 2}}},
	} {
		x := filled(t, "Kept.")
		if err := x.Put(t.Context(), "a", []retrieval.Entry{{Passage: p}}); err == nil || x.Len() != 1 {
			t.Errorf("%s: error %v, %d passages", name, err, x.Len())
		}
	}
}
