package extract_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval/answer/extract"
	"footnote/retrieval/quality"
)

// passageQuestion is a question asked of one passage: Gold is where its answer stands,
// and where Kind is null the passage, which does not answer. Alone, it is not asked of
// a passage beside it.
type passageQuestion struct {
	ID      string `json:"_id"`
	Text    string
	Kind    string
	Answers []string
	Alone   bool
	Gold    []struct {
		Doc        string
		Start, End int
	}
}

// passageExamples writes the examples of retrieval/quality/documents/passages.
func passageExamples(t *testing.T, documents string, out *json.Encoder) {
	files, err := filepath.Glob(filepath.Join("..", "..", "quality", "documents", "passages", "*.jsonl"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no questions asked of passages: %v", err)
	}
	for _, path := range files {
		name := strings.TrimSuffix(filepath.Base(path), ".jsonl")
		passages := map[string][]corpus.Passage{}
		for a, err := range corpus.Read(t.Context(), []string{filepath.Join(documents, name)}) {
			if err != nil {
				t.Log(err)
				continue
			}
			passages[a.ID] = corpus.Split(a)
		}
		for _, q := range passageQuestions(t, path) {
			all := q.examples(passages[q.Gold[0].Doc])
			if len(all) == 0 {
				t.Errorf("%s: no passage holds %+v", q.ID, q.Gold[0])
			}
			for _, e := range all {
				e.Group = name + "/" + q.Gold[0].Doc
				if err := out.Encode(e); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}

// passageQuestions reads a file of questions asked of one passage.
func passageQuestions(t *testing.T, path string) []passageQuestion {
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var all []passageQuestion
	for lines := json.NewDecoder(file); lines.More(); {
		var q passageQuestion
		if err := lines.Decode(&q); err != nil {
			t.Fatal(err)
		}
		all = append(all, q)
	}
	return all
}

// examples makes the examples of a question from its article's passages: the one that
// holds its range, and the nearest that does not answer.
func (q *passageQuestion) examples(passages []corpus.Passage) []example {
	gold := corpus.Span{Start: q.Gold[0].Start, End: q.Gold[0].End}
	i := slices.IndexFunc(passages, func(p corpus.Passage) bool {
		return p.Span == gold || q.Kind != "null" && p.Span.Start <= gold.Start && gold.End <= p.Span.End
	})
	if i < 0 {
		return nil
	}
	all := []example{q.example(&passages[i], gold)}
	if j := q.beside(passages, i); j >= 0 {
		text := extract.TextOf(&passages[j])
		all = append(all, example{Question: q.Text, Title: text.Title, Passage: text.Passage, Kind: "null", Gold: [][2]int{}, Source: "neg_passages"})
	}
	return all
}

// example is the question asked of the passage that holds its range.
func (q *passageQuestion) example(p *corpus.Passage, gold corpus.Span) example {
	text := extract.TextOf(p)
	e := example{Question: q.Text, Title: text.Title, Passage: text.Passage, Kind: q.Kind, Gold: [][2]int{}, Source: "passages"}
	for k, s := range p.Sentences {
		if q.Kind == "null" || s.Start >= gold.End || gold.Start >= s.End {
			continue
		}
		of := text.Sentences[k]
		if sentence := text.Passage[of.Start:of.End]; q.Kind == "span" && strings.Count(sentence, q.Answers[0]) == 1 {
			of.Start += strings.Index(sentence, q.Answers[0])
			of.End = of.Start + len(q.Answers[0])
		} else {
			e.Kind = "sent"
		}
		e.Gold = append(e.Gold, runesOf(text.Passage, of))
	}
	return e
}

// beside finds the nearest passage of 25 words that shares no sentence with passage i
// and does not hold the answer, -1 where there is none or the question has none.
func (q *passageQuestion) beside(passages []corpus.Passage, i int) int {
	if q.Alone || q.Kind == "null" {
		return -1
	}
	of := passages[i].Span
	for _, j := range []int{i + 1, i - 1, i + 2, i - 2, i + 3, i - 3} {
		if j < 0 || j >= len(passages) || passages[j].Span.Start < of.End && of.Start < passages[j].Span.End {
			continue
		}
		if text := extract.TextOf(&passages[j]).Passage; len(strings.Fields(text)) >= 25 && !quality.Holds(text, q.Answers[0]) {
			return j
		}
	}
	return -1
}
