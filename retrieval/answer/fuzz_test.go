package answer_test

import (
	"testing"

	"footnote/retrieval/answer"
)

// FuzzModelOutput: whatever bytes a model writes, in whatever pieces, every
// quote shown is real and every claim has one.
func FuzzModelOutput(f *testing.F) {
	f.Add(`{"claims": [{"text": "The council approved twelve new ferries.", "evidence": [{"passage": 1, "quote": "approved twelve new ferries"}]}], "unanswered": ""}`, 7)
	f.Add("- The strike has not ended. [1: \"The strike has not ended\"]\n- Berg named Lisbon. [0: \"named Lisbon … the talks\"]", 1)
	f.Add(`{"claims":[{"text":"\u202e\ud800","evidence":[{"passage":-1,"quote":"…"},{"passage":1,"quote":"Anna Berg...Omar Haddad"}]}`, 3)
	f.Fuzz(func(t *testing.T, output string, piece int) {
		e, l := writtenBy(t, &scripted{text: output, piece: max(1, piece)})
		a, err := e.Ask(t.Context(), answer.Question{Text: portQuestion})
		if err != nil {
			t.Fatal(err)
		}
		proven(t, l, a)
	})
}
