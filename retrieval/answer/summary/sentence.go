package summary

import (
	"math"
	"slices"
	"strings"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/terms"
	"footnote/retrieval/text"
	"footnote/retrieval/text/lexicon"
)

// sentence is one that may become a line.
type sentence struct {
	article *corpus.Article
	passage *corpus.Passage
	span    corpus.Span
	// place is how far into the article it stands, in passages.
	place int
	// text is the line it would make.
	text string
	// group is whose share of the lines it counts to: its article, or its author.
	group string
	// weights are the sentence's terms by how much each tells, of length 1.
	weights map[string]float64
	// own are the terms that neither the topic nor every fifth sentence holds, names those
	// of them that are written with a capital within the sentence.
	own, names map[string]bool
	vector     []float32
	// share is the share of the topic's words it holds, topic how much it is about
	// it in all, 0..1; central its LexRank over
	// the highest; doubt what speaks against its standing alone.
	share, topic, central, doubt float64
	days                         []text.Day
}

// weigh sets the terms' weights.
func (s *sentence) weigh(v retrieval.Vocabulary) {
	s.weights, s.own, s.names = map[string]float64{}, map[string]bool{}, map[string]bool{}
	for i, t := range terms.Tokens(s.text) {
		if t.Stop {
			continue
		}
		s.weights[t.Term], _ = v.IDF(t.Term)
		s.own[t.Term] = true
		if i > 0 && t.Upper {
			s.names[t.Term] = true
		}
	}
	sum := 0.0
	for _, w := range s.weights {
		sum += w * w
	}
	for t, w := range s.weights {
		s.weights[t] = w / math.Sqrt(max(sum, 1e-9))
	}
}

// cosine is the likeness of two sentences by their words, 0..1.
func (s *sentence) cosine(o *sentence) float64 {
	a, b := s.weights, o.weights
	if len(a) > len(b) {
		a, b = b, a
	}
	sum := 0.0
	for t, w := range a {
		sum += w * b[t]
	}
	return sum
}

// like is the likeness of two sentences, 0..1: by their words, and by their
// vectors where both have one.
func (s *sentence) like(o *sentence) float64 {
	words := s.cosine(o)
	if s.vector == nil || o.vector == nil {
		return words
	}
	return (words + max(0, retrieval.Cosine(s.vector, o.vector))) / 2
}

// overlap is the share of the own terms of the sentence with fewer that both
// hold; 0 where that is not three at the least.
func (s *sentence) overlap(o *sentence) float64 {
	a, b := s.own, o.own
	if len(a) > len(b) {
		a, b = b, a
	}
	shared := 0
	for t := range a {
		if b[t] {
			shared++
		}
	}
	if shared < leastShared {
		return 0
	}
	return float64(shared) / float64(len(a))
}

// leastShared is how many own terms two sentences share that say the same.
const leastShared = 3

// From which likeness on two sentences say the same.
const (
	sameWords   = 0.5  // the shares of terms
	sameWeight  = 0.42 // the cosine of weighed terms
	sameMeaning = 0.86 // the cosine of vectors
	sameArticle = 0.33 // the cosine of weighed terms within one article
	nearWeight  = 0.2  // the same where more speaks for it
)

// repeats tells whether two sentences say the same, or the opposite.
func (s *sentence) repeats(o *sentence) bool {
	if s.article == o.article && s.span.Overlaps(o.span) {
		return true
	}
	if s.overlap(o) >= sameWords || s.cosine(o) >= sameWeight {
		return true
	}
	if s.vector != nil && o.vector != nil && retrieval.Cosine(s.vector, o.vector) >= sameMeaning {
		return true
	}
	if s.cosine(o) < nearWeight {
		return false
	}
	return s.article == o.article && s.cosine(o) >= sameArticle || s.sameEvent(o) || s.supports(o) || o.supports(s)
}

// sameEvent tells whether two sentences name the same people and the same day.
func (s *sentence) sameEvent(o *sentence) bool {
	shared := 0
	for n := range s.names {
		if o.names[n] {
			shared++
		}
	}
	return shared >= 2 && s.dated() && o.dated() && s.day() == o.day()
}

// day is the day the sentence tells of, "" where it is not known.
func (s *sentence) day() string {
	if w := s.when(); w != nil {
		return w.Time.Format(time.DateOnly)
	}
	return ""
}

// leastHeld is the share of a line's terms that a further footnote must hold.
const leastHeld = 0.8

// supports tells whether the sentence alone bears out what another one says.
func (s *sentence) supports(o *sentence) bool {
	held := 0
	for t := range o.weights {
		if _, ok := s.weights[t]; ok {
			held++
		}
	}
	return float64(held) >= leastHeld*float64(len(o.weights)) && !answer.Holds(o.text, "", []answer.Citation{answer.Cite(1, s.article, s.span)}).Found()
}

// topic is what a summary is to be about, as words with their weights.
type topic struct {
	words []topicWord
	total float64
}

type topicWord struct {
	term     string
	lower    string
	weight   float64
	variants [][]string
}

// newTopic reads a topic against the vocabulary of the articles.
func newTopic(topical string, v retrieval.Vocabulary) topic {
	var t topic
	seen := map[string]bool{}
	for _, token := range terms.Tokens(topical) {
		if token.Stop || seen[token.Term] {
			continue
		}
		seen[token.Term] = true
		idf, known := v.IDF(token.Term)
		// The root, since a topic is its names as much as its rarest word.
		w := topicWord{term: token.Term, lower: strings.ToLower(topical[token.Start:token.End]), weight: math.Sqrt(idf)}
		if !known {
			w.variants = v.Expand(token)
		}
		t.words = append(t.words, w)
		t.total += w.weight
	}
	return t
}

// Shares of a word's weight that other forms of it bear out.
const (
	asVariant = 0.95
	asFamily  = 0.8
)

// share is the part of the topic that a text holds, 0..1; 1 for no topic.
func (t topic) share(text string) float64 {
	if t.total == 0 {
		return 1
	}
	held := map[string]string{}
	for _, token := range terms.Tokens(text) {
		if !token.Stop {
			held[token.Term] = strings.ToLower(text[token.Start:token.End])
		}
	}
	sum := 0.0
	for _, w := range t.words {
		sum += w.weight * w.in(held)
	}
	return sum / t.total
}

// in tells how well terms, with how they are written, bear the word out, 0..1.
func (w topicWord) in(held map[string]string) float64 {
	if held[w.term] != "" {
		return 1
	}
	for _, sequence := range w.variants {
		if len(sequence) > 0 && !slices.ContainsFunc(sequence, func(term string) bool { return held[term] == "" }) {
			return asVariant
		}
	}
	for term, form := range held {
		if text.SameFamily(w.term, term) && !lexicon.Strangers(w.lower, form) {
			return asFamily
		}
	}
	return 0
}
