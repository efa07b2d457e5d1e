package answer

import (
	"context"
	"fmt"
	"strings"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer/llm"
	"footnote/retrieval/answer/locale"
	"footnote/retrieval/answer/proof"
	"footnote/retrieval/answer/quotation"
	"footnote/retrieval/answer/writing"
)

// Outcome is what becomes of a sentence that a model writes.
type Outcome string

// The outcomes.
const (
	// Shown: the sentence is shown as it was written.
	Shown Outcome = "shown"
	// RepairedBy: a sentence of an article is shown in its place.
	RepairedBy Outcome = "repaired"
	// DroppedOut: nothing is shown.
	DroppedOut Outcome = "dropped"
)

// Held is what the proof finds of a claim and what becomes of it in an answer.
type Held struct {
	proof.Judgement
	Outcome Outcome
}

// Hold takes a claim the way that a written answer takes: its quotes are looked
// for in the passages they come from, each sentence is judged, and what fails is
// repaired where the quote is about the question. Where question is "", it is not
// asked what the claim is about. find gives the article of an ID.
func (e *Engine) Hold(ctx context.Context, question, claim string, quotes []Quote, find func(id string) (*corpus.Article, bool)) (Held, error) {
	hits, err := passagesOf(quotes, find)
	if err != nil {
		return Held{}, err
	}
	g := &generation{Engine: e, asked: Question{Text: question}, text: question}
	g.lang = locale.Of(claim, "", hits)
	p := &prover{shown: hits, language: g.lang.Foreign(), meaning: e.wordMeaning(ctx), across: e.translations(ctx)}
	if question != "" {
		g.lang = locale.Of(question, "", hits)
		p.beside = g.beside(ctx)
	}
	raw := writing.Claim{Text: claim}
	for i, q := range quotes {
		raw.Evidence = append(raw.Evidence, writing.Evidence{Passage: i + 1, Quote: q.Quote})
	}
	held := Held{Judgement: p.judged(raw), Outcome: DroppedOut}
	p.take(raw)
	shown := len(p.claims) == 1 && p.claims[0].Text == quotation.Clean(claim)
	p.repair()
	switch {
	case shown && len(p.repaired) == 0:
		held.Outcome = Shown
	case len(p.repaired) > 0 && len(p.claims) > 0:
		held.Outcome = RepairedBy
	}
	return held, nil
}

// judged is the verdict on a claim as a whole.
func (p *prover) judged(raw writing.Claim) proof.Judgement {
	quotes, _ := p.find(raw.Evidence)
	return proof.Judge(quotation.Clean(raw.Text), p.evidence(quotes))
}

// passagesOf returns, for each quote, the passage that holds it; a quote over
// several passages gets one as long as itself.
func passagesOf(quotes []Quote, find func(id string) (*corpus.Article, bool)) ([]retrieval.Hit, error) {
	var hits []retrieval.Hit
	for _, q := range quotes {
		a, ok := find(q.Article)
		if !ok {
			return nil, fmt.Errorf("there is no article %s", q.Article)
		}
		start := strings.Index(a.Text, q.Quote)
		if start < 0 || q.Quote == "" {
			return nil, fmt.Errorf("article %s does not hold the quote “%s”", q.Article, llm.Clip(q.Quote))
		}
		hits = append(hits, retrieval.Hit{Passage: passageAround(a, corpus.Span{Start: start, End: start + len(q.Quote)})})
	}
	return hits, nil
}

func passageAround(a *corpus.Article, s corpus.Span) *corpus.Passage {
	for _, p := range corpus.Split(a) {
		if p.Span.Contains(s) {
			return &p
		}
	}
	p := &corpus.Passage{Article: a, Span: s}
	for _, sentence := range corpus.Sentences(a.Slice(s)) {
		p.Sentences = append(p.Sentences, corpus.Span{Start: s.Start + sentence.Start, End: s.Start + sentence.End})
	}
	return p
}
