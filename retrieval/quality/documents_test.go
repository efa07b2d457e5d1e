package quality

import (
	"path/filepath"
	"testing"
)

// TestDocuments holds the questions about documents to their form: each reads, has an
// ID of its own and says what its answer is and where it stands, those asked of a
// passage in every case.
func TestDocuments(t *testing.T) {
	about, _ := filepath.Glob("documents/*.jsonl")
	before, _ := filepath.Glob("documents/asked/*.jsonl")
	asked, _ := filepath.Glob("documents/passages/*.jsonl")
	if len(about) == 0 || len(before) == 0 || len(asked) == 0 {
		t.Fatalf("%d and %d files of questions about documents, %d of ones asked of a passage", len(about), len(before), len(asked))
	}
	about = append(about, before...)
	seen := map[string]bool{}
	for i, path := range append(about, asked...) {
		questions, err := Load(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range questions {
			if seen[q.ID] {
				t.Errorf("%s: %s is an ID twice", path, q.ID)
			}
			seen[q.ID] = true
			if q.Answerable && len(q.Answers) == 0 {
				t.Errorf("%s: %s has no answer", path, q.ID)
			}
			if (q.Answerable || i >= len(about)) && !ranged(q.Gold) {
				t.Errorf("%s: %s does not say where its answer stands", path, q.ID)
			}
		}
	}
}

// ranged tells whether each of the places is a range of an article.
func ranged(gold []Gold) bool {
	for _, g := range gold {
		if g.Range == nil || g.Range.Start >= g.Range.End {
			return false
		}
	}
	return len(gold) > 0
}
