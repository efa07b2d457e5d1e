package persona

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
)

// How much of a word of the question counts where the sentence itself lacks it
// and its surroundings have it.
const (
	shareNear    = 0.5  // in the sentence before or after
	sharePassage = 0.35 // elsewhere in the passage or in its title
)

// What a sentence needs to be taken for an answer, as shares of the weight of
// the question's words. Set on made-up articles and questions.
const (
	needAll   = 0.5
	needPlain = 0.4 // of the words that are not names
)

// ranked is a sentence with its fitness for the question.
type ranked struct {
	*sentence
	score float64
	all   float64 // share of all the question's words
	plain float64 // share of those that are not names
}

// ranker weighs sentences by the words they share with a question.
type ranker struct {
	terms []word
	idf   map[string]float64
	where map[*passage]map[string]bool
	kind  string
}

func newRanker(question string, all []*sentence) *ranker {
	r := &ranker{idf: map[string]float64{}, where: map[*passage]map[string]bool{}, kind: kindOf(question)}
	df := map[string]int{}
	for _, s := range all {
		in := r.where[s.passage]
		if in == nil {
			in = stemSet(readWords(s.passage.title + " " + s.passage.text))
			r.where[s.passage] = in
		}
		for st := range stemSet(s.words) {
			df[st]++
		}
	}
	for _, w := range readWords(strings.ReplaceAll(question, "-", " ")) {
		if !w.stop && r.idf[w.stem] == 0 {
			r.idf[w.stem] = math.Log(1 + float64(len(all)+1)/float64(df[w.stem]+1))
			r.terms = append(r.terms, w)
		}
	}
	return r
}

func stemSet(words []word) map[string]bool {
	set := map[string]bool{}
	for _, w := range words {
		set[w.stem] = true
	}
	return set
}

func (r *ranker) rank(all []*sentence) []ranked {
	out := make([]ranked, 0, len(all))
	for i, s := range all {
		one := r.weigh(s)
		one.score -= float64(i) * 1e-6 // passages come best first
		out = append(out, one)
	}
	slices.SortStableFunc(out, func(a, b ranked) int { return cmp.Compare(b.score, a.score) })
	return out
}

func (r *ranker) weigh(s *sentence) ranked {
	own, near := stemSet(s.words), map[string]bool{}
	for _, n := range []*sentence{s.prev, s.next} {
		if n != nil {
			for _, w := range n.words {
				near[w.stem] = true
			}
		}
	}
	var total, got, plainTotal, plainGot float64
	for _, t := range r.terms {
		weight := r.idf[t.stem]
		share := shareOf(t.stem, own, near, r.where[s.passage])
		total, got = total+weight, got+weight*share
		if !t.name {
			plainTotal, plainGot = plainTotal+weight, plainGot+weight*share
		}
	}
	out := ranked{sentence: s, all: ratio(got, total), plain: ratio(plainGot, plainTotal)}
	out.score = out.all + r.bonus(s) - 0.0005*float64(len(s.words))
	return out
}

func shareOf(stem string, own, near, passage map[string]bool) float64 {
	switch {
	case own[stem]:
		return 1
	case near[stem]:
		return shareNear
	case passage[stem]:
		return sharePassage
	}
	return 0
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return 1
	}
	return a / b
}

// kindOf is the word that says what kind of answer a question wants.
func kindOf(question string) string {
	low := strings.ToLower(question)
	for _, k := range []string{"how many", "how much", "when", "where", "who", "why"} {
		if strings.HasPrefix(low, k) || strings.Contains(low, " "+k+" ") {
			return k
		}
	}
	return ""
}

// bonus favours sentences that hold the kind of thing asked for.
func (r *ranker) bonus(s *sentence) float64 {
	low := " " + strings.ToLower(s.text()) + " "
	hit := false
	switch r.kind {
	case "how many", "how much":
		hit = strings.ContainsFunc(low, unicode.IsDigit)
	case "when":
		hit = strings.ContainsFunc(low, unicode.IsDigit) || hasAny(low, "day ", "week", "month", "year", "day,")
	case "who":
		hit = slices.ContainsFunc(s.words, func(w word) bool { return w.name && r.idf[w.stem] == 0 })
	case "where":
		hit = hasAny(low, " in ", " at ", " near ")
	case "why":
		hit = hasAny(low, "because", "due to", " over ", "in order", " so that", " for ", "reason")
	}
	if hit {
		return 0.1
	}
	return 0
}

func hasAny(text string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(p string) bool { return strings.Contains(text, p) })
}
