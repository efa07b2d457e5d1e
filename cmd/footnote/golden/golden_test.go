package golden

import (
	"context"
	"errors"
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
