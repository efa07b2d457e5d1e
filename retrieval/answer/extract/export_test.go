package extract

import (
	"context"
	"slices"

	"footnote/corpus"
	"footnote/retrieval"

	"footnote/retrieval/answer/quotation"
)

// FeatureNames are the keys of model.json, in order.
var FeatureNames = featureNames

// EvidenceUnread are the weights of the evidence without a reader, the bias last.
func EvidenceUnread() []float64 {
	by := fitted().Meaning.Evidence
	return append(slices.Clone(by.vector), by.Bias)
}

// Sample is a candidate sentence for a question as the calibration sees it.
type Sample struct {
	Article  string
	Span     corpus.Span
	Text     string
	Features []float64
}

// Samples lists the best candidate sentences of a question, with their meaning
// compared where an encoder is given and read where a reader is.
func Samples(ctx context.Context, text string, hits []retrieval.Hit, v retrieval.Vocabulary, encoder retrieval.Embedder, reader retrieval.Reader) ([]Sample, error) {
	q := analyse(text, v)
	var found reads
	if reader != nil {
		var err error
		if found, err = readHits(ctx, reader, text, hits); err != nil {
			return nil, err
		}
	}
	ranked := q.rank(hits, found)
	if encoder != nil {
		most := compared
		if found != nil {
			most += readSentences
		}
		ranked = ranked[:min(len(ranked), most)]
		if err := judge(ctx, encoder, text, ranked, fitted().Meaning); err != nil {
			return nil, err
		}
	}
	var all []Sample
	for _, c := range ranked {
		q.follow(c, true)
		all = append(all, Sample{c.article().ID, c.quote, quotation.Plain(c.article().Slice(c.quote)), c.features.vector()})
	}
	return all, nil
}

// SamplesAcross lists the sentences that a chooser compares with a question in another
// language, best first.
func SamplesAcross(ctx context.Context, x *Chooser, text string, hits []retrieval.Hit) ([]Sample, error) {
	ranked, err := x.rankAcross(ctx, text, slices.Clone(hits))
	var all []Sample
	for _, c := range ranked {
		all = append(all, Sample{c.article().ID, c.quote, c.text(), c.features.vector()})
	}
	return all, err
}

// MostAhead is the most that being rated better than the next sentence counts.
const MostAhead = mostAhead

// TextOf is a passage as a reader takes it.
var TextOf = textOf
