package lexical

import (
	"slices"

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

// chunk is a set of read articles whose terms are numbered among themselves.
type chunk struct {
	terms    []string
	stops    []bool
	articles []article
}

type article struct {
	id   string
	docs []doc
}

// analyser reads passages into chunks. It serves one goroutine at a time.
type analyser struct {
	reader *terms.Reader
	tokens []terms.Token
	chunked
}

// chunked is the part of an analyser that begins anew with each chunk.
type chunked struct {
	out    *chunk
	ids    map[string]word
	stops  map[string]word
	weight []uint32 // by term number, zero between passages
}

func newAnalyser() *analyser { return &analyser{reader: terms.NewReader()} }

// chunk reads the passages of some articles.
func (a *analyser) chunk(batches []retrieval.Batch) *chunk {
	a.chunked = chunked{out: &chunk{}, ids: map[string]word{}, stops: map[string]word{}}
	for _, b := range batches {
		art := article{id: b.Article, docs: make([]doc, 0, len(b.Entries))}
		var before doc
		for _, e := range b.Entries {
			before = a.doc(e.Passage, &before)
			art.docs = append(art.docs, before)
		}
		a.out.articles = append(a.out.articles, art)
	}
	return a.out
}

// doc reads one passage. What it shares with the one before, mostly a sentence
// and what stands above both, is taken over from there: about a fifth of all.
func (a *analyser) doc(p *corpus.Passage, before *doc) doc {
	d := doc{passage: p}
	sentences := p.Sentences
	if len(sentences) == 0 {
		sentences = []corpus.Span{p.Span}
	}
	d.ends = make([]uint32, len(sentences))
	d.words = make([]word, 0, p.Len()/5)
	for i, s := range sentences {
		if words, ok := before.last(p, s); ok && i == 0 {
			d.words = append(d.words, words...)
		} else {
			d.words = a.read(d.words, p.Article.Slice(s))
		}
		d.ends[i] = uint32(len(d.words))
	}
	if b := before.passage; b != nil && b.Article == p.Article && b.Heading == p.Heading {
		d.context = slices.Clone(before.context)
	} else {
		d.context = a.context(p)
	}
	d.bag, d.length = a.bag(&d)
	return d
}

// context reads what stands above a passage.
func (a *analyser) context(p *corpus.Passage) []word {
	words := a.read(nil, p.Article.Title)
	if p.Heading != p.Article.Title {
		words = a.read(words, p.Heading)
	}
	return words
}

// last gives the words of the document's last sentence, where that is s.
func (d *doc) last(p *corpus.Passage, s corpus.Span) ([]word, bool) {
	if d.passage == nil || d.passage.Article != p.Article || len(d.passage.Sentences) == 0 {
		return nil, false
	}
	n := len(d.passage.Sentences) - 1
	if d.passage.Sentences[n] != s {
		return nil, false
	}
	from := uint32(0)
	if n > 0 {
		from = d.ends[n-1]
	}
	return d.words[from:d.ends[n]], true
}

// read appends the words of a text.
func (a *analyser) read(dst []word, text string) []word {
	a.tokens = a.reader.Append(a.tokens[:0], text)
	for _, t := range a.tokens {
		dst = append(dst, a.number(t)|marks(t))
	}
	return dst
}

// number gives a term's number within the chunk.
func (a *analyser) number(t terms.Token) word {
	ids := a.ids
	if t.Stop {
		ids = a.stops
	}
	w, ok := ids[t.Term]
	if !ok {
		w = word(len(a.out.terms))
		ids[t.Term] = w
		a.out.terms = append(a.out.terms, t.Term)
		a.out.stops = append(a.out.stops, t.Stop)
		a.weight = append(a.weight, 0)
	}
	return w
}

// bag counts the terms of a passage and its length without stop words.
func (a *analyser) bag(d *doc) (bag []posting, length uint32) {
	order := make([]posting, 0, len(d.words)/2)
	add := func(w word, weight uint32) {
		if a.weight[w.id()] == 0 {
			order = append(order, newPosting(w.id(), 0))
		}
		a.weight[w.id()] += weight
	}
	for _, w := range d.words {
		if !w.stop() {
			add(w, unit)
			length++
		}
	}
	for _, w := range d.context {
		if !w.stop() && a.weight[w.id()]%unit == 0 {
			add(w, titleUnits)
		}
	}
	for i, p := range order {
		order[i] = newPosting(p.number(), a.weight[p.number()])
		a.weight[p.number()] = 0
	}
	return order, length
}
