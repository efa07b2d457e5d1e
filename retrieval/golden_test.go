package retrieval_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"footnote/retrieval/quality"
	"footnote/retrieval/sampletest"
)

var update = flag.Bool("update", false, "rewrite testdata/ranks.txt with the ranks found")

// goldenPath holds for each question on the sample articles the rank of the
// first passage of an article that answers it, so that a shift in ranking
// shows in review. After an intended one:
//
//	go test ./retrieval -run TestRanks -update
const goldenPath = "testdata/ranks.txt"

func TestRanks(t *testing.T) {
	questions, err := quality.Load("../corpus/sample/questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	l := sampletest.Library(t)
	var lines strings.Builder
	var count, first, five, reciprocal float64
	for i := range questions {
		if !questions[i].Answerable {
			continue
		}
		o, err := quality.Search(t.Context(), &questions[i], l)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&lines, "%2d  %s\n", o.Rank, questions[i].ID)
		count++
		if o.Rank > 0 {
			reciprocal += 1 / float64(o.Rank)
		}
		if o.Rank == 1 {
			first++
		}
		if 1 <= o.Rank && o.Rank <= 5 {
			five++
		}
	}
	head := fmt.Sprintf("# %v questions: recall@1 %.3f, recall@5 %.3f, MRR@10 %.3f; a rank of 0 is none of the first 10\n",
		count, first/count, five/count, reciprocal/count)
	compareGolden(t, head+lines.String())
}

func compareGolden(t *testing.T, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(goldenPath, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(goldenPath)
	if err != nil {
		t.Fatal(err)
	}
	was, is := strings.Split(string(want), "\n"), strings.Split(got, "\n")
	for i := range max(len(was), len(is)) {
		if i >= len(was) || i >= len(is) || was[i] != is[i] {
			t.Fatalf("the ranks have changed, first in line %d of %s; look at the difference after -update", i+1, goldenPath)
		}
	}
}
