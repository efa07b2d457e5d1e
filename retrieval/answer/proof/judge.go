package proof

import (
	"slices"
	"strings"

	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/entailment"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/facts"
	"footnote/retrieval/answer/proof/syntax"
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
	got := held(claim, e)
	if got.Verdict == BorneOut {
		return got
	}
	if told, by, changed := named(claim, e); changed && held(told, by).Verdict == BorneOut {
		return Judgement{Verdict: BorneOut}
	}
	return got
}

// held holds a claim to its quotes word by word.
func held(claim string, e evidence.Evidence) Judgement {
	j := &judge{Passages: &alignment.Passages{Evidence: e}, quotes: sentences(e)}
	all := syntax.ReadSentences(claim, -1)
	if f := facts.Check(claim, e); f.Found() && (f.Kind != evidence.Number || !facts.Reckoned(claim, e)) {
		j.opposed = slices.ContainsFunc(all, j.differs)
		return j.because(f)
	}
	for _, s := range all {
		if f := j.sentence(s); f.Found() {
			j.opposed = j.opposed || f.Kind == evidence.Name && j.differs(s)
			return j.because(f)
		}
	}
	return Judgement{Verdict: BorneOut}
}

// judge holds one claim.
type judge struct {
	*alignment.Passages
	quotes []*syntax.Sentence
	// opposed: the fault is that the quotes say otherwise.
	opposed bool
}

func (j *judge) because(f evidence.Fault) Judgement {
	if j.opposed {
		return Judgement{Contradicted, f}
	}
	return Judgement{NotShown, f}
}

// sentences reads the sentences of all quotes, and the statements of those that leave out a
// verb; where that of another subject is left out, no more than the statements.
func sentences(e evidence.Evidence) []*syntax.Sentence {
	var all []*syntax.Sentence
	for i, q := range e.Quotes {
		for _, s := range syntax.ReadSentences(quotation.Plain(q.Text), i) {
			statements, others := syntax.Statements(s)
			if !others {
				all = append(all, s)
			}
			for _, statement := range statements {
				all = append(all, syntax.ReadSentence(statement, i))
			}
		}
	}
	return all
}

// differs reports whether a sentence of a quote says what s says of another number, day or
// name.
func (j *judge) differs(s *syntax.Sentence) bool {
	return slices.ContainsFunc(j.quotes, func(q *syntax.Sentence) bool { return entailment.Differs(alignment.Align(s, q, j.Passages)) })
}

// leastClause is how many words a clause has that is judged by itself.
const leastClause = 4

// sentence holds a sentence of the claim to the sentence that bears it best. One
// that no single sentence bears may be made of clauses that each have one.
func (j *judge) sentence(s *syntax.Sentence) evidence.Fault {
	if verbatim(j.Evidence, s.Raw) {
		return evidence.Fault{}
	}
	f := j.best(s)
	opposed := j.opposed
	if !f.Found() || j.inSequence(s) || j.compares(s) || j.both(s) {
		j.opposed = false
		return evidence.Fault{}
	}
	j.opposed = opposed
	parts := syntax.Clauses(s)
	if len(parts) < 2 || f.Kind == evidence.Antonym || f.Kind == evidence.Relation {
		return f
	}
	for _, p := range parts {
		if len(p.Words) < leastClause || j.best(p).Found() {
			j.opposed = opposed
			return f
		}
	}
	j.opposed = false
	return evidence.Fault{}
}

// best returns the fault of the sentence that bears s best, none where one
// bears it out.
func (j *judge) best(s *syntax.Sentence) evidence.Fault {
	best, most := evidence.Fault{Kind: evidence.Unsupported}, -1
	j.opposed = false
	for _, q := range j.quotes {
		a := alignment.Align(s, q, j.Passages)
		f, opposed := entailment.Check(a)
		if !f.Found() || otherwise(a, f) {
			j.opposed = false
			return evidence.Fault{}
		}
		if n := a.Held(); n > most {
			best, most, j.opposed = f, n, opposed
		}
	}
	if j.reckons(s) {
		for _, q := range j.joint() {
			if f, _ := entailment.Check(alignment.Align(s, q, j.Passages)); !f.Found() {
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
func otherwise(a *alignment.Alignment, f evidence.Fault) bool {
	if f.Kind != evidence.Roles && f.Kind != evidence.Scope {
		return false
	}
	for i := range a.Claim.Words {
		if w := &a.Claim.Words[i]; !w.Meaning() || w.Name || w.IsNumber || !strings.Contains(f.Detail, w.Form) {
			continue
		}
		mine, pair := a.To[i], a.Pair[i]
		for q := range a.Quote.Words {
			if slices.Contains(mine, q) || alignment.Repeats(a, q) || alignment.Compare(&a.Claim.Words[i], &a.Quote.Words[q]) != alignment.Says {
				continue
			}
			a.To[i], a.Pair[i] = []int{q}, -1
			if f, _ := entailment.Check(a); !f.Found() {
				return true
			}
		}
		a.To[i], a.Pair[i] = mine, pair
	}
	return false
}

// reworded reports whether a sentence of a quote that says as many words of s
// bears it out where words that mean nearly the same are taken for the same.
func (j *judge) reworded(s *syntax.Sentence, held int) bool {
	for _, q := range j.quotes {
		a := alignment.Align(s, q, j.Passages)
		open := unborne(a)
		if len(open) == 0 || a.Held() < held || !mayReword(a, open) || !reword(a, open) {
			continue
		}
		if f, _ := entailment.Check(a); !f.Found() {
			return true
		}
	}
	return false
}

// Nearest returns the index of the quote that says most of a claim's words.
func Nearest(claim string, e evidence.Evidence) int {
	best, most := 0, -1
	for _, s := range syntax.ReadSentences(claim, -1) {
		for _, q := range sentences(e) {
			if n := alignment.ByWords(s, q).Held(); n > most {
				best, most = q.Quote, n
			}
		}
	}
	return best
}
