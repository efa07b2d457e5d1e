package answer_test

import (
	"testing"
	"time"

	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/answer/extract"
	"footnote/retrieval/answer/llm"
	"footnote/retrieval/lexical"
)

// traced asks one question of the harbour's article and returns its trace.
func traced(t *testing.T, q answer.Question, options ...answer.Option) (answer.Answer, answer.Trace) {
	t.Helper()
	l := retrieval.NewLibrary(lexical.New())
	if err := l.Put(t.Context(), port()); err != nil {
		t.Fatal(err)
	}
	var got []answer.Trace
	options = append(options, answer.WithLogger(discard), answer.WithTrace(func(tr answer.Trace) { got = append(got, tr) }))
	a, err := answer.New(l, options...).Ask(t.Context(), q)
	if err != nil || len(got) != 1 {
		t.Fatalf("%d traces, error %v", len(got), err)
	}
	return a, got[0]
}

// An extracted answer's trace holds what was looked up, what was found, which
// sentences were kept, and when.
func TestTraceOfExtraction(t *testing.T) {
	a, tr := traced(t, answer.Question{ID: "7", Text: "and the strike?", History: []answer.Turn{{Question: "Who is Omar Haddad?", Answer: "the head"}}})
	if tr.ID != "7" || len(tr.Searches) != 1 || tr.Searches[0].Text != a.Rewritten || a.Rewritten == "" || len(tr.Searches[0].Hits) == 0 {
		t.Fatalf("rewritten %q, trace %+v", a.Rewritten, tr)
	}
	if h := tr.Searches[0].Hits[0]; h.Lexical != 1 || port().Text[h.Start:h.End] != h.Text {
		t.Errorf("the best hit is %+v", h)
	}
	kept := 0
	for _, j := range tr.Judged {
		if !coherent(j) {
			t.Errorf("judged %+v", j)
		}
		if j.Kept {
			kept++
		}
	}
	if kept != len(a.Claims) {
		t.Errorf("%d sentences kept for %d claims", kept, len(a.Claims))
	}
	within(t, tr, "search", "choose")
}

// A written answer's trace has the model's and the proof's time, and the
// sentences that were dropped.
func TestTraceOfWriting(t *testing.T) {
	reply := `{"claims":[{"text":"Mayor Anna Berg named Lisbon as a possible venue for the talks.","evidence":[{"passage":1,"quote":"Mayor Anna Berg named Lisbon as a possible venue for the talks."}]},` +
		`{"text":"The mayor is in Rome.","evidence":[{"passage":1,"quote":"The mayor is in Rome."}]}]}`
	a, tr := traced(t, answer.Question{Text: portQuestion}, answer.WithWriting(llm.Settings{Writer: &scripted{text: reply, piece: 20}, Deadline: 5 * time.Second}))
	if len(a.Claims) != 1 || len(tr.Answer.Dropped) != 1 || tr.Answer.Dropped[0].Reason == "" {
		t.Errorf("claims %+v, dropped %+v", a.Claims, tr.Answer.Dropped)
	}
	within(t, tr, "search", "model", "proof")
}

// within checks that the steps named are there and lie within the whole.
func within(t *testing.T, tr answer.Trace, names ...string) {
	t.Helper()
	seen := map[string]bool{}
	for _, s := range tr.Steps {
		seen[s.Name] = true
		if s.After < 0 || s.Took < 0 || s.After+s.Took > tr.Took {
			t.Errorf("step %+v lies outside of %v", s, tr.Took)
		}
	}
	for _, name := range names {
		if !seen[name] {
			t.Errorf("no step %q in %+v", name, tr.Steps)
		}
	}
}

// coherent tells whether a verdict fits the evidence it rests on.
func coherent(j extract.Judged) bool {
	switch {
	case j.Kept != (j.Verdict == extract.Chosen), j.Kept && j.Evidence < j.Needed:
		return false
	}
	return j.Verdict != extract.TooWeak || j.Evidence < j.Needed
}
