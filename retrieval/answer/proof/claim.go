package proof

import (
	"fmt"
	"strings"
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
	// Language is the claim's language as a BCP 47 tag where it is another one
	// than its quotes', so that its words cannot be compared with theirs; else "".
	Language string
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
	Speaker     Kind = "speaker"
	Quantity    Kind = "how many"
	Relation    Kind = "relation"
	Condition   Kind = "condition"
	Scope       Kind = "what it is said of"
	Foreign     Kind = "another language"
)

// Fault says what a claim adds to its quotes. The zero value is no fault.
type Fault struct {
	Kind Kind
	// Detail is the word, number or name in question.
	Detail string
}

// Found tells whether there is a fault.
func (f Fault) Found() bool { return f.Kind != "" }

// String is the fault as one phrase, for logs and for the model's second try.
func (f Fault) String() string {
	if f.Detail == "" {
		return string(f.Kind)
	}
	return fmt.Sprintf("%s: %s", f.Kind, f.Detail)
}

// Check returns the first fault of a claim: what it says beyond its quotes.
func Check(claim string, e Evidence) Fault {
	if len(e.Quotes) == 0 {
		return Fault{Kind: NoQuote}
	}
	if f := checkForm(claim, e); f.Found() {
		return f
	}
	c, q := readText(claim), readQuotes(e)
	checks := []func(*text, *text, Evidence) Fault{checkNumbers, checkDates, checkNames, checkNegation, checkRoles, checkSupport}
	for _, check := range checks {
		if f := check(c, q, e); f.Found() {
			return f
		}
	}
	return Fault{}
}

// minCut is the least number of words a claim cut back may have.
const minCut = 4

// Mend returns the claim itself where it has no fault, else the longest
// beginning of it, cut at a clause, that has none. Where there is no such
// beginning it returns "" and the fault of the whole.
func Mend(claim string, e Evidence) (string, Fault) {
	fault := Check(claim, e)
	if !fault.Found() {
		return claim, Fault{}
	}
	if fault.Kind == Roles || fault.Kind == Negation || fault.Kind == NoQuote || fault.Kind == Form {
		return "", fault
	}
	for cut := lastClause(claim); cut > 0; cut = lastClause(claim[:cut]) {
		head := strings.TrimRight(claim[:cut], " ,;:–—-")
		if len(strings.Fields(head)) < minCut {
			break
		}
		if balanced(head) && !Check(head, e).Found() {
			return head + ".", fault
		}
	}
	return "", fault
}

// lastClause is where the last clause of s begins, -1 where it has one only.
func lastClause(s string) int {
	best := -1
	for _, mark := range []string{", ", "; ", " – ", " — ", " - ", ": ", " and ", " but ", " while ", " which ", " und ", " et ", " и ", " і "} {
		best = max(best, strings.LastIndex(s, mark))
	}
	return best
}

// balanced tells whether every quotation mark and bracket that opens closes.
func balanced(s string) bool {
	return strings.Count(s, "“") == strings.Count(s, "”") && strings.Count(s, "\"")%2 == 0 &&
		strings.Count(s, "(") == strings.Count(s, ")") && strings.Count(s, "«") == strings.Count(s, "»")
}
