package summary

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// Feedback: the sentences that hold most of the topic's words tell which other
// words belong to it ("meeting" for a summit). Rocchio, "Relevance Feedback in
// Information Retrieval", 1971, with the best taken for relevant.
const (
	// feeding is how many sentences tell, fed what their words count.
	feeding = 20
	fed     = 0.5
)

// feedBack moves each sentence's share of the topic by its likeness to the
// middle of the sentences that are most about it.
func feedBack(all []*sentence) {
	best := slices.Clone(all)
	slices.SortStableFunc(best, byTopicFirst)
	middle := map[string]float64{}
	for _, s := range best[:min(len(best), feeding)] {
		for t, w := range s.weights {
			middle[t] += w * s.topic
		}
	}
	length := 0.0
	for _, w := range middle {
		length += w * w
	}
	length = math.Sqrt(max(length, 1e-9))
	likeness, highest := make([]float64, len(all)), 0.0
	for i, s := range all {
		for t, w := range s.weights {
			likeness[i] += w * middle[t] / length
		}
		highest = max(highest, likeness[i])
	}
	for i, s := range all {
		s.topic = (1-fed)*s.topic + fed*likeness[i]/max(highest, 1e-9)
	}
}

// byTopicFirst puts first what is most about the topic and stands alone.
func byTopicFirst(a, b *sentence) int {
	return cmp.Or(cmp.Compare(b.topic-b.doubt, a.topic-a.doubt),
		strings.Compare(a.article.ID, b.article.ID), cmp.Compare(a.span.Start, b.span.Start))
}
