package answer

import (
	"strings"

	"footnote/corpus"
	"footnote/retrieval"
)

// maxNearest is how many passages a refusal offers.
const maxNearest = 3

// refuse declines with a sentence that says why, and the passages that come nearest.
func refuse(why string, hits []retrieval.Hit) Answer {
	return Answer{Mode: Extracted, Refusal: why, Claims: []Claim{}, Citations: []Citation{}, Nearest: nearest(hits)}
}

// nearest takes the best passages that do not overlap.
func nearest(hits []retrieval.Hit) []Quote {
	quotes := []Quote{}
	for _, h := range hits {
		if len(quotes) == maxNearest {
			break
		}
		q := Quote{Article: h.Passage.Article.ID, Quote: h.Passage.Text(), Start: h.Passage.Start, End: h.Passage.End, Page: h.Passage.Article.Page(h.Passage.Start)}
		if !overlapsAny(quotes, q) {
			quotes = append(quotes, q)
		}
	}
	return quotes
}

func overlapsAny(quotes []Quote, q Quote) bool {
	for _, o := range quotes {
		if o.Article == q.Article && (corpus.Span{Start: o.Start, End: o.End}).Overlaps(corpus.Span{Start: q.Start, End: q.End}) {
			return true
		}
	}
	return false
}

// refusal says in one sentence why the question is declined: what the articles
// never mention, or that they mention the subject and not what was asked.
func (q *question) refusal(ranked []*candidate, hits []retrieval.Hit) Answer {
	a := refuse("The articles don't say: they touch on this without answering it.", hits)
	a.Reason, a.Unknown = NotAnswered, q.unknownNames()
	switch {
	case len(a.Unknown) > 0:
		a.Reason, a.Refusal = NoSuchName, "The articles don't say: they do not mention "+list(a.Unknown)+"."
	case len(ranked) == 0 || ranked[0].features.Cover < 0.3:
		a.Reason, a.Refusal = NotAbout, "The articles don't say: none of them is about this."
	}
	if len(ranked) > 0 {
		a.Confidence = ranked[0].confidence()
		if a.Reason != NoSuchName {
			a.orUnsure(ranked[0])
		}
	}
	return a
}

// orUnsure makes of a refusal that the program is not sure, where the best sentence
// may answer.
func (a *Answer) orUnsure(best *candidate) {
	if best.mayAnswer() {
		a.Outcome, a.Reason, a.Refusal = Unsure, NotSure, "I am not sure: this passage comes nearest."
		a.Nearest = before(best, a.Nearest)
	}
}

// before puts a candidate's sentence in front of the passages that come nearest.
func before(c *candidate, rest []Quote) []Quote {
	article := c.article()
	best := Quote{Article: article.ID, Quote: article.Slice(c.span), Start: c.span.Start, End: c.span.End, Page: article.Page(c.span.Start)}
	quotes := []Quote{best}
	for _, q := range rest {
		if !overlapsAny(quotes[:1], q) && len(quotes) < maxNearest {
			quotes = append(quotes, q)
		}
	}
	return quotes
}

// unknownNames are the question's names that no article holds, as written.
func (q *question) unknownNames() []string {
	var names []string
	for _, w := range q.words {
		if w.name && !w.known {
			names = append(names, w.form)
		}
	}
	return names
}

// list joins names in English.
func list(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}
