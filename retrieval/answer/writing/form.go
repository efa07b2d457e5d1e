package writing

import (
	"encoding/json"
	"fmt"
	"strings"
)

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

// example is the claim in the prompts' example, of prompts/example.json. It is of a town
// that is in no article, so that whoever copies it is known by it.
var example = mustExample()

func mustExample() (c Claim) {
	content, err := promptFiles.ReadFile("prompts/example.json")
	if err == nil {
		err = json.Unmarshal(content, &c)
	}
	if err != nil || len(c.Evidence) != 1 {
		panic(fmt.Sprintf("writing: prompts/example.json is no claim with one quote: %v", err)) // part of the program
	}
	return c
}

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
