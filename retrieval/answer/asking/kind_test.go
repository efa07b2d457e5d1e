package asking

import (
	"strings"
	"testing"
)

// A question that begins with an auxiliary asks for yes or no, whatever its clauses ask,
// but for one that asks whether somebody knows.
func TestAskedFor(t *testing.T) {
	for question, want := range map[string]Kind{
		"when did she speak":                    Time,
		"did she say when she spoke":            YesNo,
		"is the house where he was born open":   YesNo,
		"can you tell me when she spoke":        Time,
		"do the articles say who paid":          Person,
		"does anybody know where the keys are":  Place,
		"may 9 why was the ferry late":          Reason,
		"is it known how many people were hurt": Number,
	} {
		if got, _ := AskedFor(strings.Fields(question)); got != want {
			t.Errorf("%s: got kind %d, want %d", question, got, want)
		}
	}
}
