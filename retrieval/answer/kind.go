package answer

import (
	"strings"

	"footnote/retrieval/text"
	"footnote/retrieval/text/lexicon"
)

// askedFor tells what a question asks for and the position of the question
// word that says so, -1 where there is none. The words are in lower case.
func askedFor(lower []string) (kind, int) {
	for i, w := range lower {
		if asksInEnglish(w) {
			return kindAt(lower, i), i
		}
	}
	if len(lower) > 0 && isAuxiliary(lower[0]) {
		return kindYesNo, -1
	}
	return kindThing, -1
}

// kindAt reads the kind of a question off its question word at i and what follows.
func kindAt(lower []string, i int) kind {
	switch lower[i] {
	case "who":
		if identifies(lower, i) {
			return kindIdentity
		}
		return kindPerson
	case "whom", "whose":
		return kindPerson
	case "where":
		return kindPlace
	case "when":
		return kindTime
	case "why":
		return kindReason
	case "how":
		return nounKind(lower, i, 1, kindThing)
	}
	return whatKind(lower, i)
}

// whatKind reads "what" and "which": the noun that follows tells, or the
// reporting verb that the question ends in or turns on.
func whatKind(lower []string, i int) kind {
	if k := nounKind(lower, i, 3, kindThing); k != kindThing {
		return k
	}
	if i+1 < len(lower) && isAuxiliary(lower[i+1]) {
		for _, w := range lower[i+2:] {
			if w == "be" {
				break
			}
			if words().reporting.word(w) && !words().kindNoun(w) {
				return kindStatement
			}
		}
	}
	return kindThing
}

// nounKind looks for a noun of lexicon/kinds.txt among the next n words, up to
// the first auxiliary verb.
func nounKind(lower []string, i, n int, otherwise kind) kind {
	for _, w := range lower[i+1 : min(i+1+n, len(lower))] {
		if k, ok := words().kindOf(w); ok {
			return k
		}
		if isAuxiliary(w) {
			break
		}
	}
	return otherwise
}

// kindNoun tells whether w names a kind of thing.
func (l lexicons) kindNoun(w string) bool { _, ok := l.kindOf(w); return ok }

// isKind reports whether w names a kind of thing.
func (l lexicons) isKind(w string, k kind) bool {
	of, ok := l.kindOf(w)
	return ok && of == k
}

// kindOf is the kind of thing that w names: that of its list, or a person where the
// lexicon has it as a noun for one.
func (l lexicons) kindOf(w string) (kind, bool) {
	if k, ok := l.kinds[w]; ok {
		return k, true
	}
	known := lexicon.Look(w)
	return kindNames["person"], known.Common() && known.Filed(lexicon.Noun, lexicon.Persons)
}

// identifies tells "who is X" from "who is doing X": a form of to be and then
// nothing but a few words, none of them a verb's participle.
func identifies(lower []string, i int) bool {
	if i+1 >= len(lower) || !isToBe(lower[i+1]) {
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

func isToBe(w string) bool {
	switch w {
	case "is", "was", "are", "were", "s":
		return true
	}
	return false
}

func isAuxiliary(w string) bool {
	switch w {
	case "is", "was", "are", "were", "be", "been", "s", "do", "does", "did", "has", "have", "had",
		"can", "could", "will", "would", "shall", "should", "may", "might", "must":
		return true
	}
	return false
}

// asksForSeveral tells whether what is asked for is a plural, as in "what risks" or
// "which are the risks": such a question wants a list. at is the question word.
func asksForSeveral(lower []string, at int) bool {
	if at < 0 || at+1 >= len(lower) || (lower[at] != "what" && lower[at] != "which") {
		return false
	}
	from, to := at+1, at+4
	if lower[from] == "are" || lower[from] == "were" {
		from, to = from+1, to+1
	}
	for _, w := range lower[from:min(to, len(lower))] {
		if isAuxiliary(w) {
			return false
		}
		if len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") {
			return true
		}
	}
	return false
}

// mostItems is how many items a question may count that asks for several things.
const mostItems = 20

// countsItems reports whether word i of a question for several things says how many
// there are, as in "what are the four risks": a list rarely says its own number.
func countsItems(lower []string, at, i int) bool {
	n, ok := text.NumberOf(lower[i])
	return ok && n > 1 && n <= mostItems && i > at && i <= at+3
}

// asksForSteps reports whether a question asks how something is done.
func asksForSteps(lower []string, at int) bool {
	if at < 0 || at+1 >= len(lower) || lower[at] != "how" {
		return false
	}
	switch lower[at+1] {
	case "do", "can", "to", "should", "is", "are", "does", "must":
		return true
	}
	return false
}
