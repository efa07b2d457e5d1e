package answer

import (
	"slices"
	"strings"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer/extract"
	"footnote/retrieval/answer/fixed"
	"footnote/retrieval/answer/injection"
	"footnote/retrieval/answer/llm"
	"footnote/retrieval/answer/proof"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/quotation"
	"footnote/retrieval/answer/writing"
	lang "footnote/retrieval/language"
)

// prover turns what a model wrote into claims with real quotes, one by one.
type prover struct {
	// shown are the passages the model saw, number n at n-1.
	shown []retrieval.Hit
	// language is that of the claims where it is not that of the passages.
	language string

	// ordered tells that the claim at hand was quoted from an order.
	ordered bool

	// beside tells why a proven claim is not about what was asked, "" where it
	// is; nil takes every claim.
	beside func(claim string, quotes []found) string
	// meaning compares words where they stand; nil leaves it to the lexicon.
	meaning evidence.Meaning
	// across judges claims in another language; nil leaves their quotes to be shown.
	across func(claim string, quotes []found) string

	claims    []Claim
	citations []Citation
	// proven counts the claims that are the model's own.
	proven   int
	dropped  []Dropped
	repaired []Repaired
	failed   []failure
}

// take proves one claim of a model, sentence by sentence, and reports whether
// the answer grew. A sentence that its quotes do not bear out is put aside for
// repair.
func (p *prover) take(raw writing.Claim) bool {
	p.ordered = false
	quotes, missing := p.find(raw.Evidence)
	text := quotation.Clean(raw.Text)
	if len(quotes) == 0 {
		p.unquoted(text, missing)
		return false
	}
	evidence := p.evidence(quotes)
	var kept []string
	for _, s := range corpus.Sentences(text) {
		sentence := text[s.Start:s.End]
		if j := proof.Judge(sentence, evidence); j.Verdict != proof.BorneOut {
			p.fail(sentence, j.Fault, quotes[proof.Nearest(sentence, evidence)])
			continue
		}
		kept = append(kept, sentence)
	}
	return p.add(strings.Join(kept, " "), quotes)
}

// add makes a claim of a proven text, unless it is known or about something
// else.
func (p *prover) add(text string, quotes []found) bool {
	if text == "" || p.known(text) {
		return false
	}
	if p.beside != nil {
		if why := p.beside(text, quotes); why != "" {
			p.drop(text, why)
			return false
		}
	}
	p.show(text, quotes)
	p.proven++
	return true
}

func (p *prover) show(text string, quotes []found) {
	numbers := make([]int, 0, len(quotes))
	for _, q := range quotes {
		if n := p.cite(q); !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	p.claims = append(p.claims, Claim{Text: text, Citations: numbers})
}

// failure is a sentence that was not borne out, with the quote that comes
// nearest to it.
type failure struct {
	Dropped
	quote found
}

func (p *prover) fail(sentence string, fault evidence.Fault, nearest found) {
	p.drop(sentence, fault.String())
	if len(p.failed) < maxDropped {
		p.failed = append(p.failed, failure{Dropped{llm.Clip(sentence), llm.Clip(fault.String())}, nearest})
	}
}

// repair shows, in the place of each sentence that failed, the quote that comes
// nearest to it, in its own words and where it is about what was asked. It comes
// last, since the model may do better at a second try.
func (p *prover) repair() {
	for _, f := range p.failed {
		text := quotation.Plain(f.quote.passage.Article.Slice(f.quote.span))
		if p.cited(f.quote) == 0 && !p.known(text) {
			if p.beside != nil && p.beside(text, []found{f.quote}) != "" {
				continue
			}
			p.show(text, []found{f.quote})
		}
		p.repaired = append(p.repaired, Repaired{f.Dropped, text})
		if i := slices.Index(p.dropped, f.Dropped); i >= 0 {
			p.dropped = slices.Delete(p.dropped, i, i+1)
		}
	}
	p.failed = nil
}

// found is a quote where it really stands.
type found struct {
	passage *corpus.Passage
	span    corpus.Span
	// translation is what the model gave for it.
	translation string
}

// reports reports whether a quote is one of the article's own reports: neither an order
// nor in another tongue than the article, in which an order cannot be told from what
// its writer says.
func (f *found) reports() bool {
	a := f.passage.Article
	quote := a.Slice(f.span)
	return !injection.IsOrder(quote) && !lang.Strange(quote, lang.Any(a.Text))
}

// find looks for quotes, first in the passage the model names, then in the others: a
// wrong number is no lie. It returns those it finds, widened to whole sentences, and
// those that no passage holds. What gives orders is no evidence.
func (p *prover) find(evidence []writing.Evidence) (quotes []found, missing []string) {
	for _, e := range evidence {
		f, ok := p.locate(e)
		switch {
		case !ok:
			missing = append(missing, llm.Clip(e.Quote))
		case !f.reports():
			p.ordered = true
		case !slices.ContainsFunc(quotes, func(o found) bool { return o.passage.Article == f.passage.Article && o.span == f.span }):
			quotes = append(quotes, f)
		}
	}
	return quotes, missing
}

func (p *prover) locate(e writing.Evidence) (found, bool) {
	order := make([]int, 0, len(p.shown)+1)
	if e.Passage >= 1 && e.Passage <= len(p.shown) {
		order = append(order, e.Passage-1)
	}
	for i := range p.shown {
		order = append(order, i)
	}
	for _, i := range order {
		passage := p.shown[i].Passage
		if s, ok := quotation.Find(passage.Text(), e.Quote); ok {
			s.Start, s.End = s.Start+passage.Start, s.End+passage.Start
			return found{passage, wholeSentences(passage, s), quotation.Clean(e.Translation)}, true
		}
	}
	return found{}, false
}

// wholeSentences widens a range to the sentences it touches.
func wholeSentences(p *corpus.Passage, s corpus.Span) corpus.Span {
	for _, sentence := range p.Sentences {
		if sentence.Overlaps(s) {
			s.Start, s.End = min(s.Start, sentence.Start), max(s.End, sentence.End)
		}
	}
	return s
}

// cited returns the number of the citation that holds a quote, 0 for none.
func (p *prover) cited(f found) int {
	for _, c := range p.citations {
		if c.Article == f.passage.Article.ID && c.Start <= f.span.Start && f.span.End <= c.End {
			return c.Number
		}
	}
	return 0
}

// unquoted drops a claim none of whose quotes could be found.
func (p *prover) unquoted(text string, missing []string) {
	reason := string(evidence.NoQuote)
	switch {
	case text == "":
		return
	case p.ordered:
		reason += ": what it quotes is an instruction"
	case len(missing) > 0:
		reason += ": no passage holds “" + missing[0] + "”"
	}
	p.drop(text, reason)
}

// maxDropped bounds what is kept of a reply that was no use.
const maxDropped = 40

func (p *prover) drop(text, reason string) {
	if len(p.dropped) < maxDropped {
		p.dropped = append(p.dropped, Dropped{Text: llm.Clip(text), Reason: llm.Clip(reason)})
	}
}

func (p *prover) evidence(quotes []found) evidence.Evidence {
	e := evidence.Evidence{Language: p.language, Meaning: p.meaning}
	for _, q := range quotes {
		a := q.passage.Article
		e.Quotes = append(e.Quotes, quoteOf(a, a.Slice(q.span)))
		e.Articles = append(e.Articles, a.Text)
	}
	if p.across != nil {
		e.Across = func(claim string) string { return p.across(claim, quotes) }
	}
	for _, h := range p.shown {
		e.Around = append(e.Around, h.Passage.Text())
	}
	return e
}

// known tells whether a claim was made before in other words.
func (p *prover) known(text string) bool {
	return slices.ContainsFunc(p.claims, func(c Claim) bool { return extract.Restates(text, c.Text) })
}

// cite returns the number of a quote, a new one where it is not cited yet.
func (p *prover) cite(f found) int {
	if n := p.cited(f); n > 0 {
		return n
	}
	c := Cite(len(p.citations)+1, f.passage.Article, f.span)
	if p.language != "" {
		c.Translation = fixed.Translation(f.translation, f.passage.Article.Slice(f.span))
	}
	p.citations = append(p.citations, c)
	return c.Number
}

// answer is what has been proven so far.
func (p *prover) answer() Answer {
	return Answer{Mode: Generated, Claims: slices.Clone(p.claims), Citations: slices.Clone(p.citations), Nearest: []Quote{}, Dropped: slices.Clone(p.dropped), Repaired: slices.Clone(p.repaired)}
}
