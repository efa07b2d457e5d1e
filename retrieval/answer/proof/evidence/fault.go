package evidence

import (
	"fmt"
)

// Kind names what is wrong with a claim.
type Kind string

// The kinds of fault.
const (
	NoQuote     Kind = "no quote"
	Number      Kind = "number"
	Date        Kind = "date"
	Name        Kind = "name"
	Negation    Kind = "negation"
	Roles       Kind = "roles"
	Unsupported Kind = "unsupported"
	Form        Kind = "form"
	Antonym     Kind = "the opposite"
	Strength    Kind = "surer than the quote"
	Tense       Kind = "when it is so"
	Speaker     Kind = "speaker"
	Quantity    Kind = "how many"
	Relation    Kind = "relation"
	Condition   Kind = "condition"
	Scope       Kind = "what it is said of"
	Foreign     Kind = "another language"
)

// Kinds are all kinds of fault.
var Kinds = []Kind{NoQuote, Number, Date, Name, Negation, Roles, Unsupported, Form, Antonym, Strength, Tense, Speaker, Quantity, Relation, Condition, Scope, Foreign}

// Fault says what a claim adds to its quotes. The zero value is no fault.
type Fault struct {
	Kind Kind
	// Detail is the word, number or name in question.
	Detail string
}

// At is the fault of a kind in a word, number or name.
func (k Kind) At(detail string) Fault { return Fault{k, detail} }

// Found tells whether there is a fault.
func (f Fault) Found() bool { return f.Kind != "" }

// String is the fault as one phrase, for logs and for the model's second try.
func (f Fault) String() string {
	if f.Detail == "" {
		return string(f.Kind)
	}
	return fmt.Sprintf("%s: %s", f.Kind, f.Detail)
}
