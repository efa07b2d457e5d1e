package syntax

import (
	"embed"
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
	Required  Class = "required"
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

var classes = sync.OnceValue(func() map[string]Class {
	m := map[string]Class{}
	for w, name := range lists.Named("grammar") {
		m[w] = Class(name)
	}
	return m
})

// Neutral are the verbs of saying that a report may have for any other.
var Neutral = sync.OnceValue(func() map[string]bool { return lists.Words("neutral") })

// ClassOf is the class of a word in lower case. Contractions with "not" negate.
func ClassOf(lower string) Class {
	if strings.HasSuffix(lower, "n't") {
		return Negative
	}
	if c, ok := classes()[lower]; ok {
		return c
	}
	if head, tail, ok := strings.Cut(lower, "'"); ok && len(tail) <= 2 {
		return classes()[head] // it's, they'll
	}
	return Open
}

// Certainties are the classes that make what they cover less than a fact.
var Certainties = []Class{Possible, Doubtful, Required, Planned, Hearsay, Undone}

// Relations are the classes that say how two things stand to each other.
var Relations = []Class{More, Less, Before, After, Causal, Despite, Against, Source}

// Counts are the classes that say how many are meant.
var Counts = []Class{Every, Only, Most, Few, Nearly, Order, Exactly, AtLeast, AtMost}

// Converses are the relations that hold the other way round.
var Converses = map[Class]Class{Before: After, After: Before, More: Less, Less: More}
