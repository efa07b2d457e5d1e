package answer

import (
	"regexp"
	"strings"

	"footnote/retrieval/text"
)

// sameSubject is the share of common words from which two sentences are about
// the same thing, so that they may contradict each other.
const sameSubject = 0.5

// repeats tells whether two sentences say the same, and neither otherwise.
func repeats(a, b reading) bool { return similarity(a, b) >= sameFact && !differs(a, b) }

// told is all that a candidate would say: its sentence with the one it leans on.
func (c *candidate) told() reading {
	if c.quote == c.span {
		return c.sentence
	}
	return read(c.article().Slice(c.quote))
}

// differs tells whether two sentences about the same thing tell it otherwise:
// one denies what the other affirms, or each has a number or date that the
// other lacks. Both sides then belong into an answer.
func differs(a, b reading) bool {
	if similarity(a, b) < sameSubject {
		return false
	}
	if negated(a) != negated(b) {
		return true
	}
	left, right := text.Figures(a.text), text.Figures(b.text)
	return lacks(left, right) && lacks(right, left)
}

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

// sinceThen are the words that count from the day of their article.
var sinceThen = regexp.MustCompile(`(?i)\b(?:today|tonight|yesterday|tomorrow|(?:next|last|this|coming|past) (?:week|weekend|month|year|spring|summer|autumn|winter|(?:mon|tues|wednes|thurs|fri|satur|sun)day))\b`)

// relation says how a further account stands to the first: in time where the
// days differ, and that it differs where it tells otherwise.
func relation(first, c *candidate) string {
	var parts []string
	a, b := first.article().Published, c.article().Published
	switch {
	case a.IsZero() || b.IsZero():
	case b.Before(a):
		parts = append(parts, "earlier")
	case b.After(a):
		parts = append(parts, "later")
	}
	if differs(first.told(), c.told()) {
		parts = append(parts, "told otherwise")
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}
