package golden

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/quality"
)

// known answers the questions that it knows.
type known struct {
	answers map[string]string
	err     error
}

func (k known) Search(context.Context, string, int) ([]retrieval.Hit, error) { return nil, k.err }

func (k known) Ask(_ context.Context, q answer.Question) (answer.Answer, error) {
	text, ok := k.answers[q.Text]
	if !ok {
		return answer.Answer{Refusal: "The articles don't say."}, k.err
	}
	return answer.Answer{Answered: true, Answer: text, Claims: []answer.Claim{{Text: text, Citations: []int{1}}},
		Citations: []answer.Citation{{Number: 1, Article: article.ID, Quote: article.Text, End: len(article.Text)}}}, k.err
}

// article is the only one.
var article = &corpus.Article{ID: "x", Text: "x"}

func (k known) asked() Asked {
	return Asked{In: k, By: k, Find: func(string) (*corpus.Article, bool) { return article, true }}
}

func TestCompare(t *testing.T) {
	var questions []quality.Question
	for _, text := range []string{"same", "worse", "better", "other"} {
		questions = append(questions, quality.Question{ID: text, Text: text})
	}
	// None of them has an answer: who answers is wrong.
	before := known{answers: map[string]string{"better": "x"}}
	after := known{answers: map[string]string{"worse": "x"}}
	r, err := Compare(t.Context(), questions, before.asked(), after.asked())
	if err != nil {
		t.Fatal(err)
	}
	if r.Of != 4 || r.Before != 3 || r.After != 3 || r.Worse != 1 || len(r.Changed) != 2 {
		t.Errorf("the report is %+v", r)
	}
	r.Changed = append(r.Changed, Verdict{Question: "third", Before: "quote", After: "answer"})
	var b strings.Builder
	if err := r.Print(&b, strings.ToUpper); err != nil {
		t.Fatal(err)
	}
	want := "golden questions: 3 of 4 right before, 3 after\n" +
		"worse   ok                answered          WORSE\n" +
		"better  answered          ok                BETTER\n" +
		"other   quote             answer            THIRD\n"
	if b.String() != want {
		t.Errorf("it prints\n%s\nwant\n%s", &b, want)
	}
	broken := known{err: errors.New("broken")}
	if _, err := Compare(t.Context(), questions, broken.asked(), after.asked()); err == nil {
		t.Error("a library that cannot be asked is no error")
	}
}

// What the last program answered is kept, and compared with what another one answers;
// a change of the articles in between is not its fault, and a new question nobody's.
func TestRecord(t *testing.T) {
	dir := t.TempDir()
	questions := []quality.Question{{ID: "1", Text: "one"}, {ID: "2", Text: "two"}}
	wrong, right := known{answers: map[string]string{"one": "x", "two": "x"}}, known{}
	if r := since(t, dir, questions, right, "old"); r.Worse != 0 || r.Before != 2 || r.After != 2 {
		t.Errorf("the first program: %+v", r)
	}
	questions = append(questions, quality.Question{ID: "3", Text: "two"})
	if r := since(t, dir, questions, wrong, "new"); r.Worse != 2 || r.Before != 2 || r.After != 0 || r.Of != 3 || len(r.Changed) != 2 {
		t.Errorf("a worse one: %+v", r)
	}
	must(t, Follow(dir, []Verdict{{ID: "1", After: "ok"}, {ID: "9", After: "ok"}}))
	r, err := ReadRecord(dir)
	must(t, err)
	if len(r.Verdicts) != 3 || r.Verdicts["1"] != "ok" || r.Verdicts["2"] == "ok" || r.By != "new" {
		t.Errorf("after a change of the articles the record is %+v", r)
	}
	must(t, os.WriteFile(filepath.Join(dir, "golden.json"), []byte("{"), 0o600))
	if _, err := ReadRecord(dir); err == nil || !strings.Contains(err.Error(), "golden.json") {
		t.Errorf("a broken record: %v", err)
	}
}

// since has a program by a name come into service.
func since(t *testing.T, dir string, questions []quality.Question, k known, by string) Report {
	t.Helper()
	r, err := ReadRecord(dir)
	must(t, err)
	report, next, err := r.Since(t.Context(), questions, k.asked(), by)
	must(t, err)
	must(t, next.Write(dir))
	return report
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
