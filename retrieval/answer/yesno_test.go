package answer_test

import (
	"testing"

	"footnote/retrieval/answer"
)

// Yes and no are said only where the quote plainly says so.
func TestDecisions(t *testing.T) {
	t.Parallel()
	const rules = "The ferry to Sundby is open in winter. Dogs are not allowed on the upper deck. The old ramp was closed on Friday. " +
		"Cyclists may board before the cars if the captain agrees. The captain said the crossing takes an hour. Tickets are valid for nine days. " +
		"Passengers with a pass do not have to queue."
	cases := []struct {
		question string
		want     answer.Decision
	}{
		{"Is the ferry to Sundby open in winter?", answer.Yes},
		{"Is the ferry to Sundby closed in winter?", answer.No},
		{"Are dogs allowed on the upper deck?", answer.No},
		{"Was the old ramp closed on Friday?", answer.Yes},
		{"Was the old ramp opened on Friday?", answer.No},
		{"Are tickets valid for nine days?", answer.Yes},
		{"Are tickets valid for ten days?", ""},
		{"May cyclists board before the cars?", ""},
		{"Aren't dogs allowed on the upper deck?", ""},
		{"Was the old ramp closed on Friday or on Monday?", ""},
		{"When was the old ramp closed?", ""},
		{"Must passengers with a pass queue?", answer.No},
		{"Do passengers with a pass queue?", ""},
		{"Did the captain say which hour the crossing takes?", ""},
	}
	for _, c := range cases {
		a := ask(t, c.question, article("ferry", rules))
		if a.Decision != c.want {
			t.Errorf("%s: got %q, want %q (%+v)", c.question, a.Decision, c.want, a.Claims)
		}
	}
}
