package answer

import (
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer/extract"
)

// maxNearest is how many passages a refusal offers.
const maxNearest = 3

// refuse declines for a reason, with the passages that come nearest.
func refuse(why Reason, hits []retrieval.Hit) Answer {
	return Answer{Mode: Extracted, Reason: why, Claims: []Claim{}, Citations: []Citation{}, Nearest: nearest(hits)}
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

// refusal declines for what the articles never mention, or since they mention the
// subject and not what was asked.
func refusal(r *extract.Result, hits []retrieval.Hit) Answer {
	why := NotAnswered
	if !r.About {
		why = NotAbout
	}
	a := refuse(why, hits)
	a.Confidence, a.Unknown = r.Confidence, r.Unknown
	switch {
	case len(a.Unknown) > 0:
		a.Reason = NoSuchName
	case r.Near != nil:
		a.Outcome, a.Reason = Unsure, NotSure
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
