package lexical

import (
	"footnote/corpus"
	"footnote/retrieval"
)

// parts is what an analyser has read of the article under way. The passages are
// ranges of it until all are read, and share what they have in common: mostly
// a sentence, and what stands above them, about a fifth of all words.
type parts struct {
	words, contexts []word
	ends            []uint32
	bags            []posting
	list            []piece
}

// piece is a passage.
type piece struct {
	passage                   *corpus.Passage
	words, context, ends, bag corpus.Span
	length                    uint32
}

// article reads the passages of an article.
func (a *analyser) article(b retrieval.Batch) article {
	a.words, a.contexts, a.ends, a.bags, a.list = a.words[:0], a.contexts[:0], a.ends[:0], a.bags[:0], a.list[:0]
	for _, e := range b.Entries {
		a.passage(e.Passage)
	}
	return a.parts.article(b.Article)
}

// passage reads one passage.
func (a *analyser) passage(p *corpus.Passage) {
	d := piece{passage: p, ends: corpus.Span{Start: len(a.ends)}, bag: corpus.Span{Start: len(a.bags)}}
	sentences := p.Sentences
	if len(sentences) == 0 {
		sentences = []corpus.Span{p.Span}
	}
	d.words.Start = len(a.words) - a.shared(p)
	for i, s := range sentences {
		if i > 0 || d.words.Start == len(a.words) {
			a.words = a.read(a.words, p.Article.Slice(s))
		}
		a.ends = append(a.ends, uint32(len(a.words)-d.words.Start))
	}
	d.context = a.context(p)
	d.words.End, d.ends.End = len(a.words), len(a.ends)
	d.length = a.bag(a.words[d.words.Start:], a.contexts[d.context.Start:d.context.End])
	d.bag.End = len(a.bags)
	a.list = append(a.list, d)
}

// shared is how many of the last words read are those of the passage's first
// sentence, since it is the last of the passage before.
func (a *analyser) shared(p *corpus.Passage) int {
	if len(a.list) == 0 || len(p.Sentences) == 0 {
		return 0
	}
	before := &a.list[len(a.list)-1]
	n := len(before.passage.Sentences)
	if n == 0 || before.passage.Article != p.Article || before.passage.Sentences[n-1] != p.Sentences[0] {
		return 0
	}
	from := 0
	if n > 1 {
		from = int(a.ends[before.ends.End-2])
	}
	return before.words.Len() - from
}

// context reads what stands above a passage.
func (a *analyser) context(p *corpus.Passage) corpus.Span {
	if n := len(a.list); n > 0 {
		if b := a.list[n-1].passage; b.Article == p.Article && b.Heading == p.Heading {
			return a.list[n-1].context
		}
	}
	start := len(a.contexts)
	a.contexts = a.read(a.contexts, p.Article.Title)
	if p.Heading != p.Article.Title {
		a.contexts = a.read(a.contexts, p.Heading)
	}
	return corpus.Span{Start: start, End: len(a.contexts)}
}

// bag counts the terms of a passage and its length without stop words.
func (a *analyser) bag(words, context []word) (length uint32) {
	start := len(a.bags)
	for _, w := range words {
		if !w.stop() {
			a.count(w, unit)
			length++
		}
	}
	for _, w := range context {
		if !w.stop() && a.weight[w.id()]%unit == 0 {
			a.count(w, titleUnits)
		}
	}
	bag := a.bags[start:]
	for i, p := range bag {
		bag[i] = newPosting(p.number(), a.weight[p.number()])
		a.weight[p.number()] = 0
	}
	return length
}

func (a *analyser) count(w word, weight uint32) {
	if a.weight[w.id()] == 0 {
		a.bags = append(a.bags, newPosting(w.id(), 0))
	}
	a.weight[w.id()] += weight
}

// article copies what was read into as much memory as it takes.
func (p *parts) article(id string) article {
	words := make([]word, len(p.words)+len(p.contexts))
	copy(words, p.words)
	contexts := words[copy(words, p.words):]
	copy(contexts, p.contexts)
	ends := append([]uint32(nil), p.ends...)
	a := article{id: id, docs: make([]doc, len(p.list)), words: words, bags: append([]posting(nil), p.bags...)}
	for i, d := range p.list {
		a.docs[i] = doc{
			passage: d.passage, words: cut(words, d.words), context: cut(contexts, d.context),
			ends: cut(ends, d.ends), bag: cut(a.bags, d.bag), length: d.length,
		}
	}
	return a
}

// cut is a part of a list that cannot grow into the next.
func cut[T any](list []T, s corpus.Span) []T { return list[s.Start:s.End:s.End] }
