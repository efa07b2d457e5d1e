package writing

import "strings"

// Form is the form in which a reply is asked for.
type Form int

// The forms. A server that holds the model to a schema needs no example; one
// that does not is shown one.
const (
	Held Form = iota
	Loose
	Plain
)

// String names a form as the templates do.
func (f Form) String() string { return [...]string{"held", "loose", "plain"}[f] }

// example is the claim in the prompts' example. It is of a town that is in no
// article, so that whoever copies it is known by it.
var example = Claim{Text: "The reading room of Vellmark closes at six on Fridays.",
	Evidence: []Evidence{{Passage: 1, Quote: "Vellmark's reading room closes at six on Fridays"}}}

// Copied reports whether a claim is the prompt's example rather than the model's own.
func Copied(c Claim) bool {
	if same(c.Text, example.Text) {
		return true
	}
	for _, e := range c.Evidence {
		if same(e.Quote, example.Evidence[0].Quote) {
			return true
		}
	}
	return false
}

func same(a, b string) bool {
	return strings.EqualFold(strings.Trim(oneLine(a), ".\"“” "), strings.Trim(b, "."))
}
