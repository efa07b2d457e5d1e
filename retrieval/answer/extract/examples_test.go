package extract_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer/extract"
	"footnote/retrieval/quality"
)

var (
	documents = flag.String("documents", "", "a folder of documents, a set a folder, as retrieval/quality/documents names them")
	examples  = flag.String("examples", "", "write what the reader is trained on of the documents to this file")
)

// readDocuments are the sets of retrieval/quality/documents that the reader is trained
// on, whose licences allow it.
var readDocuments = []string{"homebrew", "syncthing", "blades", "cargo"}

// example is a line of what encoder/train reads: gold are ranges of characters.
type example struct {
	Question string   `json:"q"`
	Title    string   `json:"title"`
	Passage  string   `json:"passage"`
	Kind     string   `json:"kind"`
	Gold     [][2]int `json:"gold"`
	Source   string   `json:"src"`
	Group    string   `json:"group"`
}

// TestExamples writes the examples of documents for the reader: passages as it takes
// them, those that answer, and those that search finds and that do not. What is asked
// of one passage follows.
//
//	go test ./retrieval/answer/extract -run TestExamples -documents DIR -examples FILE
func TestExamples(t *testing.T) {
	if *examples == "" {
		t.Skip("writes what the reader is trained on: run with -documents and -examples to do so")
	}
	file, err := os.Create(*examples)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	out := json.NewEncoder(file)
	for _, name := range readDocuments {
		l := library(t, corpus.Read(t.Context(), []string{filepath.Join(*documents, name)}), nil)
		questions, err := quality.Load(filepath.Join("..", "..", "quality", "documents", name+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range questions {
			for _, e := range examplesOf(t, l, &q) {
				e.Group = name
				if err := out.Encode(e); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	passageExamples(t, *documents, out)
}

// examplesOf makes the examples of a question: the two best passages that hold its
// answer, with the sentences that do, and the two best that do not.
func examplesOf(t *testing.T, l *retrieval.Library, q *quality.Question) []example {
	hits, err := l.Search(t.Context(), q.Text, 30)
	if err != nil {
		t.Fatal(err)
	}
	var all []example
	right, wrong := 0, 0
	for _, h := range hits {
		text := extract.TextOf(h.Passage)
		e := example{Question: q.Text, Title: text.Title, Passage: text.Passage, Kind: "null", Gold: [][2]int{}, Source: "neg_documents"}
		switch holds := q.FoundBy(h.Passage.Article.ID, h.Passage.Span); {
		case holds && right < 2:
			right++
			e.Kind, e.Source = "sent", "documents"
			for i, s := range h.Passage.Sentences {
				if q.FoundBy(h.Passage.Article.ID, s) {
					e.Gold = append(e.Gold, runesOf(text.Passage, text.Sentences[i]))
				}
			}
		case !holds && wrong < 2 && !slices.ContainsFunc(q.Answers, func(a string) bool { return quality.Holds(text.Passage, a) }):
			wrong++
		default:
			continue
		}
		all = append(all, e)
	}
	return all
}

// runesOf counts a range of bytes in characters.
func runesOf(text string, s corpus.Span) [2]int {
	start := utf8.RuneCountInString(text[:s.Start])
	return [2]int{start, start + utf8.RuneCountInString(text[s.Start:s.End])}
}
