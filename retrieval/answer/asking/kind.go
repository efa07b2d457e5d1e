// Package asking tells what a question asks for, by its question word and the nouns and verbs
// of general English that stand with it.
package asking

import (
	"slices"
	"strings"

	"footnote/retrieval/text"
	"footnote/retrieval/text/lexicon"
)

// Kind is what a question asks for.
type Kind int

// The kinds. A thing is what none of the others is; a statement is what somebody said, and
// an identity who somebody is.
const (
	Thing Kind = iota
	Person
	Place
	Time
	Number
	Reason
	Statement
	YesNo
	Identity
)

// kindNames are the names of kinds in lexicon/kinds.txt.
var kindNames = map[string]Kind{
	"thing": Thing, "person": Person, "place": Place, "time": Time, "number": Number,
	"reason": Reason, "statement": Statement, "yesno": YesNo, "identity": Identity,
}

// AskedFor tells what a question asks for and the position of the question
// word that says so, -1 where there is none. The words are in lower case.
func AskedFor(lower []string) (Kind, int) {
	auxiliary := len(lower) > 1 && IsAuxiliary(lower[0]) && !text.HasDigit(lower[1]) // "May 9: who ..."
	for i, w := range lower {
		if asksInEnglish(w) {
			if auxiliary && !slices.ContainsFunc(lower[:i], Words().Informant.Word) {
				break // "Did she say when?"
			}
			return kindAt(lower, i), i
		}
	}
	if auxiliary {
		return YesNo, -1
	}
	return Thing, -1
}

// kindAt reads the kind of a question off its question word at i and what follows.
func kindAt(lower []string, i int) Kind {
	switch lower[i] {
	case "who":
		if identifies(lower, i) {
			return Identity
		}
		return Person
	case "whom", "whose":
		return Person
	case "where":
		return Place
	case "when":
		return Time
	case "why":
		return Reason
	case "how":
		return nounKind(lower, i, 1, Thing)
	}
	return whatKind(lower, i)
}

// whatKind reads "what" and "which": the noun that follows tells, or the
// reporting verb that the question ends in or turns on.
func whatKind(lower []string, i int) Kind {
	if k := nounKind(lower, i, 3, Thing); k != Thing {
		return k
	}
	if i+1 < len(lower) && IsAuxiliary(lower[i+1]) {
		for _, w := range lower[i+2:] {
			if w == "be" {
				break
			}
			if Words().Reporting.Word(w) && !Words().isKindNoun(w) {
				return Statement
			}
		}
	}
	return Thing
}

// nounKind looks for a noun of lexicon/kinds.txt among the next n words, up to
// the first auxiliary verb.
func nounKind(lower []string, i, n int, otherwise Kind) Kind {
	for _, w := range lower[i+1 : min(i+1+n, len(lower))] {
		if k, ok := Words().kindOf(w); ok {
			return k
		}
		if IsAuxiliary(w) {
			break
		}
	}
	return otherwise
}

// isKindNoun tells whether w names a kind of thing.
func (l Lists) isKindNoun(w string) bool { _, ok := l.kindOf(w); return ok }

// IsKind reports whether w names a kind of thing.
func (l Lists) IsKind(w string, k Kind) bool {
	of, ok := l.kindOf(w)
	return ok && of == k
}

// kindOf is the kind of thing that w names: that of its list, or a person where the
// lexicon has it as a noun for one.
func (l Lists) kindOf(w string) (Kind, bool) {
	if k, ok := l.kinds[w]; ok {
		return k, true
	}
	known := lexicon.Look(w)
	return kindNames["person"], known.Common() && known.Filed(lexicon.Noun, lexicon.Persons)
}

// identifies tells "who is X" from "who is doing X": a form of to be and then
// nothing but a few words, none of them a verb's participle.
func identifies(lower []string, i int) bool {
	if i+1 >= len(lower) || !IsToBe(lower[i+1]) {
		return false
	}
	rest := lower[i+2:]
	if len(rest) == 0 || len(rest) > 4 {
		return false
	}
	for _, w := range rest {
		if strings.HasSuffix(w, "ing") || strings.HasSuffix(w, "ed") || w == "the" || w == "s" || w == "to" {
			return false
		}
	}
	return true
}

// IsToBe reports whether a word in lower case is a form of to be that a question turns on.
func IsToBe(w string) bool {
	switch w {
	case "is", "was", "are", "were", "s":
		return true
	}
	return false
}

// IsAuxiliary reports whether a word in lower case is an auxiliary verb.
func IsAuxiliary(w string) bool {
	switch w {
	case "is", "was", "are", "were", "be", "been", "s", "do", "does", "did", "has", "have", "had",
		"can", "could", "will", "would", "shall", "should", "may", "might", "must":
		return true
	}
	return false
}

// AsksForSeveral finds the plural that a question asks for, as in "what risks", "which are
// the risks" and "list the risks", which wants a list: its place among the words in lower
// case, -1 where it asks for none. at is the question word.
func AsksForSeveral(lower []string, at int) int {
	from := at + 1
	switch {
	case at < 0 && len(lower) > 0 && (lower[0] == "list" || lower[0] == "name"):
		from = 1
	case at < 0 || from >= len(lower) || lower[at] != "what" && lower[at] != "which":
		return -1
	case lower[from] == "are" || lower[from] == "were":
		from++
	}
	for i := from; i < min(from+3, len(lower)) && !IsAuxiliary(lower[i]); i++ {
		if isPlural(lower[i]) {
			return i
		}
	}
	return -1
}

// isPlural reports whether a word in lower case ends like a plural.
func isPlural(w string) bool {
	return len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us")
}

// mostItems is how many items a question may count that asks for several things.
const mostItems = 20

// CountsItems is how many things word i of a question for several says there are, as in
// "what are the four risks", 0 where it says none: a list rarely says its own number.
func CountsItems(lower []string, at, i int) int {
	n, ok := text.NumberOf(lower[i])
	if !ok || n <= 1 || n > mostItems || i <= at || i > at+3 {
		return 0
	}
	return int(n)
}

// AsksForSteps reports whether a question asks how something is done.
func AsksForSteps(lower []string, at int) bool {
	if at < 0 || at+1 >= len(lower) || lower[at] != "how" {
		return false
	}
	switch lower[at+1] {
	case "do", "can", "to", "should", "is", "are", "does", "must":
		return true
	}
	return false
}

// IsQuestionWord reports whether a word in lower case asks.
func IsQuestionWord(w string) bool { return asksInEnglish(w) || Words().Asking.Word(w) }

func asksInEnglish(w string) bool {
	switch w {
	case "who", "whom", "whose", "what", "which", "where", "when", "why", "how":
		return true
	}
	return false
}
