package answer_test

import (
	"context"
	"strings"
	"testing"

	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/answer/llm"
)

// A true sentence with a true quote that is not about the question is no answer.
func TestClaimsBesideTheQuestionAreDropped(t *testing.T) {
	const ferries = `{"text": "The council of Port Ellery approved twelve new ferries.", "evidence": [{"passage": 1, "quote": "approved twelve new ferries"}]}`
	const strike = `{"text": "The strike has not ended.", "evidence": [{"passage": 1, "quote": "The strike has not ended"}]}`
	for question, want := range map[string]string{
		"How many ferries did the council approve?": "The council of Port Ellery approved twelve new ferries.",
		"Has the strike of Omar Haddad ended?":      "The strike has not ended.",
	} {
		e, l := writtenBy(t, &scripted{text: `{"claims": [` + ferries + `,` + strike + `], "unanswered": ""}`, piece: 40})
		a, err := e.Ask(t.Context(), answer.Question{Text: question})
		if err != nil {
			t.Fatal(err)
		}
		proven(t, l, a)
		if len(a.Claims) != 1 || a.Claims[0].Text != want || len(a.Dropped) != 1 || !strings.HasPrefix(a.Dropped[0].Reason, "beside the question") {
			t.Errorf("%s: %+v, dropped %+v", question, a.Claims, a.Dropped)
		}
	}
}

// What an encoder finds near stays, whatever its words.
func TestAClaimInOtherWordsStays(t *testing.T) {
	for near, want := range map[float32]int{0.9: 1, 0.1: 0} {
		_, l := writtenBy(t, nil)
		w := &scripted{text: `{"claims": [{"text": "The strike has not ended.", "evidence": [{"passage": 1, "quote": "The strike has not ended"}]}], "unanswered": ""}`, piece: 40}
		e := answer.New(l, answer.WithLogger(discard), answer.WithMeaning(constant(near)), answer.WithWriting(llm.Settings{Writer: w}))
		a, err := e.Ask(t.Context(), answer.Question{Text: "Are the walkouts of the workers over at Port Ellery's council?"})
		if err != nil {
			t.Fatal(err)
		}
		got := 0
		for _, c := range a.Claims {
			if c.Text == "The strike has not ended." && a.Mode == answer.Generated {
				got++
			}
		}
		if got != want {
			t.Errorf("at a cosine of %v: %+v, dropped %+v", near, a, a.Dropped)
		}
	}
}

// constant is an encoder to whom every passage is as near to every question.
type constant float32

func (c constant) Name() string { return "constant" }

func (c constant) Embed(_ context.Context, kind retrieval.Kind, texts []string) ([][]float32, error) {
	out := make([][]float32, len(texts))
	for i := range texts {
		if out[i] = []float32{1, 0}; kind == retrieval.Passage {
			out[i] = []float32{float32(c), 0}
		}
	}
	return out, nil
}
