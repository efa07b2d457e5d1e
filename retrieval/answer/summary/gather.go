package summary

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/text"
)

// Searcher finds passages by words and meaning.
type Searcher interface {
	Search(ctx context.Context, query string, k int) ([]retrieval.Hit, error)
	Vocabulary() retrieval.Vocabulary
}

// Shelf lists articles and their passages.
type Shelf interface {
	Articles() []*corpus.Article
	Passages(id string) []*corpus.Passage
}

// Library is what summaries are made from.
type Library interface {
	Searcher
	Shelf
}

// Bounds of what is looked at.
const (
	searched = 120 // passages found by a topic
	narrowed = 600 // the same where dates or articles leave some out
	shelved  = 400 // passages of articles taken whole
	weighed  = 320 // sentences that are compared with each other
	vectored = 48  // sentences that an encoder reads, at some ten milliseconds each
	// aboutness is the share of the topic that a passage must hold.
	aboutness = 0.3
)

// gather finds the passages that a request is about, best first.
func gather(ctx context.Context, lib Library, r Request) ([]retrieval.Hit, error) {
	keep := r.keeps()
	if len(r.Articles) > 0 || strings.TrimSpace(r.Topic) == "" {
		return wholly(lib, r, keep), ctx.Err()
	}
	k := searched
	if !r.Since.IsZero() || !r.Until.IsZero() {
		k = narrowed
	}
	hits, err := lib.Search(ctx, r.Topic, k)
	if err != nil {
		return nil, err
	}
	hits = slices.DeleteFunc(hits, func(h retrieval.Hit) bool { return !keep(h.Passage.Article) })
	return hits[:min(len(hits), searched)], nil
}

// wholly takes all passages of the articles asked for, the newest first.
func wholly(lib Library, r Request, keep func(*corpus.Article) bool) []retrieval.Hit {
	articles := slices.DeleteFunc(lib.Articles(), func(a *corpus.Article) bool { return !keep(a) })
	slices.SortStableFunc(articles, func(a, b *corpus.Article) int {
		return cmp.Or(b.Published.Compare(a.Published), strings.Compare(a.ID, b.ID))
	})
	var hits []retrieval.Hit
	for _, a := range articles {
		for _, p := range lib.Passages(a.ID) {
			hits = append(hits, retrieval.Hit{Passage: p, Score: 1})
		}
		if len(hits) >= shelved {
			break
		}
	}
	return hits
}

// keeps tells which articles a request admits.
func (r *Request) keeps() func(*corpus.Article) bool {
	return func(a *corpus.Article) bool {
		if len(r.Articles) > 0 && !slices.Contains(r.Articles, a.ID) {
			return false
		}
		if r.Since.IsZero() && r.Until.IsZero() {
			return true
		}
		day := a.Date()
		return day != "" && (r.Since.IsZero() || day >= r.Since.Format(time.DateOnly)) &&
			(r.Until.IsZero() || day <= r.Until.Format(time.DateOnly))
	}
}

// found is a sentence where it stands.
type found struct {
	passage *corpus.Passage
	index   int
	// around is how much the passage is about the topic, score the passage's
	// over the best one's.
	around, score float64
}

// sentencesOf lists the sentences of the passages about the topic once each.
// Where two passages hold one, it is taken from that which has more before it.
func sentencesOf(hits []retrieval.Hit, t topic) []*found {
	type key struct {
		article string
		start   int
	}
	seen := map[key]*found{}
	var all []*found
	for _, h := range hits {
		p := h.Passage
		around := t.share(p.Article.Title + "\n" + p.Heading + "\n" + p.Text())
		if around < aboutness {
			continue
		}
		for i, span := range p.Sentences {
			f := &found{p, i, around, h.Score / max(hits[0].Score, 1e-9)}
			k := key{p.Article.ID, span.Start}
			if known := seen[k]; known == nil {
				seen[k] = f
				all = append(all, f)
			} else if i > known.index {
				f.score = max(f.score, known.score)
				*known = *f
			}
		}
	}
	return all
}

// pageBytes is about the length of a passage.
const pageBytes = 600

// read lists the sentences that may become lines.
func read(hits []retrieval.Hit, t topic, v retrieval.Vocabulary) []*sentence {
	var all []*sentence
	for _, f := range sentencesOf(hits, t) {
		article, span := f.passage.Article, f.passage.Sentences[f.index]
		text := lineOf(article.Slice(span))
		doubt, ok := stands(text, beforeOf(f.passage, f.index))
		if !ok {
			continue
		}
		s := &sentence{article: article, passage: f.passage, span: span, text: text, group: article.ID,
			place: span.Start / pageBytes, doubt: doubt, days: datesIn(text, article.Published)}
		s.share = t.share(text)
		s.topic = 0.6*s.share + 0.25*f.around + 0.15*f.score
		s.weigh(v)
		for _, w := range t.words {
			delete(s.own, w.term)
		}
		all = append(all, s)
	}
	dropCommon(all)
	if t.total > 0 {
		feedBack(all)
	}
	slices.SortStableFunc(all, byTopicFirst)
	return all[:min(len(all), weighed)]
}

// datesIn are the dates of a sentence by day or month: a bare year says when
// something else was more often than when this was.
func datesIn(line string, published time.Time) []text.Day {
	return slices.DeleteFunc(text.Days(line, published), func(d text.Day) bool { return d.Known == text.ToTheYear })
}

// fewSentences are too few to tell common words from others.
const fewSentences = 12

// dropCommon keeps of the own terms those that tell one sentence from others.
func dropCommon(all []*sentence) {
	count := map[string]int{}
	for _, s := range all {
		for t := range s.own {
			count[t]++
		}
	}
	for t, n := range count {
		if len(all) < fewSentences || n*5 < len(all) {
			continue
		}
		for _, s := range all {
			delete(s.own, t)
			delete(s.names, t)
		}
	}
}
