// Package entailment finds what a claim says beyond the sentence of a quote that it is
// aligned with: a word that nothing says, a "not", a doer, a speaker, a quantity, a
// relation or a condition that is another there, or something said more surely.
//
// Each rule looks at one such thing and may find a fault where a careful reader finds
// none; a claim that no rule faults says no more than the sentence does.
package entailment

import (
	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/evidence"
)

// Check returns the first thing that the claim says beyond the quote's sentence,
// and whether the quote says otherwise.
func Check(a *alignment.Alignment) (evidence.Fault, bool) {
	if f, opposed := unsaid(a); f.Found() {
		return f, opposed
	}
	if f := dates(a); f.Found() {
		return f, false
	}
	sure := saysNearlyAll(a)
	rules := []func(*alignment.Alignment) (evidence.Fault, bool){changed, polarity, strength, speaker, roles, neighbours, attached, light, quantity, related, conditions, prepositions, otherGrammar}
	for _, rule := range rules {
		if f, opposed := rule(a); f.Found() {
			return f, opposed && sure
		}
	}
	return evidence.Fault{}, false
}

// nearlyAll is the share of a claim's words that a sentence must say for what
// differs to be a contradiction: else it speaks of something else.
const nearlyAll = 0.8

func saysNearlyAll(a *alignment.Alignment) bool {
	content := 0
	for i := range a.Claim.Words {
		if a.Claim.Words[i].Meaning() {
			content++
		}
	}
	return float64(a.Held()) >= nearlyAll*float64(content)
}
