package summary

// Constants of LexRank.
const (
	// leastLike is the likeness from which two sentences are joined: below it,
	// they share but common words.
	leastLike = 0.08
	// anew is how often the reader begins anew instead of following an edge.
	anew = 0.25
	// settled is the change in all scores together at which the walk has found
	// its balance, walks bounds the steps to it.
	settled = 1e-6
	walks   = 100
)

// rank sets how central each sentence is, the highest at 1: the balance of a
// walk along the edges between like sentences that begins anew in proportion
// to how much each is about the topic.
func rank(all []*sentence) {
	n := len(all)
	if n == 0 {
		return
	}
	edges, begin := graph(all), beginnings(all)
	now, next := append([]float64(nil), begin...), make([]float64, n)
	for range walks {
		stuck := 0.0
		for i := range next {
			next[i] = 0
		}
		for i, row := range edges {
			if len(row) == 0 {
				stuck += now[i]
			}
			for _, e := range row {
				next[e.to] += (1 - anew) * now[i] * e.share
			}
		}
		change := 0.0
		for i := range next {
			next[i] += (anew + (1-anew)*stuck) * begin[i]
			change += max(next[i]-now[i], now[i]-next[i])
		}
		now, next = next, now
		if change < settled {
			break
		}
	}
	highest := 0.0
	for _, x := range now {
		highest = max(highest, x)
	}
	for i, s := range all {
		s.central = now[i] / max(highest, 1e-12)
	}
}

// edge leads to another sentence, with its share of what leaves here.
type edge struct {
	to    int
	share float64
}

func graph(all []*sentence) [][]edge {
	edges := make([][]edge, len(all))
	for i, a := range all {
		for j := i + 1; j < len(all); j++ {
			if w := a.like(all[j]); w >= leastLike {
				edges[i] = append(edges[i], edge{j, w})
				edges[j] = append(edges[j], edge{i, w})
			}
		}
	}
	for _, row := range edges {
		sum := 0.0
		for _, e := range row {
			sum += e.share
		}
		for k := range row {
			row[k].share /= sum
		}
	}
	return edges
}

// beginnings is the chance to begin at each sentence.
func beginnings(all []*sentence) []float64 {
	chances, sum := make([]float64, len(all)), 0.0
	for i, s := range all {
		chances[i] = s.topic + 0.01
		sum += chances[i]
	}
	for i := range chances {
		chances[i] /= sum
	}
	return chances
}
