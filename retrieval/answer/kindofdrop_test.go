package answer

import (
	"testing"

	"footnote/retrieval/answer/proof/evidence"
)

// The kind of a reason is out of a small set, whatever words the reason has.
func TestKindOfADroppedSentence(t *testing.T) {
	for reason, want := range map[string]string{
		evidence.Fault{Kind: evidence.Number, Detail: "17 boats"}.String(): "number",
		evidence.Fault{Kind: evidence.Antonym}.String():                    "the opposite",
		"no quote: no passage holds “the pier: sold”":                      "no quote",
		offTopic: "beside the question", copiedExample: "copied", "the harbour: no": "other", "": "other",
	} {
		if got := (Dropped{Reason: reason}).Kind(); got != want {
			t.Errorf("%q is of the kind %q, want %q", reason, got, want)
		}
	}
}
