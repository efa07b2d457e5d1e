package proof

import (
	"slices"
	"strings"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/quotation"
)

// Verdict is what quotes say of a claim.
type Verdict string

// The verdicts.
const (
	// BorneOut: the quotes say all that the claim says.
	BorneOut Verdict = "borne out"
	// Contradicted: they say otherwise of the same thing.
	Contradicted Verdict = "contradicted"
	// NotShown: they do not say it.
	NotShown Verdict = "not shown"
)

// Judgement is a verdict with what it rests on. Fault is zero where the claim is
// borne out.
type Judgement struct {
	Verdict Verdict
	Fault   evidence.Fault
}

// Judge holds a claim to its quotes: each of its clauses must be said by one
// sentence of a quote, word by word, no more surely, of the same doers, by the
// same speaker and under the same conditions. A claim in another language than
// its quotes is never borne out by words: it is contradicted, or not shown.
func Judge(claim string, e evidence.Evidence) Judgement {
	if len(e.Quotes) == 0 {
		return Judgement{NotShown, evidence.Fault{Kind: evidence.NoQuote}}
	}
	if f := checkForm(claim, e); f.Found() {
		return Judgement{NotShown, f}
	}
	claim = withoutSource(e, claim)
	if verbatim(e, claim) {
		return Judgement{Verdict: BorneOut}
	}
	if e.Translated() || !english(claim) {
		return judgeForeign(e, claim)
	}
	j := &judge{passages: &passages{Evidence: e}, quotes: sentences(e)}
	if f, opposed := checkFigures(claim, e); f.Found() {
		j.opposed = opposed
		return j.because(f)
	}
	for _, s := range readSentences(claim, -1) {
		if f := j.sentence(s); f.Found() {
			j.opposed = j.opposed || f.Kind == evidence.Name && namesOther(claim, e)
			return j.because(f)
		}
	}
	return Judgement{Verdict: BorneOut}
}

// judge holds one claim.
type judge struct {
	*passages
	quotes []*sentence
	// opposed: the fault is that the quotes say otherwise.
	opposed bool
}

func (j *judge) because(f evidence.Fault) Judgement {
	if j.opposed {
		return Judgement{Contradicted, f}
	}
	return Judgement{NotShown, f}
}

// sentences reads the sentences of all quotes.
func sentences(e evidence.Evidence) []*sentence {
	var all []*sentence
	for i, q := range e.Quotes {
		all = append(all, readSentences(quotation.Plain(q.Text), i)...)
	}
	return all
}

// leastClause is how many words a clause has that is judged by itself.
const leastClause = 4

// sentence holds a sentence of the claim to the sentence that bears it best. One
// that no single sentence bears may be made of clauses that each have one.
func (j *judge) sentence(s *sentence) evidence.Fault {
	if verbatim(j.Evidence, s.raw) {
		return evidence.Fault{}
	}
	f := j.best(s)
	if !f.Found() || j.inSequence(s) {
		j.opposed = false
		return evidence.Fault{}
	}
	parts := clauses(s)
	if len(parts) < 2 || f.Kind == evidence.Antonym {
		return f
	}
	opposed := j.opposed
	for _, p := range parts {
		if len(p.words) < leastClause || j.best(p).Found() {
			j.opposed = opposed
			return f
		}
	}
	j.opposed = false
	return evidence.Fault{}
}

// align finds what of the quote's sentence says each word of the claim's, with what is
// known of the passages.
func align(claim, quote *sentence, known *passages) *alignment {
	claim.turns = unless(claim) != unless(quote)
	quote.turns = claim.turns
	a := alignWords(claim, quote)
	a.known = known
	resolve(a)
	mirror(a)
	hush(a)
	carry(a)
	perform(a)
	converse(a)
	addUp(a)
	change(a)
	bound(a)
	invert(a)
	return a
}

// best returns the fault of the sentence that bears s best, none where one
// bears it out.
func (j *judge) best(s *sentence) evidence.Fault {
	best, most := evidence.Fault{Kind: evidence.Unsupported}, -1
	j.opposed = false
	for _, q := range j.quotes {
		a := align(s, q, j.passages)
		f, opposed := fault(a)
		if !f.Found() || otherwise(a, f) {
			j.opposed = false
			return evidence.Fault{}
		}
		if n := a.held(); n > most {
			best, most, j.opposed = f, n, opposed
		}
	}
	if j.reckons(s) {
		for _, q := range j.joint() {
			if f, _ := fault(align(s, q, j.passages)); !f.Found() {
				j.opposed = false
				return f
			}
		}
	}
	if j.Meaning != nil && !j.opposed && j.reworded(s, most) {
		return evidence.Fault{}
	}
	return best
}

// otherwise reports whether the word in which a fault was found is borne without it
// by another word of the quote that says it as well.
func otherwise(a *alignment, f evidence.Fault) bool {
	if f.Kind != evidence.Roles && f.Kind != evidence.Scope {
		return false
	}
	for i := range a.claim.words {
		if w := &a.claim.words[i]; !w.meaning() || w.name || w.isNumber || !strings.Contains(f.Detail, w.form) {
			continue
		}
		mine, pair := a.to[i], a.pair[i]
		for q := range a.quote.words {
			if slices.Contains(mine, q) || repeats(a, q) || compare(&a.claim.words[i], &a.quote.words[q]) != says {
				continue
			}
			a.to[i], a.pair[i] = []int{q}, -1
			if f, _ := fault(a); !f.Found() {
				return true
			}
		}
		a.to[i], a.pair[i] = mine, pair
	}
	return false
}

// reworded reports whether a sentence of a quote that says as many words of s
// bears it out where words that mean nearly the same are taken for the same.
func (j *judge) reworded(s *sentence, held int) bool {
	for _, q := range j.quotes {
		a := align(s, q, j.passages)
		open := unborne(a)
		if len(open) == 0 || a.held() < held || !mayReword(a, open) || !reword(a, open) {
			continue
		}
		if f, _ := fault(a); !f.Found() {
			return true
		}
	}
	return false
}

// held counts the words of the claim that the quote says.
func (a *alignment) held() (n int) {
	for i := range a.to {
		if len(a.to[i]) > 0 && a.claim.words[i].meaning() {
			n++
		}
	}
	return n
}

// fault returns the first thing that the claim says beyond the quote's sentence,
// and whether the quote says otherwise.
func fault(a *alignment) (evidence.Fault, bool) {
	if f, opposed := a.unsaid(); f.Found() {
		return f, opposed
	}
	if f := a.dates(); f.Found() {
		return f, false
	}
	sure := saysNearlyAll(a)
	rules := []func() (evidence.Fault, bool){a.changed, a.polarity, a.strength, a.speaker, a.roles, a.neighbours, a.attached, a.light, a.quantity, a.related, a.conditions}
	for _, rule := range rules {
		if f, opposed := rule(); f.Found() {
			return f, opposed && sure
		}
	}
	return evidence.Fault{}, false
}

// nearlyAll is the share of a claim's words that a sentence must say for what
// differs to be a contradiction: else it speaks of something else.
const nearlyAll = 0.8

func saysNearlyAll(a *alignment) bool {
	content := 0
	for i := range a.claim.words {
		if a.claim.words[i].meaning() {
			content++
		}
	}
	return float64(a.held()) >= nearlyAll*float64(content)
}

// Nearest returns the index of the quote that says most of a claim's words.
func Nearest(claim string, e evidence.Evidence) int {
	best, most := 0, -1
	for _, s := range readSentences(claim, -1) {
		for _, q := range sentences(e) {
			if n := alignWords(s, q).held(); n > most {
				best, most = q.quote, n
			}
		}
	}
	return best
}
