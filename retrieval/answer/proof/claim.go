package proof

import (
	"fmt"
	"time"
)

// Quote is a verbatim passage a claim rests on, with what is known of its article.
type Quote struct {
	Text string
	// Source and Title may be named by a claim; Published may be given as the
	// date of the report and is what "yesterday" and "next week" are read against.
	Source, Title string
	Published     time.Time
}

// Evidence is all that a claim may be judged by.
type Evidence struct {
	Quotes []Quote
	// Around holds the other texts its author saw: they tell names from other
	// words, and prove nothing.
	Around []string
	// Articles are the whole texts of the quotes' articles, which tell by what
	// titles they introduce people; they prove nothing either.
	Articles []string
	// Language is the claim's language as a BCP 47 tag where it is another one
	// than its quotes', so that its words cannot be compared with theirs; else "".
	Language string
	// Meaning compares words that are not the same and no synonyms; nil where
	// nothing can, and then a claim must say what its quotes say in their words
	// or in synonyms of them. It is asked for one sentence again and again.
	Meaning Meaning
	// Across says why a claim in another language is not what the quotes say, ""
	// where it is; nil where nothing compares languages.
	Across func(claim string) string
}

// translated tells whether the claim is in another language than its quotes.
func (e Evidence) translated() bool { return e.Language != "" }

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
