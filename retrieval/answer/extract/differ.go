package extract

import (
	"regexp"
	"strings"

	"footnote/retrieval/text"
)

// sameSubject is the share of common words from which two sentences are about
// the same thing, so that they may contradict each other.
const sameSubject = 0.5

// Restates reports whether a sentence says what another one says, nearly in its words.
func Restates(a, b string) bool {
	r, o := read(a), read(b)
	return similarity(r, o) >= 0.9 && len(r.at)*10 >= len(o.at)*8 && len(o.at)*10 >= len(r.at)*8
}

// repeats tells whether two sentences say the same, and neither otherwise.
func repeats(a, b reading) bool { return similarity(a, b) >= sameFact && !differs(a, b) }

// saidAgain is the share of a sentence's words that carry meaning from which another one
// that has them, or others for them, leaves nothing new to it.
const saidAgain = 0.75

// rephrases tells whether b says nothing that a has not, if in other words, and nothing
// otherwise.
func rephrases(a, b reading) bool {
	said, all := 0, 0
	for i, t := range b.tokens {
		if t.Stop {
			continue
		}
		all++
		w := word{term: t.Term, lower: strings.ToLower(b.form(i))}
		said += int(truth(matchWord(&w, a) > 0 || w.relatesTo(a)))
	}
	return float64(said) >= saidAgain*float64(all) && !differs(a, b)
}

// told is all that a candidate would say: its sentence with the one it leans on.
func (c *candidate) told() reading {
	if c.quote == c.span {
		return c.sentence
	}
	return read(c.article().Slice(c.quote))
}

// differs tells whether two sentences about the same thing may tell it otherwise:
// one denies something, or each has a number or date that the other lacks. Both sides
// then belong into an answer.
func differs(a, b reading) bool {
	return similarity(a, b) >= sameSubject && (negated(a) != negated(b) || otherFigures(a, b))
}

// otherFigures tells whether each of two sentences has a number or date that the other lacks.
func otherFigures(a, b reading) bool {
	left, right := text.Figures(a.text), text.Figures(b.text)
	return lacks(left, right) && lacks(right, left)
}

// contradicts tells whether sentences that differ tell the same thing otherwise: by their
// figures, or because a part of one denies what the other speaks of.
func contradicts(a, b reading) bool {
	return differs(a, b) && (otherFigures(a, b) || negated(a) && deniesOf(a, b) || negated(b) && deniesOf(b, a))
}

// sameMatter is the share of the words of a denial that are the other sentence's too.
const sameMatter = 0.7

// deniesOf tells whether a part of a denies something in the words of b.
func deniesOf(a, b reading) bool {
	for _, part := range parts.Split(a.text, -1) {
		r := read(part)
		if !negated(r) {
			continue
		}
		shared, all := 0.0, 0.0
		for _, t := range r.tokens {
			if !t.Stop {
				all++
				shared += truth(len(b.at[t.Term]) > 0)
			}
		}
		if all > 0 && shared >= sameMatter*all {
			return true
		}
	}
	return false
}

// parts are what punctuation divides a sentence into.
var parts = regexp.MustCompile(`[,;:.!?–—()]+(?:\s|$)`)

// lacks tells whether b has something that a has not.
func lacks(a, b map[string]bool) bool {
	for figure := range b {
		if !a[figure] {
			return true
		}
	}
	return false
}

// negated tells whether a sentence denies something.
func negated(r reading) bool { return text.Read(r.text).Negations() > 0 }
