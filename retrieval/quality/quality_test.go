package quality

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
)

const bothForms = `{"id": "d01", "question": "Who?", "answerable": true, "articles": ["004"], "quote": "named the", "answer": "^Putin"}

{"_id": "s1", "text": "Where?", "answerable": true, "answers": ["The Hague"], "gold": [{"doc": "a", "start": 10, "end": 20}]}
{"_id": "s2", "text": "When?", "answerable": false, "answers": [], "gold": []}
`

func load(t *testing.T, content string) ([]Question, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "questions.jsonl")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return Load(path)
}

func TestLoadReadsBothForms(t *testing.T) {
	questions, err := load(t, bothForms)
	if err != nil || len(questions) != 3 {
		t.Fatalf("got %d questions, error %v", len(questions), err)
	}
	seed, ranged := questions[0], questions[1]
	if !seed.RightArticle("004_643") || seed.RightArticle("104") {
		t.Error("articles of the first form are prefixes of IDs")
	}
	if !seed.QuoteMatches(answer.Citation{Quote: "Putin named\n the UAE"}) || seed.AnswerMatches("It was Putin") {
		t.Error("quote and answer of the first form are regular expressions")
	}
	if !ranged.FoundBy("a", corpus.Span{Start: 19, End: 30}) || ranged.FoundBy("a", corpus.Span{Start: 20, End: 30}) ||
		ranged.FoundBy("ab", corpus.Span{Start: 10, End: 20}) {
		t.Error("a gold range is found by what overlaps it in that article")
	}
}

func TestLoadNamesTheLine(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"{", "line 2: not a JSON object"},
		{`{"question": "x", "answerable": true}`, "line 2: the question has no ID"},
		{`{"id": "x", "answerable": true}`, "line 2: the question has no text"},
		{`{"id": "x", "question": "x"}`, "line 2: the question does not say"},
		{`{"id": "x", "question": "x", "answerable": true, "quote": "("}`, `line 2: "quote" is not a regular`},
	} {
		_, err := load(t, strings.SplitAfter(bothForms, "\n")[0]+c.line+"\n")
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.line, err, c.want)
		}
	}
	if _, err := load(t, "\n"); err == nil {
		t.Error("a file without questions is an error")
	}
}

func TestHolds(t *testing.T) {
	for _, c := range []struct {
		text, answer string
		want         bool
	}{
		{"It met in the Hague, twice.", "Hague", true},
		{"It met in “The  Hague”!", "the hague", true},
		{"They paid $3.5 million", "3.5 million", true},
		{"a warship", "war", false},
		{"anything", "the", false},
		{"Zürich — or Genève", "zürich or genève", true},
	} {
		if got := Holds(c.text, c.answer); got != c.want {
			t.Errorf("Holds(%q, %q) = %v", c.text, c.answer, got)
		}
	}
}

func TestHalvesDivide(t *testing.T) {
	var tuning int
	for i := range 1000 {
		id := "q" + string(rune('a'+i%26)) + strings.Repeat("x", i/26)
		if Tuning.Includes(id) == Reporting.Includes(id) || !All.Includes(id) {
			t.Fatalf("%q must be in exactly one half", id)
		}
		if Tuning.Includes(id) {
			tuning++
		}
	}
	if tuning < 430 || tuning > 570 {
		t.Errorf("%d of 1000 in the tuning half", tuning)
	}
	if !Tuning.Includes("d01") || !Reporting.Includes("d02") {
		t.Error("which half a question is in must never change")
	}
	if _, err := ParseHalf("both"); err == nil {
		t.Error("an unknown half is an error")
	}
}

// scripted is an engine whose hits and answers a test writes down.
type scripted struct {
	hits   []retrieval.Hit
	answer answer.Answer
}

func (s scripted) Search(context.Context, string, int) ([]retrieval.Hit, error) { return s.hits, nil }
func (s scripted) Ask(context.Context, answer.Question) (answer.Answer, error)  { return s.answer, nil }

func TestAskCountsAndChecks(t *testing.T) {
	questions, err := load(t, bothForms)
	if err != nil {
		t.Fatal(err)
	}
	article := &corpus.Article{ID: "004_x", Text: "Putin named the UAE. More."}
	find := func(id string) (*corpus.Article, bool) { return article, id == article.ID }
	passage := &corpus.Passage{Article: article, Span: corpus.Span{End: 20}}
	other := &corpus.Passage{Article: &corpus.Article{ID: "zzz"}}
	engine := scripted{
		hits: []retrieval.Hit{{Passage: other}, {Passage: passage}},
		answer: answer.Answer{
			Answered: true, Answer: "Putin did. [1]",
			Claims: []answer.Claim{{Text: "Putin did.", Citations: []int{1}}, {Text: "More.", Citations: []int{7}}},
			Citations: []answer.Citation{
				{Number: 1, Article: "004_x", Quote: "Putin named the UAE.", Start: 0, End: 20},
				{Number: 2, Article: "004_x", Quote: "Putin  named", Start: 0, End: 12},
				{Number: 3, Article: "gone", Quote: "x", Start: 0, End: 1},
				{Number: 4, Article: "004_x", Quote: "", Start: 90, End: 95},
			},
		},
	}
	o, err := Ask(t.Context(), &questions[0], engine, engine, find)
	if err != nil {
		t.Fatal(err)
	}
	if o.Rank != 2 || !o.FirstCitation || !o.Quote || !o.FirstClaim || !o.AnswerRight || o.Right() || o.Amiss() != "unproven" {
		t.Errorf("outcome %+v", o)
	}
	if o.Checked != 4 || o.Failed != 4 {
		t.Errorf("checked %d, failed %d; want 4 and 4 (three quotes, one claim)", o.Checked, o.Failed)
	}
}

func TestReportAddsUp(t *testing.T) {
	yes := &Question{ID: "a", Answerable: true, Gold: []Gold{{Article: "x"}}}
	no := &Question{ID: "b"}
	var r Report
	for _, o := range []Outcome{
		{Question: yes, Rank: 1, Answer: answer.Answer{Answered: true, Confidence: 0.9}, FirstCitation: true, Bears: true, Took: 1e6},
		{Question: yes, Rank: 4, Answer: answer.Answer{Outcome: answer.Unsure, Confidence: 0.3}, Took: 2e6},
		{Question: yes, Took: 4e6},
		{Question: no, Took: 3e6, Checked: 3},
	} {
		r.Add(&o)
	}
	r.Close()
	got, err := json.Marshal(&r)
	want := `{"questions":4,"answerable":3,"recall_at_1":0.3333,"recall_at_5":0.6667,"recall_at_10":0.6667,` +
		`"mrr_at_10":0.4167,"answered":0.3333,"refused":1,"balanced_accuracy":0.6667,"first_citation":0.3333,` +
		`"quote_match":0,"answer_match":0,"first_claim_match":0,"unsure":0.25,"calibration_error":0.1,"citations_checked":3,"citations_failed":0,` +
		`"ms_median":2,"ms_p95":4}`
	if err != nil || string(got) != want {
		t.Errorf("got  %s\nwant %s (%v)", got, want, err)
	}
	if empty, _ := json.Marshal(&Report{}); !strings.Contains(string(empty), `"recall_at_1":null`) {
		t.Errorf("shares of nothing are null: %s", empty)
	}
}

func TestReportCountsWhatAModelDid(t *testing.T) {
	q := &Question{ID: "a", Answerable: true}
	var r Report
	for _, a := range []answer.Answer{
		{Answered: true, Mode: answer.Generated, Claims: make([]answer.Claim, 2),
			Dropped: []answer.Dropped{{Reason: "number: 13"}, {Reason: "no quote"}}, Tokens: &answer.Tokens{Prompt: 100, Completion: 10, Cost: 0.5, Tries: 1}},
		{Answered: true, Mode: answer.Extracted, Claims: make([]answer.Claim, 1), Dropped: []answer.Dropped{{Reason: "number: 14"}}, Tokens: &answer.Tokens{Prompt: 50}},
		{Mode: answer.Generated, Tokens: &answer.Tokens{Estimated: true}},
		{Mode: answer.Passages},
	} {
		r.Add(&Outcome{Question: q, Answer: a})
	}
	got, err := json.Marshal(r.Written)
	want := `{"generated":1,"extracted":1,"declined":1,"passages":1,"claims_proposed":5,"claims_shown":2,"claims_dropped":3,"claims_repaired":0,` +
		`"dropped_why":{"no quote":1,"number":2},"second_tries":1,"prompt_tokens":150,"completion_tokens":10,"tokens_estimated":true,"cost":0.5}`
	if err != nil || string(got) != want {
		t.Errorf("got  %s\nwant %s (%v)", got, want, err)
	}
	var plain Report
	plain.Add(&Outcome{Question: q, Answer: answer.Answer{Mode: answer.Extracted}})
	if plain.Written != nil {
		t.Error("a report without a model tells of one")
	}
}
