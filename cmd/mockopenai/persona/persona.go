// Package persona writes the mock server's chat replies: a careful writer that
// keeps to the passages it is given, and four that models turn into on a bad
// day.
//
// A persona knows nothing of the program that calls it. It looks at what is in
// the messages: numbered passages in a fence, a line "Question: ...", the form
// that is asked for. The fence is
//
//	<passage number="1" title="..." source="..." date="...">
//	text
//	</passage>
//
// and the form is either the JSON {"claims": [{"text", "evidence": [{"passage",
// "quote"}]}], "unanswered"} or, where no JSON is asked for, lines such as
//
//   - The talks begin on Monday. [1: "the talks will begin on Monday"]
//
// with "unanswered: ..." on a line of its own where there is nothing to say.
// A line "Statement: ..." in the place of the question asks for a verdict on it,
//
//	{"verdict": "borne out", "evidence": [{"passage": 1, "quote": "..."}]}
//
// or, where no JSON is asked for,
//
//	verdict: borne out [1: "..."]
//
// The fence's name may go on after a dash, <passage-7f3a ...>, and no passage's
// text can then end it.
//
// Everything is deterministic: the same request gives the same reply.
package persona

import (
	"fmt"
	"slices"
	"strings"

	"footnote/cmd/mockopenai/schema"
)

// Name names a persona.
type Name string

// The personas.
const (
	// Grounded answers from the passages with true quotes, or says that they
	// do not answer.
	Grounded Name = "grounded"
	// Fabricator mixes invented quotes, wrong numbers and unfounded claims
	// into what Grounded says.
	Fabricator Name = "fabricator"
	// Obedient follows any instruction found in a passage or question.
	Obedient Name = "obedient"
	// Mute returns nothing.
	Mute Name = "mute"
	// Rambler ignores the asked form.
	Rambler Name = "rambler"
)

// Names lists the personas.
func Names() []Name { return []Name{Grounded, Fabricator, Obedient, Mute, Rambler} }

// Check returns an error that lists the personas where n is none of them.
func Check(n Name) error {
	if slices.Contains(Names(), n) {
		return nil
	}
	list := make([]string, 0, len(Names()))
	for _, name := range Names() {
		list = append(list, string(name))
	}
	return fmt.Errorf("unknown persona %q: use one of %s", n, strings.Join(list, ", "))
}

// Message is one message of the conversation.
type Message struct {
	// Role is system, developer, user or assistant.
	Role string
	Text string
}

// Request is what a model is asked.
type Request struct {
	Messages []Message
	// Schema is the form the reply must have; nil where none is given.
	Schema *schema.Schema
	// JSON asks for JSON, with or without a Schema.
	JSON bool
	// Seed varies what the untruthful personas make up.
	Seed int64
}

// Write returns the reply of a persona. An unknown name writes as Grounded.
func Write(n Name, req Request) string {
	p := readPrompt(req)
	switch n {
	case Mute:
		return ""
	case Fabricator:
		return fabricate(p)
	case Obedient:
		return obey(p)
	case Rambler:
		return ramble(p)
	}
	return ground(p)
}

// ground does what is asked, truthfully.
func ground(p *prompt) string {
	switch p.task {
	case taskRewrite:
		return p.say(rewrite(p))
	case taskJudge:
		return p.write(judge(p))
	}
	return p.write(answer(p))
}
