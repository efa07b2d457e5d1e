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
	needAll   = 0.48
	needPlain = 0.3 // of the words that are not names
	// needTyped is asked of the words that are not names where the question
	// wants a number or a date: those are the easiest to take from elsewhere.
	needTyped = 0.4
	// needNames is the share of names, all in the sentence itself, that makes
	// up for other words: a question may ask in words of its own.
	needNames = 0.4
)

// firstPassages favours passages by their place: they come best first.
const firstPassages = 0.06

// ranked is a sentence with its fitness for the question.
type ranked struct {
	*sentence
	score float64
	all   float64 // share of all the question's words
	plain float64 // share of those that are not names
	names float64 // share of the names, 0 where the sentence lacks one
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
	for _, short := range acronyms(words) {
		set[stem(short)] = true
	}
	return set
}

// acronyms lists the initials of the names of several words: who asks for the
// short form means the long one.
func acronyms(words []word) []string {
	var all []string
	run := ""
	for i, w := range words {
		switch initial := string([]rune(w.raw)[:1]); {
		case w.after:
			run += initial
		case w.name:
			run = initial
		default:
			run = ""
		}
		if len(run) > 1 && (i+1 == len(words) || !words[i+1].after) {
			all = append(all, run)
		}
	}
	return all
}

func (r *ranker) rank(all []*sentence) []ranked {
	out := make([]ranked, 0, len(all))
	for i, s := range all {
		one := r.weigh(s)
		one.score += firstPassages * (1 - float64(i)/float64(len(all)))
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
	var total, got, plainTotal, plainGot, names float64
	whole := true
	for i, t := range r.terms {
		weight := r.idf[t.stem]
		share := shareOf(t.stem, own, near, r.where[s.passage])
		if r.surname(i) != "" && own[r.surname(i)] {
			share = 1 // who was introduced in full is then called by the surname
		}
		total, got = total+weight, got+weight*share
		if t.name {
			names, whole = names+weight, whole && share == 1
		} else {
			plainTotal, plainGot = plainTotal+weight, plainGot+weight*share
		}
	}
	out := ranked{sentence: s, all: ratio(got, total), plain: ratio(plainGot, plainTotal)}
	if whole && total > 0 {
		out.names = names / total
	}
	out.score = out.all + r.bonus(s) - 0.0005*float64(len(s.words))
	return out
}

// surname returns the last word of the name that term i belongs to, where i is
// not that word itself.
func (r *ranker) surname(i int) string {
	last := ""
	for j := i + 1; j < len(r.terms) && r.terms[j-1].name && r.terms[j].name && r.terms[j].after; j++ {
		last = r.terms[j].stem
	}
	return last
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
