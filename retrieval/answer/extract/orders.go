package extract

import (
	"footnote/corpus"
	"footnote/retrieval/answer/injection"
)

// withoutOrders keeps the best sentences that report something. One that tells
// the reader what to say or do is no answer, whoever put it into an article; it
// neither stands alone nor leads into a sentence behind it.
func withoutOrders(ranked []*candidate) []*candidate {
	kept := make([]*candidate, 0, min(len(ranked), considerOrders))
	for _, c := range ranked {
		if len(kept) == considerOrders {
			break
		}
		if injection.IsOrder(c.sentence.text) {
			continue
		}
		if c.quote.Start < c.span.Start && c.isOrder(c.passage.Sentences[c.index-1]) {
			c.quote.Start = c.span.Start
		}
		kept = append(kept, c)
	}
	return kept
}

// considerOrders is how far down a sentence can stand and still be chosen.
const considerOrders = compared + readSentences

// isOrder tells whether a sentence of the article gives orders.
func (c *candidate) isOrder(sentence corpus.Span) bool {
	return injection.IsOrder(c.article().Slice(sentence))
}
