package retrieval

import (
	"cmp"
	"context"
	"slices"

	"footnote/corpus"
)

// candidates is how many passages each part proposes at least.
const candidates = 50

// Search returns the k passages that fit a question best, best first. The
// parts' scores are each scaled to 0..1 over their candidates and added by
// weight; a passage that one part does not propose gets 0 from it. A dense
// part that fails is left out and reported to the log.
func (l *Library) Search(ctx context.Context, question string, k int) ([]Hit, error) {
	d := &denser{base: l.dense.Load(), awaits: l.awaits.Load(), log: l.log}
	return l.across.search(ctx, l.lexical, d, []*Library{l}, Query{Text: question}, k)
}

// search joins a search by words with one by meaning.
func search(ctx context.Context, words Searcher, dense *denser, q Query, k int) ([]Hit, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if k < 1 {
		return nil, nil
	}
	depth := k
	if dense.base != nil {
		depth = max(k, candidates)
	}
	hits, err := words.Search(ctx, q, depth)
	if err != nil {
		return nil, err
	}
	scale(hits, func(h *Hit) *float64 { return &h.Lexical })
	meaning := dense.near(ctx, q, depth)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(meaning) > 0 {
		scale(meaning, func(h *Hit) *float64 { return &h.Dense })
		hits = fuse(hits, meaning, dense.base.Weight)
	}
	return hits[:min(k, len(hits))], nil
}

// scale writes each hit's score, brought to 0..1 over all, to a part of it.
// Where all scores are equal each counts as the best.
func scale(hits []Hit, part func(*Hit) *float64) {
	if len(hits) == 0 {
		return
	}
	low, high := hits[0].Score, hits[0].Score
	for _, h := range hits {
		low, high = min(low, h.Score), max(high, h.Score)
	}
	for i := range hits {
		*part(&hits[i]) = 1
		if high > low {
			*part(&hits[i]) = (hits[i].Score - low) / (high - low)
		}
	}
}

// place names a passage within one state of its article.
type place struct {
	article *corpus.Article
	span    corpus.Span
}

func placeOf(p *corpus.Passage) place { return place{p.Article, p.Span} }

// fuse joins the hits of both parts at the weight of the second. Where an
// article changed between the two searches, the first decides which state of
// it is seen.
func fuse(words, meaning []Hit, weight float64) []Hit {
	state := map[string]*corpus.Article{}
	at := make(map[place]int, len(words)+len(meaning))
	hits := slices.Clone(words)
	for i, h := range hits {
		state[h.Passage.Article.ID] = h.Passage.Article
		at[placeOf(h.Passage)] = i
	}
	for _, h := range meaning {
		a := h.Passage.Article
		if seen := state[a.ID]; seen != nil && seen != a {
			continue
		}
		if i, ok := at[placeOf(h.Passage)]; ok {
			hits[i].Dense, hits[i].Across, hits[i].Usual = h.Dense, h.Across, h.Usual
		} else {
			hits = append(hits, Hit{Passage: h.Passage, Dense: h.Dense, Across: h.Across, Usual: h.Usual})
		}
	}
	for i := range hits {
		hits[i].Score = (1-weight)*hits[i].Lexical + weight*hits[i].Dense
	}
	slices.SortFunc(hits, Compare)
	return hits
}

// Compare orders hits: higher score first, then article ID, then start.
func Compare(a, b Hit) int {
	p, q := a.Passage, b.Passage
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(p.Article.ID, q.Article.ID),
		cmp.Compare(p.Start, q.Start), cmp.Compare(p.End, q.End))
}
