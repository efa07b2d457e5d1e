package extract

import (
	"math"
	"strings"

	"footnote/corpus"
)

// features describe how well a sentence answers a question. All lie in 0..1
// but for the length.
type features struct {
	// Cover is the weighted share of the question's words that the quote
	// bears out; Context what the rest of the passage, its heading and its
	// title add to that.
	Cover, Context float64
	// Order is the share of neighbouring words of the question that are
	// neighbours in the sentence too.
	Order float64
	// Bears: the sentence holds what the question asks for; Tested: whether
	// that can be told for this kind of question.
	Bears, Tested float64
	// Passage is the passage's score over the best one's, First whether it is
	// the best one, Dense its scaled dense score.
	Passage, First, Dense float64
	// Strongest is the share of the question's weight of the one word that
	// weighs most among those that the passage lacks.
	Strongest float64
	// NamesAbsent and NamesNowhere are the shares of the question's names that
	// the quote lacks, and that the whole passage and its title lack: however
	// common a name is in the articles, a sentence without it is about another.
	NamesAbsent, NamesNowhere float64
	// NameUnknown marks a question with a name that no article holds.
	NameUnknown float64
	// Share is Cover with every word that is not generic counted alike.
	Share float64
	// Mass is how much the quote bears out in all, and Lack how much it does
	// not, in words that one passage alone holds: two rare words of ten found
	// tell more than one of two.
	Mass, Lack float64
	// Stray is the share of the question's weight of words that no article
	// holds, in a question of few words, where such a one is likely what is
	// asked ("When was she born?").
	Stray float64
	// Asks marks a sentence that is a question itself.
	Asks float64
	// Length is the logarithm of the number of words over that of 20.
	Length float64
	// Density is the share of the sentence's words that the question holds.
	Density float64
	// Leans marks a sentence that needs the one before it, Explains one that
	// opens with "this" or the like and so goes on about the same fact. Own is
	// what the last sentence of such a quote covers by itself.
	Leans, Explains, Own float64
	// Meaning is the cosine of the question's vector and the quote's, 0 where
	// no encoder compared them.
	Meaning float64
	// Read marks a sentence that a reader has read; Reads is its scaled score
	// for it, -1..1, and Behind how far that is below the best sentence's.
	Read, Reads, Behind float64
	// Near and Rare are how near the tokens of a read sentence come to the
	// question's, each alike, and by how rare it is.
	Near, Rare float64
	// Least is how near the word of the question comes that comes least near, Lost the
	// share of its words that nothing comes near, and Ahead how much better the best
	// sentence is rated than the next, all three across languages alone.
	Least, Lost, Ahead float64
	// Short is 1 over the number of the question's words.
	Short float64
}

// featureNames are the keys of model.json, in the order of vector.
var featureNames = []string{"cover", "context", "order", "bears", "tested", "passage", "first", "dense",
	"strongest", "names_absent", "names_nowhere", "name_unknown", "share", "mass", "lack", "stray", "asks", "length", "density", "leans", "explains", "own", "short", "meaning", "read", "reads", "behind", "near", "rare", "least", "lost", "ahead"}

func (f *features) vector() []float64 {
	return []float64{f.Cover, f.Context, f.Order, f.Bears, f.Tested, f.Passage, f.First, f.Dense,
		f.Strongest, f.NamesAbsent, f.NamesNowhere, f.NameUnknown, f.Share, f.Mass, f.Lack, f.Stray, f.Asks, f.Length, f.Density, f.Leans, f.Explains, f.Own, f.Short, f.Meaning, f.Read, f.Reads, f.Behind, f.Near, f.Rare, f.Least, f.Lost, f.Ahead}
}

// rate fills in the candidate's features and how well it bears out each word.
func (q *question) rate(c *candidate, surroundings reading) {
	quoted := c.sentence
	f := features{Passage: c.score, First: truth(c.rank == 0), Dense: c.dense, Short: 1 / float64(max(1, len(q.words)))}
	f.Density, f.Order = density(q, c.sentence), q.order(c.sentence)
	if c.name != nil {
		f.Density, f.Order = max(f.Density, density(q, *c.name)), max(f.Order, q.order(*c.name))
	}
	if c.quote != c.span {
		quoted = read(c.article().Slice(c.quote))
		lead := read(c.article().Slice(corpus.Span{Start: c.quote.Start, End: c.span.Start}))
		f.Density, f.Order = max(f.Density, density(q, lead)), max(f.Order, q.order(lead))
		f.Leans, f.Explains = 1, truth(explains(c.sentence))
		f.Own = q.share(q.match(c.sentence, q.bears(c.sentence)))
	}
	f.Bears = q.bears(quoted)
	c.others = len(q.speaker) > 0 && f.Bears == 0 && reports(quoted)
	f.Tested = truth(f.Bears != 0.5)
	f.Asks = truth(strings.HasSuffix(strings.TrimRight(c.sentence.text, "\"”’') "), "?"))
	f.Length = math.Log(1+float64(len(quoted.tokens))) / math.Log(21)
	c.matched = q.match(quoted, f.Bears)
	for i := range q.words {
		c.matched[i] = max(c.matched[i], c.aboveBears(q, i))
	}
	q.cover(c, surroundings, &f)
	c.features = f
}

// share is the part of the question's weight that the matches bear out.
func (q *question) share(matched []float64) float64 {
	sum := 0.0
	for i, m := range matched {
		sum += q.words[i].weight * m
	}
	return ratio(sum, q.total, 0)
}

// cover fills in the features that weigh the question's words.
func (q *question) cover(c *candidate, surroundings reading, f *features) {
	if q.total == 0 {
		return
	}
	var names, absent, nowhere, subject, held, unknown float64
	for i := range q.words {
		w := &q.words[i]
		share := w.weight / q.total
		f.Cover += share * c.matched[i]
		around := max(c.matched[i], matchWord(w, surroundings))
		f.Context += share * (around - c.matched[i])
		f.Strongest = max(f.Strongest, share*(1-around))
		if !w.known && c.matched[i] == 0 {
			unknown += share
		}
		if w.name {
			f.NameUnknown = max(f.NameUnknown, truth(!w.known))
			names++
			absent += 1 - c.matched[i]
			nowhere += 1 - around
		}
		if !w.generic && !w.reporting {
			subject++
			held += c.matched[i]
		}
	}
	f.NamesAbsent, f.NamesNowhere = ratio(absent, names, 0), ratio(nowhere, names, 0)
	f.Share = ratio(held, subject, 0.5)
	f.Stray = unknown * min(1, fewWords/math.Pow(float64(len(q.words)), 2))
	f.Mass = math.Log1p(f.Cover * q.total / q.rarest)
	f.Lack = math.Log1p((1 - f.Cover) * q.total / q.rarest)
}

// fewWords is the square of how many words a question of few words has.
const fewWords = 16

// ratio is a/b, and otherwise where b is 0.
func ratio(a, b, otherwise float64) float64 {
	if b == 0 {
		return otherwise
	}
	return a / b
}

// order is the share of the question's neighbouring words that stand within
// three words of each other, in the same order, in the sentence.
func (q *question) order(r reading) float64 {
	pairs, kept := 0, 0
	for i := 1; i < len(q.words); i++ {
		pairs++
		if near(r.at[q.words[i-1].term], r.at[q.words[i].term]) {
			kept++
		}
	}
	if pairs == 0 {
		return 0
	}
	return float64(kept) / float64(pairs)
}

func near(first, second []int) bool {
	for _, a := range first {
		for _, b := range second {
			if b > a && b-a <= 3 {
				return true
			}
		}
	}
	return false
}

func density(q *question, r reading) float64 {
	content, shared := 0, 0
	for _, t := range r.tokens {
		if t.Stop {
			continue
		}
		content++
		if q.has[t.Term] {
			shared++
		}
	}
	if content == 0 {
		return 0
	}
	return float64(shared) / float64(content)
}

// surroundings reads a passage with its heading and its article's title.
func surroundings(c *candidate) reading {
	return read(c.article().Title + "\n" + c.passage.Heading + "\n" + c.passage.Text())
}
