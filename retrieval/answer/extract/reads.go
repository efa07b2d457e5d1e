package extract

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer/asking"
	"footnote/retrieval/terms"
)

const (
	// readPassages and readRunes bound what is read for a question: the best
	// passages, as many as there is time for. One of 600 runes takes a core some
	// 20 ms where it multiplies bytes.
	readPassages = 3
	readRunes    = 2100
	// readSentences is how many of the sentences that the reader rates highest
	// are compared beside those with the best words.
	readSentences = 4
	// surest is the score beyond which a finding is no surer.
	surest = 12
)

// place is where a sentence begins.
type place struct {
	article string
	start   int
}

// finding is what a reader found in a sentence, and the words that answer.
type finding struct {
	retrieval.Finding
	words string
}

// reads are a reader's findings by sentence.
type reads map[place]finding

// read has the reader read the hits, if there is one and they are running prose. In
// documents with chapters, which it was not trained on, its choice is worse than that
// of words and meaning: on 69 questions about four of them 36 right answers to 45.
func (x *Chooser) read(ctx context.Context, text string, hits []retrieval.Hit) reads {
	if x.Reader == nil || x.Meaning == nil || haveChapters(hits) {
		return nil
	}
	ctx, cancel := retrieval.Within(ctx, Patience)
	defer cancel()
	found, err := readHits(ctx, x.Reader, text, hits)
	if err != nil {
		retrieval.FallShort(ctx, x.Log, "sentences were judged without the reader", "error", err)
	}
	return found
}

// haveChapters reports whether most passages stand below a heading of a heading, as in
// manuals and rules, and hardly ever in news.
func haveChapters(hits []retrieval.Hit) bool {
	n := 0
	for _, h := range hits {
		if strings.Contains(h.Passage.Heading, "\n") {
			n++
		}
	}
	return 2*n > len(hits)
}

// readHits has the reader read the best passages.
func readHits(ctx context.Context, r retrieval.Reader, question string, hits []retrieval.Hit) (reads, error) {
	texts, runes := []retrieval.Text{}, 0
	for _, h := range hits[:min(len(hits), readPassages)] {
		if runes += h.Passage.Len(); len(texts) > 0 && runes > readRunes {
			break
		}
		texts = append(texts, textOf(h.Passage))
	}
	found, err := r.Read(ctx, question, texts)
	if err != nil {
		return nil, err
	}
	all := reads{}
	for i, findings := range found {
		p := hits[i].Passage
		for k, f := range findings {
			at := place{p.Article.ID, p.Sentences[k].Start}
			if known, ok := all[at]; !ok || f.Score > known.Score {
				all[at] = finding{f, texts[i].Passage[f.Span.Start:f.Span.End]}
			}
		}
	}
	return all, nil
}

// textOf is a passage as a reader takes it: its sentences in plain text, rows with
// the heads of their columns, below the article's title and the nearest heading.
func textOf(p *corpus.Passage) retrieval.Text {
	t := retrieval.Text{Title: p.Article.Title, Sentences: make([]corpus.Span, len(p.Sentences))}
	if p.Columns() == nil && p.Heading != "" {
		t.Title = strings.TrimPrefix(t.Title+", "+p.Heading[strings.LastIndexByte(p.Heading, '\n')+1:], ", ")
	}
	var b strings.Builder
	leads := p.Leads()
	for i, s := range p.Sentences {
		c := candidate{passage: p, span: s, quote: s, led: leads[i]}
		start := b.Len()
		b.WriteString(c.text())
		t.Sentences[i] = corpus.Span{Start: start, End: b.Len()}
		b.WriteByte(' ')
	}
	t.Passage = b.String()
	return t
}

// mark sets what the reader says of each candidate.
func (r reads) mark(all []*candidate) {
	best := -float64(surest)
	for _, f := range r {
		best = max(best, f.Score)
	}
	for _, c := range all {
		f, ok := r[place{c.article().ID, c.span.Start}]
		if !ok {
			continue
		}
		c.found, c.features.Read = &f, 1
		c.features.Reads = max(-1, min(1, f.Score/surest))
		c.features.Behind = min(1, (best-f.Score)/surest)
		c.features.Near, c.features.Rare = f.Near, f.Rare
	}
}

// item begins a line of a list.
var item = regexp.MustCompile(`^[ \t]*(?:[-*+•]|\d{1,3}[.)])[ \t]`)

// judgedBy is the model that tells whether the sentence answers: a reader knows prose
// and no lists and tables, so that those, and what leads to them, are judged without it.
func (c *candidate) judgedBy() *model {
	if c.model != fitted().Reading || !c.led.Row && !c.inList() && !c.opens() {
		return c.model
	}
	return fitted().Meaning
}

// inList reports whether the sentence stands in an item of a list. A passage may begin
// behind the item's mark, so that its article is looked at.
func (c *candidate) inList() bool {
	text := c.article().Text
	return item.MatchString(text[strings.LastIndexByte(text[:c.span.Start], '\n')+1:])
}

// keyScore is the score from which a span is taken for the words that answer: below
// it, on the tuning halves, too many were somebody else.
const keyScore = 5

// key is the part of a claim that answers a question for a person, a place, a time
// or a number, as the reader found it; "" where it found none that is sure, fits
// and is new.
func (q *question) key(c *candidate) string {
	if c.found == nil || c.found.Score < keyScore {
		return ""
	}
	key := c.found.words
	if !q.fits(read(key)) || strings.Count(c.text(), key) != 1 {
		return ""
	}
	return key
}

// sameKey reports whether two claims give the same answer: the key of one is within
// that of the other.
func (q *question) sameKey(a, b *candidate) bool {
	one, other := q.key(a), q.key(b)
	return one != "" && other != "" && similarity(read(one), read(other)) == 1
}

// fits reports whether a text is of the kind that the question asks for.
func (q *question) fits(r reading) bool {
	switch q.kind {
	case asking.Person, asking.Place:
		return !q.repeated(r) && !r.states()
	case asking.Time, asking.Number:
		return q.bears(r) == 1
	}
	return false
}

// states reports whether a text holds a verb with a subject, as "Falk told them" does and
// no name of anybody.
func (r reading) states() bool {
	return slices.ContainsFunc(r.tags(len(r.tokens)), func(tag string) bool {
		return tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD"
	})
}

// repeated reports whether a text holds a word of the question.
func (q *question) repeated(r reading) bool {
	return slices.ContainsFunc(r.tokens, func(t terms.Token) bool { return !t.Stop && q.has[t.Term] })
}

// promising puts first the candidates worth comparing, the best by their words,
// then what a reader has read, what it rates highest first, and then the rest in
// order.
func promising(ranked []*candidate) []*candidate {
	if len(ranked) <= compared {
		return ranked
	}
	slices.SortStableFunc(ranked[compared:], func(a, b *candidate) int {
		return cmp.Or(cmp.Compare(b.features.Read, a.features.Read), cmp.Compare(b.features.Reads, a.features.Reads))
	})
	return ranked
}
