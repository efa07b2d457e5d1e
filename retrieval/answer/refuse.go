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

// refusals say why a question is declined.
var refusals = map[Reason]string{
	NotAbout:    "The articles don't say: none of them is about this.",
	NotAnswered: "The articles don't say: they touch on this without answering it.",
	NotSure:     "I am not sure: this passage comes nearest.",
}

// refuseFor declines for a reason.
func refuseFor(why Reason, hits []retrieval.Hit) Answer {
	a := refuse(refusals[why], hits)
	a.Reason = why
	return a
}

// quoteAt quotes a range of an article.
func quoteAt(a *corpus.Article, s corpus.Span) Quote {
	return Quote{Article: a.ID, Quote: a.Slice(s), Start: s.Start, End: s.End, Page: a.Page(s.Start)}
}

// nearest takes the best passages that do not overlap.
func nearest(hits []retrieval.Hit) []Quote {
	quotes := []Quote{}
	for _, h := range hits {
		if len(quotes) == maxNearest {
			break
		}
		q := quoteAt(h.Passage.Article, h.Passage.Span)
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
	a := refuseFor(NotAnswered, hits)
	a.Unknown = q.unknownNames()
	switch {
	case len(a.Unknown) > 0:
		a.Reason, a.Refusal = NoSuchName, "The articles don't say: they do not mention "+list(a.Unknown)+"."
	case len(ranked) == 0 || ranked[0].features.Cover < 0.3:
		a.Reason, a.Refusal = NotAbout, refusals[NotAbout]
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
		a.Outcome, a.Reason, a.Refusal = Unsure, NotSure, refusals[NotSure]
		a.Nearest = before(best, a.Nearest)
	}
}

// before puts a candidate's sentence in front of the passages that come nearest.
func before(c *candidate, rest []Quote) []Quote {
	quotes := []Quote{quoteAt(c.article(), c.span)}
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
