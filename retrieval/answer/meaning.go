package answer

import (
	"context"
	"time"

	"footnote/retrieval"
)

// compared is how many sentences an encoder compares with the question: the
// best by their words. Each costs it some ten milliseconds on a core.
const compared = 8

// patience is how long the encoder may take before the words alone decide.
const patience = 2 * time.Second

// compare rates the best sentences anew by their meaning too. Where the
// encoder cannot be used they stay as they are.
func (e *Engine) compare(ctx context.Context, text string, ranked []*candidate) []*candidate {
	ranked = ranked[:min(len(ranked), compared)]
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := judge(ctx, e.meaning, text, ranked); err != nil {
		e.log.Warn("sentences were judged by their words alone", "error", err)
	}
	return ranked
}

// judge adds the feature Meaning and orders the candidates by it among the rest.
func judge(ctx context.Context, encoder retrieval.Embedder, text string, ranked []*candidate) error {
	if len(ranked) == 0 {
		return nil
	}
	question, err := encoder.Embed(ctx, retrieval.Question, []string{text})
	if err != nil {
		return err
	}
	quotes := make([]string, len(ranked))
	for i, c := range ranked {
		quotes[i] = c.article().Slice(c.quote)
	}
	vectors, err := encoder.Embed(ctx, retrieval.Passage, quotes)
	if err != nil {
		return err
	}
	for i, c := range ranked {
		c.features.Meaning = cosine(question[0], vectors[i])
		c.model = fitted().Meaning
		c.rating = c.model.Rank.logit(c.features.vector())
	}
	sortByRating(ranked)
	return nil
}

// cosine of two vectors of length 1.
func cosine(a, b []float32) float64 {
	var sum float32
	for i := range min(len(a), len(b)) {
		sum += a[i] * b[i]
	}
	return float64(sum)
}
