package syntax

import (
	"embed"
	"slices"
	"strings"
	"sync"

	"footnote/retrieval/text"
)

// Class is what a word of grammar does.
type Class string

// The classes of lexicon/grammar.txt; "" is a word with a meaning of its own.
const (
	Open      Class = ""
	Free      Class = "free"
	Negative  Class = "negation"
	Possible  Class = "possible"
	Likely    Class = "likely"
	Required  Class = "required"
	Advised   Class = "advised"
	Doubtful  Class = "doubtful"
	Planned   Class = "planned"
	Hearsay   Class = "reported"
	Undone    Class = "undone"
	Condition Class = "condition"
	Every     Class = "all"
	Only      Class = "only"
	Exactly   Class = "exactly"
	AtLeast   Class = "at least"
	AtMost    Class = "at most"
	Most      Class = "most"
	Some      Class = "some"
	Few       Class = "few"
	Nearly    Class = "nearly"
	Order     Class = "order"
	More      Class = "more"
	Less      Class = "less"
	Before    Class = "before"
	After     Class = "after"
	Causal    Class = "cause"
	Despite   Class = "despite"
	Against   Class = "against"
	Source    Class = "from"
	Saying    Class = "saying"
)

//go:embed lexicon/*.txt
var files embed.FS

var lists = text.Lists{FS: files, Folder: "lexicon"}

// grammar holds the class of each word of grammar, and the lines of grammar.txt that it
// stands in, none for those that may stand for all.
var grammar = sync.OnceValue(func() map[string]entry {
	m := map[string]entry{}
	for n, line := range lists.Lines("grammar") {
		name, list, _ := strings.Cut(line, ":")
		for _, w := range strings.Fields(list) {
			e := entry{Class(name), append(m[w].lines, n)}
			if name == anything {
				e = entry{class: Free}
			}
			m[w] = e
		}
	}
	return m
})

type entry struct {
	class Class
	lines []int
}

// anything names the lines of words that may stand for any word of grammar.
const anything = "any"

// Replaces reports whether one word of grammar may stand where the other does and say the
// same: an article or the like says nothing that another word does not, and a phrase is
// known by its class.
func Replaces(w, other *Word) bool {
	if Bare(w.Lower) || w.Lower == other.Lower {
		return true
	}
	if w.Phrased || other.Phrased {
		return w.Phrased && w.Class == Free || w.Class == other.Class
	}
	if w.Class != ClassOf(w.Lower) || other.Class != ClassOf(other.Lower) {
		return w.Class != Free && w.Class == other.Class
	}
	return slices.ContainsFunc(grammar()[w.Lower].lines, func(n int) bool { return slices.Contains(grammar()[other.Lower].lines, n) })
}

// Bare reports whether a word is an article, an auxiliary or the like.
func Bare(lower string) bool {
	e, ok := grammar()[lower]
	return ok && len(e.lines) == 0
}

// Neutral are the verbs of saying that a report may have for any other.
var Neutral = sync.OnceValue(func() map[string]bool { return lists.Words("neutral") })

// ClassOf is the class of a word in lower case. Contractions with "not" negate.
func ClassOf(lower string) Class {
	if strings.HasSuffix(lower, "n't") {
		return Negative
	}
	if e, ok := grammar()[lower]; ok {
		return e.class
	}
	if head, tail, ok := strings.Cut(lower, "'"); ok && len(tail) <= 2 {
		return grammar()[head].class // it's, they'll
	}
	return Open
}

// Certainties are the classes that make what they cover less than a fact.
var Certainties = []Class{Possible, Likely, Doubtful, Required, Advised, Planned, Hearsay, Undone}

// Relations are the classes that say how two things stand to each other.
var Relations = []Class{More, Less, Before, After, Causal, Despite, Against, Source}

// Counts are the classes that say how many are meant.
var Counts = []Class{Every, Only, Most, Few, Nearly, Order, Exactly, AtLeast, AtMost}

// Converses are the relations that hold the other way round.
var Converses = map[Class]Class{Before: After, After: Before, More: Less, Less: More}
