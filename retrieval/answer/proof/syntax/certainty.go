package syntax

import (
	"slices"
	"strings"
	"sync"

	"footnote/retrieval/text/lexicon"
)

// favours reports whether the verb at k speaks of the deed in the participle behind it
// as something wished or said, not done: "favours cutting".
func favours(s *Sentence, k int) bool {
	return k+1 < len(s.Words) && s.Words[k+1].Tag == "VBG" && s.IsVerb(k) && s.Words[k].Class == Open &&
		s.Words[k].Known.Filed(lexicon.Verb, verbsOfThinking, VerbsOfTelling, verbsOfFeeling, verbsOfCare)
}

// ongoing are the words that say no more than that something goes on.
var ongoing = sync.OnceValue(func() map[string]bool { return lists.Words("ongoing") })

// GoesOn reports whether the verb at i says only that what follows goes on:
// "keeps buying".
func GoesOn(s *Sentence, i int) bool {
	return ongoing()[s.Words[i].Lower] && i+1 < len(s.Words) && (strings.HasSuffix(s.Words[i+1].Lower, "ing") || s.Words[i+1].Tag == "TO") && s.IsVerb(i)
}

// GoingOn are the words of a sentence that say that something goes on.
func GoingOn(s *Sentence) []int {
	var list []int
	for i := range s.Words {
		if ongoing()[s.Words[i].Lower] {
			list = append(list, i)
		}
	}
	return list
}

// near is how many words an adjective or adverb of certainty covers.
const covers = 4

// Certainty lists the classes that make word i less than a fact.
func (s *Sentence) Certainty(i int) []Class {
	var found []Class
	for k := i - 1; k >= 0; k-- {
		w := &s.Words[k]
		if parted(s, k, i) {
			break
		}
		if slices.Contains(Certainties, w.Class) && (s.IsVerb(k) || i-k <= covers || w.isModal()) {
			found = append(found, w.Class)
		}
		if Permits[w.Lower] == "may" && s.Words[k].Class == Open {
			found = append(found, Possible)
		}
		if k == i-1 && favours(s, k) || toBeDone(s, k, i) {
			found = append(found, Planned)
		}
	}
	return found
}

// toBeDone reports whether the "to" at k makes the verb at i something that is yet to
// be done: "agreed to restore", "is to be replaced".
func toBeDone(s *Sentence, k, i int) bool {
	if s.Words[k].Lower != "to" || k == 0 {
		return false
	}
	if k == i-2 {
		return IsToBe(s.Words[i-1].Lower) && IsToBe(s.Words[k-1].Lower)
	}
	return k == i-1 && s.Words[k-1].Class != Undone && Permits[s.Words[k-1].Lower] == "" && s.Words[k].Class != Required && s.Words[k-1].Class != Required && s.Words[k-1].Class != Advised && s.Words[i].Tag == "VB"
}

// Reserved lists the classes of the adjectives right before the noun at i: a
// possible venue is none yet.
func (s *tagged) Reserved(i int) []Class {
	var found []Class
	for k := i - 1; k >= 0 && k >= i-2 && s.Words[k].Segment == s.Words[i].Segment; k-- {
		w := &s.Words[k]
		if slices.Contains(Certainties, w.Class) && w.Known.Is(lexicon.Adjective) && !w.IsModalVerb() {
			found = append(found, w.Class)
		}
		if w.Class == Free {
			break
		}
	}
	return found
}

var altering = sync.OnceValue(func() map[string]bool { return lists.Words("altering") })

// Alters reports whether a word in lower case makes of the noun behind it something else:
// "former".
func Alters(lower string) bool { return altering()[lower] }

// Altering is the word that alters the noun at i, -1 where there is none.
func Altering(s *Sentence, i int) int {
	for k := i - 1; k >= 0 && k >= i-2 && s.Words[k].Segment == s.Words[i].Segment; k-- {
		if Alters(s.Words[k].Lower) && s.Words[k].Class == Open { // "next" says which
			return k
		}
	}
	return -1
}

// Permits are the words for what one may do, and may not.
var Permits = map[string]string{"allowed": "may", "permitted": "may", "able": "may", "free": "may", "impossible": "may not", "banned": "may not", "barred": "may not", "forbidden": "may not", "prohibited": "may not"}

// Allows reports whether the word of permits at i says, with what negates it,
// that one may.
func (s *Sentence) Allows(i int) bool {
	return (Permits[s.Words[i].Lower] == "may") == (s.Negations(i)%2 == 0)
}

// Permitting reports whether a word is a modal verb of what one may do.
func Permitting(w Word) bool {
	return w.IsModalVerb() && (w.Class == Possible || w.Lower == "cannot")
}
