package proof

import (
	"strings"
	"sync"
)

// class is what a word of grammar does.
type class string

// The classes of lexicon/grammar.txt; "" is a word with a meaning of its own.
const (
	open      class = ""
	free      class = "free"
	negative  class = "negation"
	possible  class = "possible"
	required  class = "required"
	doubtful  class = "doubtful"
	planned   class = "planned"
	hearsay   class = "reported"
	undone    class = "undone"
	condition class = "condition"
	every     class = "all"
	only      class = "only"
	exactly   class = "exactly"
	atLeast   class = "at least"
	atMost    class = "at most"
	most      class = "most"
	some      class = "some"
	few       class = "few"
	nearly    class = "nearly"
	order     class = "order"
	more      class = "more"
	less      class = "less"
	before    class = "before"
	after     class = "after"
	causal    class = "cause"
	despite   class = "despite"
	against   class = "against"
	source    class = "from"
	saying    class = "saying"
)

var classes = sync.OnceValue(func() map[string]class {
	m := map[string]class{}
	for _, line := range lines("grammar") {
		name, list, _ := strings.Cut(line, ":")
		for _, w := range strings.Fields(list) {
			m[w] = class(name)
		}
	}
	return m
})

// neutral are the verbs of saying that a report may have for any other.
var neutral = sync.OnceValue(func() map[string]bool { return listed("neutral") })

// classOf is the class of a word in lower case. Contractions with "not" negate.
func classOf(lower string) class {
	if strings.HasSuffix(lower, "n't") {
		return negative
	}
	if c, ok := classes()[lower]; ok {
		return c
	}
	if head, tail, ok := strings.Cut(lower, "'"); ok && len(tail) <= 2 {
		return classes()[head] // it's, they'll
	}
	return open
}

// certainties are the classes that make what they cover less than a fact.
var certainties = []class{possible, doubtful, required, planned, hearsay, undone}

// relations are the classes that say how two things stand to each other.
var relations = []class{more, less, before, after, causal, despite, against, source}

// counts are the classes that say how many are meant.
var counts = []class{every, only, most, few, nearly, order, exactly, atLeast, atMost}
