package syntax

import (
	"slices"
	"testing"
)

// TestStatements divides sentences that say a verb once for several, and no others.
func TestStatements(t *testing.T) {
	for _, c := range []struct {
		in     string
		want   []string
		others bool
	}{
		{"The yard sold 40 boats in May and 25 in June.", []string{"The yard sold 40 boats in May", "The yard sold 25 boats in June"}, false},
		{"Adults pay 12 euros, children 7 euros.", []string{"Adults pay 12 euros", "children pay 7 euros "}, true},
		{"Members may bring one guest on Fridays but none on Sundays.", []string{"Members may bring one guest on Fridays", "Members may bring no guest on Sundays"}, false},
		{"The yard sold 40 boats in May and hired 25 men.", nil, false},
		{"The yard sold boats in May and in June.", nil, false},
		{"The tunnel is 14 kilometres long and cost 900 million euros.", nil, false},
	} {
		got, others := Statements(ReadSentence(c.in, -1))
		if !slices.Equal(got, c.want) || others != c.others {
			t.Errorf("%q makes %q (%v), want %q (%v)", c.in, got, others, c.want, c.others)
		}
	}
}

// TestClausesOfNoWords: marks alone are a sentence without clauses.
func TestClausesOfNoWords(t *testing.T) {
	if got := Clauses(ReadSentence("“ . ”", -1)); got != nil {
		t.Errorf("marks alone have %d clauses", len(got))
	}
}
