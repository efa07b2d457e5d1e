package alignment

import (
	"strings"

	"footnote/retrieval/answer/proof/syntax"
	"footnote/retrieval/text"
	"footnote/retrieval/text/lexicon"
)

// Agreement is what a quote's word is to a claim's.
type Agreement int

const (
	// apart: neither says what the other does.
	apart Agreement = iota
	// Says: the quote's word says what the claim's does.
	Says
	// contrary: it says the opposite.
	contrary
)

// Compare holds two words against each other: numbers by value, names as names,
// words of grammar by their class, all others by their meaning.
func Compare(c, q *syntax.Word) Agreement {
	is := bare(c, q)
	if is == Says && c.Turned != q.Turned {
		return contrary
	}
	return is
}

// bare compares two words without what stands before them.
func bare(c, q *syntax.Word) Agreement {
	switch {
	case c.IsNumber || q.IsNumber:
		return saysIf(SameQuantity(c, q))
	case c.Name && q.Name:
		return saysIf(text.SameName(c.Form, q.Form) || lexicon.SamePlace(c.Known, q.Known))
	case c.Class != syntax.Open || q.Class != syntax.Open && !c.Name:
		return grammar(c, q)
	case c.Term == q.Term && diverge(c, q):
		return apart
	case c.Term == q.Term:
		return Says
	}
	return meanings(c, q)
}

// SameQuantity reports whether two numbers are equal, with their units, or as long a time.
func SameQuantity(c, q *syntax.Word) bool {
	if c.Span > 0 && c.Span == q.Span && c.Months == q.Months {
		return true
	}
	return c.IsNumber && q.IsNumber && text.SameNumber(c.Number, q.Number, c.Unit) && (c.Unit == q.Unit || c.Unit == "")
}

// diverge reports whether the particles behind one verb differ: "throw up",
// "throw down".
func diverge(c, q *syntax.Word) bool {
	return (c.Phrase != nil || q.Phrase != nil) && c.Particle != "" && q.Particle != "" && c.Particle != q.Particle
}

// grammar compares words of which one is of grammar: those of a class say the
// same, but for those without any.
func grammar(c, q *syntax.Word) Agreement {
	if c.Tag == "JJR" && q.Tag == "JJR" {
		return meanings(c, q)
	}
	if c.Acts() && (q.Acts() || q.Class == syntax.Open) && c.Term != q.Term || q.Acts() && c.Class == syntax.Open {
		return meanings(c, q)
	}
	return saysIf(c.Class == q.Class && (c.Term == q.Term || c.Class != syntax.Free))
}

func saysIf(b bool) Agreement {
	if b {
		return Says
	}
	return apart
}

// meanings compares words by the lexicon, with the phrases they are part of.
func meanings(c, q *syntax.Word) Agreement {
	if c.Lower == "people" && q.Tag == "NNS" && q.Known.Filed(lexicon.Noun, lexicon.Persons) {
		return Says
	}
	if particled(c, q) || particled(q, c) {
		return Says
	}
	best := apart
	for _, a := range c.Readings() {
		for _, b := range q.Readings() {
			if a == nil || b == nil {
				continue
			}
			switch lexicon.Relate(a, b) {
			case lexicon.Same, lexicon.Derived, lexicon.Synonym, lexicon.Narrower:
				if !Compared(c, q) {
					return Says
				}
			case lexicon.Antonym:
				best = contrary
			}
		}
	}
	return best
}

// Compared reports whether one of two adjectives or adverbs is a comparative or superlative
// and the other is not: what is better need not be good.
func Compared(c, q *syntax.Word) bool {
	return c.Tag != q.Tag && len(c.Tag) > 1 && len(q.Tag) > 1 && c.Tag[:2] == q.Tag[:2] && (c.Tag[:2] == "JJ" || c.Tag[:2] == "RB")
}

// particled reports whether a noun is made of a verb and its particle: outbreak
// of "break out", takeover of "take over".
func particled(phrase, w *syntax.Word) bool {
	if phrase.Phrase == nil {
		return false
	}
	verb, particle, _ := strings.Cut(phrase.Phrase.Form, " ")
	for _, form := range []string{verb + particle, particle + verb, verb + "-" + particle} {
		if strings.TrimSuffix(w.Lower, "s") == form {
			return true
		}
	}
	return false
}
