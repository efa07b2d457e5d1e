package sample

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"
)

// question is a line of questions.jsonl.
type question struct {
	ID         string   `json:"id"`
	Question   string   `json:"question"`
	Answerable bool     `json:"answerable"`
	Articles   []string `json:"articles"`
	Quote      string   `json:"quote"`
	Answer     string   `json:"answer"`
}

func questions(t *testing.T) []question {
	t.Helper()
	raw, err := os.ReadFile("questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var list []question
	lines := bufio.NewScanner(bytes.NewReader(raw))
	for lines.Scan() {
		var q question
		decoder := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&q); err != nil {
			t.Fatalf("line %d: %v", len(list)+1, err)
		}
		list = append(list, q)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

func TestThereAreEnoughQuestions(t *testing.T) {
	count := map[bool]int{}
	seen := map[string]bool{}
	for _, q := range questions(t) {
		count[q.Answerable]++
		if q.ID == "" || seen[q.ID] || seen[q.Question] {
			t.Errorf("question %q (%q) has no ID or comes twice", q.ID, q.Question)
		}
		seen[q.ID], seen[q.Question] = true, true
	}
	if count[true] < 60 || count[false] < 40 {
		t.Errorf("%d answerable and %d unanswerable questions, want 60 and 40", count[true], count[false])
	}
}

// TestQuestionsFitTheirArticles proves that every article named holds what is
// to be quoted, and that what is quoted can give the answer.
func TestQuestionsFitTheirArticles(t *testing.T) {
	list := articles(t)
	for _, q := range questions(t) {
		if !q.Answerable {
			if len(q.Articles) > 0 || q.Quote != "" || q.Answer != "" {
				t.Errorf("%s has no answer and names one", q.ID)
			}
			continue
		}
		if len(q.Articles) == 0 {
			t.Errorf("%s names no article", q.ID)
		}
		for _, prefix := range q.Articles {
			checkFit(t, q, prefix, list)
		}
	}
}

func checkFit(t *testing.T, q question, prefix string, list []article) {
	t.Helper()
	quote, err := regexp.Compile(q.Quote)
	if err != nil {
		t.Fatalf("%s: %v", q.ID, err)
	}
	reply, err := regexp.Compile(q.Answer)
	if err != nil {
		t.Fatalf("%s: %v", q.ID, err)
	}
	found := 0
	for _, a := range list {
		if !strings.HasPrefix(a.id, prefix) {
			continue
		}
		found++
		if !holds(a, quote, reply) {
			t.Errorf("%s: no paragraph of %s holds %s and %s", q.ID, a.id, quote, reply)
		}
	}
	if found != 1 {
		t.Errorf("%s: %q begins the names of %d articles", q.ID, prefix, found)
	}
}

// holds tells whether both expressions match one paragraph of the article. A
// title is not text that can be quoted.
func holds(a article, quote, reply *regexp.Regexp) bool {
	for _, paragraph := range strings.Split(a.body, "\n\n") {
		if quote.MatchString(paragraph) && reply.MatchString(paragraph) {
			return true
		}
	}
	return false
}
