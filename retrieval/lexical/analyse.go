package lexical

import (
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/terms"
)

// word is the number of a term with what its place in the text tells.
type word uint32

const (
	stopBit  word = 1 << 31 // it is a stop word
	upperBit word = 1 << 30 // it is written with a capital
	joinBit  word = 1 << 29 // it is a stop word that joins the words of a name
	digitBit word = 1 << 28 // it begins with a digit
	idMask        = digitBit - 1
)

func (w word) id() uint32  { return uint32(w & idMask) }
func (w word) stop() bool  { return w&stopBit != 0 }
func (w word) upper() bool { return w&upperBit != 0 }
func (w word) joins() bool { return w&joinBit != 0 }
func (w word) digit() bool { return w&digitBit != 0 }

// marks gives the bits that a token brings to its word.
func marks(t terms.Token) (m word) {
	if t.Upper {
		m = upperBit
	}
	if isNumber(t.Term) {
		m |= digitBit
	}
	if t.Stop {
		m |= stopBit
		switch t.Term {
		case "of", "the", "and", "for", "in", "on":
			m |= joinBit
		}
	}
	return m
}

// doc is a passage as the index keeps it: its words sentence by sentence.
type doc struct {
	passage *corpus.Passage
	words   []word
	// ends holds for each sentence where it ends in words.
	ends []uint32
	// context holds the words of the title and of the heading.
	context []word
	// bag holds each term once, with its weight.
	bag []posting
	// length is the number of words that are no stop words.
	length uint32
}

// posting is a number in the upper 24 bits (of a passage in an inverted list,
// of a term in a bag) and a weight in the lower 8: four for every time the
// term stands in the passage, and less for the title and heading.
type posting uint32

const (
	maxNumber  = 1<<24 - 1
	unit       = 4 // weight of one occurrence
	titleUnits = 2 // weight of a word of the title or heading
)

func (p posting) number() uint32 { return uint32(p >> 8) }
func (p posting) weight() uint32 { return uint32(p & 0xFF) }

func newPosting(number, weight uint32) posting {
	return posting(number<<8 | min(weight, 255))
}

// chunk is a set of read articles, whose terms are numbered by their analyser.
type chunk struct {
	from *numbering
	// terms are those that the analyser met for the first time.
	terms    []term
	articles []article
}

// term is a word as it is compared; a stop word is another one than the word
// that is written alike but says something.
type term struct {
	text string
	stop bool
}

// article holds passages whose words, contexts and bags are parts of these: an
// article comes and goes as a whole, and so does its memory.
type article struct {
	id    string
	docs  []doc
	words []word
	bags  []posting
}

// analyser reads passages into chunks. It serves one goroutine at a time, and
// the next chunk all the faster for the words it met in those before.
type analyser struct {
	reader  *terms.Reader
	numbers []terms.Number
	// met holds by the reader's number what a word is, notMet where it was
	// not looked at yet.
	met []word
	ids map[term]word
	// weight is by term number, zero between passages.
	weight []uint32
	from   *numbering
	out    *chunk
	parts
}

// notMet is no word, since there are fewer terms than its number.
const notMet = ^word(0)

// mostWords bounds the memory of an analyser: beyond it, it begins anew.
const mostWords = 1 << 18

func newAnalyser() *analyser {
	a := &analyser{reader: terms.NewReader()}
	a.renew()
	return a
}

// renew forgets all words and their numbers.
func (a *analyser) renew() {
	a.reader.Forget()
	a.met, a.ids, a.weight, a.from = nil, map[term]word{}, nil, new(numbering)
}

// chunk reads the passages of some articles.
func (a *analyser) chunk(batches []retrieval.Batch) *chunk {
	if a.reader.Len() > mostWords {
		a.renew()
	}
	a.out = &chunk{from: a.from, articles: make([]article, 0, len(batches))}
	for _, b := range batches {
		a.out.articles = append(a.out.articles, a.article(b))
	}
	return a.out
}

// read appends the words of a text.
func (a *analyser) read(dst []word, text string) []word {
	a.numbers = a.reader.Numbers(a.numbers[:0], text)
	for len(a.met) < a.reader.Len() {
		a.met = append(a.met, notMet)
	}
	for _, n := range a.numbers {
		w := a.met[n]
		if w == notMet {
			t := a.reader.Word(n)
			w = a.number(t) | marks(t)
			a.met[n] = w
		}
		dst = append(dst, w)
	}
	return dst
}

// number gives a token's term its number.
func (a *analyser) number(t terms.Token) word {
	key := term{t.Term, t.Stop}
	w, ok := a.ids[key]
	if !ok {
		w = word(len(a.ids))
		a.ids[key] = w
		a.out.terms = append(a.out.terms, key)
		a.weight = append(a.weight, 0)
	}
	return w
}
