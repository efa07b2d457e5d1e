package answer

import (
	"footnote/corpus"
	"footnote/retrieval"
)

// FeatureNames are the keys of model.json, in order.
var FeatureNames = featureNames

// Sample is a candidate sentence for a question as the calibration sees it.
type Sample struct {
	Article  string
	Span     corpus.Span
	Text     string
	Features []float64
}

// Samples lists the candidate sentences of a question, best first as rated now.
func Samples(text string, hits []retrieval.Hit, v retrieval.Vocabulary) []Sample {
	q := analyse(text, v)
	var all []Sample
	for _, c := range q.rank(hits) {
		c.follow()
		all = append(all, Sample{c.article().ID, c.quote, claimText(c.article().Slice(c.quote)), c.features.vector()})
	}
	return all
}
