package proof

import (
	"strings"
	"sync"

	"footnote/retrieval/text"
	"footnote/retrieval/text/lexicon"
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
	for w, name := range lists.Named("grammar") {
		m[w] = class(name)
	}
	return m
})

// neutral are the verbs of saying that a report may have for any other.
var neutral = sync.OnceValue(func() map[string]bool { return lists.Words("neutral") })

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

// agreement is what a quote's word is to a claim's.
type agreement int

const (
	apart agreement = iota
	says
	contrary
)

// compare holds two words against each other: numbers by value, names as names,
// words of grammar by their class, all others by their meaning.
func compare(c, q *word) agreement {
	is := bare(c, q)
	if is == says && c.turned != q.turned {
		return contrary
	}
	return is
}

// bare compares two words without what stands before them.
func bare(c, q *word) agreement {
	switch {
	case c.isNumber || q.isNumber:
		return saysIf(sameQuantity(c, q))
	case c.name && q.name:
		return saysIf(text.SameKey(text.NameKey(c.form), text.NameKey(q.form)) || lexicon.SamePlace(c.known, q.known))
	case c.class != open || q.class != open && !c.name:
		return grammar(c, q)
	case c.term == q.term && diverge(c, q):
		return apart
	case c.term == q.term:
		return says
	}
	return meanings(c, q)
}

func sameQuantity(c, q *word) bool {
	if c.span > 0 && c.span == q.span && c.months == q.months {
		return true
	}
	return c.isNumber && q.isNumber && text.SameNumber(c.number, q.number, c.unit) && (c.unit == q.unit || c.unit == "")
}

// diverge reports whether the particles behind one verb differ: "throw up",
// "throw down".
func diverge(c, q *word) bool {
	return (c.phrase != nil || q.phrase != nil) && c.particle != "" && q.particle != "" && c.particle != q.particle
}

// grammar compares words of which one is of grammar: those of a class say the
// same, but for those without any.
func grammar(c, q *word) agreement {
	if c.tag == "JJR" && q.tag == "JJR" {
		return meanings(c, q)
	}
	if c.acts() && (q.acts() || q.class == open) && c.term != q.term || q.acts() && c.class == open {
		return meanings(c, q)
	}
	return saysIf(c.class == q.class && (c.term == q.term || c.class != free))
}

func saysIf(b bool) agreement {
	if b {
		return says
	}
	return apart
}

// meanings compares words by the lexicon, with the phrases they are part of.
func meanings(c, q *word) agreement {
	if c.lower == "people" && q.tag == "NNS" && q.known.Filed(lexicon.Noun, lexicon.Persons) {
		return says
	}
	if particled(c, q) || particled(q, c) {
		return says
	}
	best := apart
	for _, a := range c.readings() {
		for _, b := range q.readings() {
			if a == nil || b == nil {
				continue
			}
			switch lexicon.Relate(a, b) {
			case lexicon.Same, lexicon.Derived, lexicon.Synonym, lexicon.Narrower:
				if !compared(c, q) {
					return says
				}
			case lexicon.Antonym:
				best = contrary
			}
		}
	}
	return best
}

// compared reports whether one of two adjectives or adverbs is a comparative or superlative
// and the other is not: what is better need not be good.
func compared(c, q *word) bool {
	return c.tag != q.tag && len(c.tag) > 1 && len(q.tag) > 1 && c.tag[:2] == q.tag[:2] && (c.tag[:2] == "JJ" || c.tag[:2] == "RB")
}

// particled reports whether a noun is made of a verb and its particle: outbreak
// of "break out", takeover of "take over".
func particled(phrase, w *word) bool {
	if phrase.phrase == nil {
		return false
	}
	verb, particle, _ := strings.Cut(phrase.phrase.Form, " ")
	for _, form := range []string{verb + particle, particle + verb, verb + "-" + particle} {
		if strings.TrimSuffix(w.lower, "s") == form {
			return true
		}
	}
	return false
}

// readings are the word, or the phrase that it opens in its place.
func (w *word) readings() []*lexicon.Word {
	if w.phrase != nil {
		return []*lexicon.Word{w.phrase}
	}
	return []*lexicon.Word{w.known}
}
