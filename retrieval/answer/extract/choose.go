package extract

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"footnote/corpus"
	"footnote/corpus/sentence"
	"footnote/retrieval"
	"footnote/retrieval/answer/asking"
)

// maxClaims bounds an extracted answer: more would be a reading list.
const maxClaims = 3

// How much a further sentence must bring to be worth a claim of its own.
const (
	// newCover is the share of the question's weight it must add ...
	newCover = 0.2
	// ... or how near to the first sentence's evidence it must come where it
	// gives another article's account.
	nearEvidence = 0.8
	// sameFact is the share of common words from which two sentences count as
	// saying the same.
	sameFact = 0.6
)

// rank rates the sentences of the hits by their words and orders them, best
// first; what a reader found puts some of them before the rest.
func (q *question) rank(hits []retrieval.Hit, found reads) []*candidate {
	all := q.ofDefinitions(q.ofRowsAsked(candidates(hits)))
	q.ofListsAsked(all)
	passages := map[*corpus.Passage]reading{}
	for _, c := range all {
		s, ok := passages[c.passage]
		if !ok {
			s = surroundings(c)
			passages[c.passage] = s
		}
		q.rate(c, s)
		c.model = fitted().Words
		c.rating = c.model.Rank.logit(c.features.vector())
	}
	sortByRating(all)
	found.mark(all)
	return withoutOrders(promising(q.withoutListings(all)))
}

// sortByRating puts the best first, before all a row that is asked for; equals stand in
// order of passage and place.
func sortByRating(all []*candidate) {
	slices.SortStableFunc(all, func(a, b *candidate) int {
		return cmp.Or(cmp.Compare(truth(a.others), truth(b.others)), cmp.Compare(truth(b.asked), truth(a.asked)), cmp.Compare(b.rating, a.rating), cmp.Compare(a.rank, b.rank),
			strings.Compare(a.article().ID, b.article().ID), cmp.Compare(a.span.Start, b.span.Start))
	})
}

// likely is how likely right a sentence must be to be enough where one is asked for.
const likely = 0.5

// answers tells whether the evidence is enough to show the sentence.
func (c *candidate) answers() bool {
	by := c.judgedBy()
	return !c.mute && !c.others && c.evidence() >= by.Threshold && c.confidence() >= by.Least
}

// mayAnswer reports whether the sentence is worth showing as what comes
// nearest, where it is not enough for an answer.
func (c *candidate) mayAnswer() bool { return c.evidence() >= c.judgedBy().Unsure }

// confidence is how likely the sentence answers the question, with two decimals.
func (c *candidate) confidence() float64 {
	return math.Round(sigmoid(c.model.Confidence.logit(c.features.vector()))*100) / 100
}

// evidence is how well the sentence answers the question, 0..1.
func (c *candidate) evidence() float64 {
	return sigmoid(c.judgedBy().Evidence.logit(c.features.vector()))
}

// choose takes the best sentence and up to two more that add to it.
func (q *question) choose(ranked []*candidate) []*candidate {
	q.follow(ranked[0], true)
	chosen := []*candidate{ranked[0]}
	for _, c := range ranked[1:min(len(ranked), considerOrders)] {
		if len(chosen) == maxClaims {
			break
		}
		if chosen[0].asked && chosen[0].list.Len() > 0 && !c.asked || !q.adds(chosen, c) || !q.completes(chosen[0], c) {
			continue // a list that is asked for is the whole answer
		}
		if q.follow(c, false); !slices.ContainsFunc(chosen, c.overlaps) {
			chosen = append(chosen, c)
		}
	}
	return chosen
}

// completes reports whether a sentence may stand as a claim beside the first: a whole one,
// a message, or a row beside a row; and no line of a listing beside what is none.
func (q *question) completes(first, c *candidate) bool {
	if c.led.Row {
		return first.led.Row
	}
	switch corpus.PartAt(c.article(), c.span).Kind {
	case corpus.Code:
		return corpus.PartAt(first.article(), first.span).Kind == corpus.Code
	case corpus.Message:
		return true
	}
	return sentence.Ends(c.sentence.text) && c.news(q) >= leastNews || q.procedure
}

// adds tells whether a further sentence brings something: words of the
// question that no chosen one bears out, another item of a list that was
// asked for, or another article's account.
func (q *question) adds(chosen []*candidate, c *candidate) bool {
	if !c.answers() || c.features.Asks == 1 {
		return false
	}
	if slices.ContainsFunc(chosen, func(o *candidate) bool { return saysToo(o, c) || q.sameKey(o, c) }) {
		return false
	}
	first := chosen[0]
	if wantsOne(q) && first.confidence() >= likely && !differs(first.told(), c.told()) {
		return false
	}
	if q.gain(chosen, c) >= newCover {
		return true
	}
	near := c.judgedBy() == first.judgedBy() && c.evidence() >= nearEvidence*first.evidence() && c.features.Bears >= first.features.Bears
	if c.article() != first.article() {
		return near && !sameArticle(chosen[1:], c)
	}
	return q.plural && near && c.features.Cover >= first.features.Cover
}

// wantsOne reports whether one sentence can be all that a question asks for.
func wantsOne(q *question) bool {
	return !q.plural && !q.compares && !q.procedure && q.kind != asking.Statement
}

// saysToo reports whether a chosen sentence says what c says.
func saysToo(chosen, c *candidate) bool {
	return chosen.overlaps(c) || repeats(chosen.sentence, c.sentence) || repeats(chosen.told(), c.told()) || rephrases(chosen.told(), c.told())
}

func sameArticle(chosen []*candidate, c *candidate) bool {
	return slices.ContainsFunc(chosen, func(o *candidate) bool { return o.article() == c.article() })
}

func (c *candidate) overlaps(o *candidate) bool {
	return c.article() == o.article() && c.quote.Overlaps(o.quote)
}

// gain is the share of the question's weight that c adds to the chosen ones.
func (q *question) gain(chosen []*candidate, c *candidate) float64 {
	if q.total == 0 {
		return 0
	}
	sum := 0.0
	for i := range q.words {
		best := 0.0
		for _, o := range chosen {
			best = max(best, o.matched[i])
		}
		sum += q.words[i].weight * max(0, c.matched[i]-best)
	}
	return sum / q.total
}

// similarity is the share of the shorter sentence's terms that both hold.
func similarity(a, b reading) float64 {
	if len(a.at) > len(b.at) {
		a, b = b, a
	}
	if len(a.at) == 0 {
		return 0
	}
	shared := 0
	for term := range a.at {
		if len(b.at[term]) > 0 {
			shared++
		}
	}
	return float64(shared) / float64(len(a.at))
}
