package proof

import (
	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/entailment"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/facts"
	"footnote/retrieval/answer/proof/syntax"
)

// judgeForeign holds a claim that the lexicon cannot read: in another language
// than its quotes, or all in a language other than English. Numbers, dates and
// negations must agree. Where the language is the same, one sentence of a quote must
// have all words of the claim in their order; else Across decides.
func judgeForeign(e evidence.Evidence, claim string) Judgement {
	if f := facts.Check(claim, e); f.Found() {
		return Judgement{NotShown, f}
	}
	mine, theirs := facts.Negations(claim, e)
	if e.Translated() {
		mine, theirs = min(mine, 1), min(theirs, 1)
	}
	if mine != theirs {
		return Judgement{NotShown, evidence.Fault{Kind: evidence.Negation}}
	}
	if e.Translated() {
		return judgeTranslated(e, claim)
	}
	for _, part := range syntax.ReadSentences(claim, -1) {
		if f := missing(e, part); f.Found() {
			return Judgement{NotShown, f}
		}
	}
	return Judgement{Verdict: BorneOut}
}

// judgeTranslated leaves the meaning, with the names, to what compares languages.
func judgeTranslated(e evidence.Evidence, claim string) Judgement {
	if e.Across == nil {
		return Judgement{NotShown, evidence.Fault{Kind: evidence.Foreign}}
	}
	if why := e.Across(claim); why != "" {
		return Judgement{NotShown, evidence.Foreign.At(why)}
	}
	return Judgement{Verdict: BorneOut}
}

// missing finds the first word of a sentence that the sentence of a quote which comes
// nearest does not have in the same order.
func missing(e evidence.Evidence, part *syntax.Sentence) (fault evidence.Fault) {
	best := -1
	for _, q := range sentences(e) {
		held, first := 0, evidence.Fault{}
		for i, j := range alignment.InOrder(part, q) {
			if j >= 0 {
				held++
			} else if !first.Found() {
				first = entailment.Unsaid(&part.Words[i])
			}
		}
		if held > best {
			best, fault = held, first
		}
	}
	return fault
}

// english reports whether a text can be read by the lexicon: it is written in
// Latin letters, and several of its words are grammar or known.
func english(raw string) bool {
	s := syntax.ReadSentence(raw, -1)
	known, all := 0, 0
	for i := range s.Words {
		w := &s.Words[i]
		if w.Name || w.IsNumber {
			continue
		}
		all++
		if w.Class != syntax.Open || w.Known.Known() {
			known++
		}
	}
	return all == 0 || known*10 >= all*6
}
