package answer

import (
	"strings"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer/extract"
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
	return Quote{Article: a.ID, Quote: a.Slice(s), Start: s.Start, End: s.End, Page: a.Page(s.Start), Name: a.Name()}
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
func refusal(r *extract.Result, hits []retrieval.Hit) Answer {
	why := NotAnswered
	if !r.About {
		why = NotAbout
	}
	a := refuseFor(why, hits)
	a.Confidence, a.Unknown = r.Confidence, r.Unknown
	switch {
	case len(a.Unknown) > 0:
		a.Reason, a.Refusal = NoSuchName, "The articles don't say: they do not mention "+list(a.Unknown)+"."
	case r.Near != nil:
		a.Outcome, a.Reason, a.Refusal = Unsure, NotSure, refusals[NotSure]
		a.Nearest = before(quoteAt(r.Near.Article, r.Near.Quote), a.Nearest)
	}
	return a
}

// before puts a quote in front of the passages that come nearest.
func before(first Quote, rest []Quote) []Quote {
	quotes := []Quote{first}
	for _, q := range rest {
		if !overlapsAny(quotes[:1], q) && len(quotes) < maxNearest {
			quotes = append(quotes, q)
		}
	}
	return quotes
}

// list joins names in English.
func list(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}
