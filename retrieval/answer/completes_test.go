package answer_test

import (
	"strings"
	"testing"
)

const ferryBerths = `# Berths

The berths of the harbour of Sundby are kept by the harbour office, which rents the berths of the harbour by the week.

Berths of the harbour

- berths for guests of the harbour
- 4

| Berth of the harbour | Length |
| -------------------- | ------ |
| Berths 1 to 9 | 8 m |

` + "```\nharbour.berths = 4\n```\n"

const ferryBerthsAgain = `# From the harbour

The harbour office rents the harbour's berths by the week and keeps them.
`

// A further claim is a whole statement that says more than the first: no heading, item or
// number alone, no row or line of a listing beside prose, and not the same in other words.
func TestFurtherClaimsAreStatements(t *testing.T) {
	t.Parallel()
	for _, question := range []string{"who keeps the berths of the harbour?", "who rents the berths of the harbour?"} {
		a := ask(t, question, article("berths", ferryBerths), article("again", ferryBerthsAgain))
		if len(a.Claims) != 1 || !strings.HasSuffix(a.Claims[0].Text, ".") {
			t.Errorf("%q: got %+v (%s), want one statement", question, a.Claims, a.Reason)
		}
	}
}

const ferryLog = `# Ferry

## Log

The log is written when she is moored. The page of a day looks as below:

## Bell

The bell of the ferry is rung like so:

## Horn

![horn](horn.png)
`

// No claim ends in a colon where nothing follows that.
func TestNoClaimEndsInAColon(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]string{
		"when is the log written?":           "The log is written when she is moored.",
		"how is the bell of the ferry rung?": "The bell of the ferry is rung like so.",
	} {
		a := ask(t, question, article("log", ferryLog))
		if len(a.Claims) == 0 || a.Claims[0].Text != want {
			t.Errorf("%q: got %+v (%s), want %q", question, a.Claims, a.Reason, want)
		}
	}
}
