package nearness

import (
	"math"
	"testing"

	"footnote/corpus"
	"footnote/retrieval/retrievaltest"
)

// The words of a question are compared with those of one sentence, read within its
// passage; what nothing in the sentence says is lost.
func TestWordsOfAQuestionAndASentence(t *testing.T) {
	e := &retrievaltest.Concepts{Of: map[string]int{"fähre": 0, "ferry": 0, "hafen": 1, "harbour": 1, "ernte": 2, "harvest": 2}}
	r := NewReader(e)
	text := "The ferry was in the harbour. The harvest was small."
	p := &corpus.Passage{Article: &corpus.Article{Text: text}, Span: corpus.Span{End: len(text)}}
	question, err := r.Question(t.Context(), "Ist die Fähre im Hafen?")
	if err != nil {
		t.Fatal(err)
	}
	words, err := r.Passage(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	if question.Rare() != 2 {
		t.Errorf("%d words tell what the question is about, want Fähre and Hafen", question.Rare())
	}
	said := question.To(words, corpus.Span{End: 29})
	if math.Abs(said.Least-1) > 1e-6 || math.Abs(said.Rare-1) > 1e-6 || said.Lost != 0 {
		t.Errorf("the sentence says the question's words, and the likeness is %+v", said)
	}
	other := question.To(words, corpus.Span{Start: 30, End: len(text)})
	if other.Least >= lost || other.Lost != 1 || other.Near >= said.Near {
		t.Errorf("the other sentence says none of them, and the likeness is %+v", other)
	}
	if again, err := r.Passage(t.Context(), p); err != nil || again != words {
		t.Errorf("a passage is read twice (%v)", err)
	}
}
