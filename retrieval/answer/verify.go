package answer

import (
	"cmp"

	"footnote/corpus"
	"footnote/retrieval"
)

// lookup finds an article by its ID.
type lookup func(id string) (*corpus.Article, bool)

// articlesOf looks up the articles of the hits themselves: what was searched
// is what is checked, also where the library has moved on since.
func articlesOf(hits []retrieval.Hit) lookup {
	articles := make(map[string]*corpus.Article, len(hits))
	for _, h := range hits {
		articles[h.Passage.Article.ID] = h.Passage.Article
	}
	return func(id string) (*corpus.Article, bool) {
		a, ok := articles[id]
		return a, ok
	}
}

// Real tells whether a citation is what it says: a range of an article that
// exists, not empty, whose bytes equal the quote.
func (c *Citation) Real(find func(id string) (*corpus.Article, bool)) bool {
	article, ok := find(c.Article)
	return ok && c.Start >= 0 && c.Start < c.End && c.End <= len(article.Text) && article.Text[c.Start:c.End] == c.Quote
}

// Verified is the way out for every answer, whoever wrote it: citations that
// are not real go, claims without a citation go with them, the rest is
// numbered anew, and where nothing is left the answer is a refusal.
func Verified(a Answer, find func(id string) (*corpus.Article, bool)) Answer {
	number := map[int]int{}
	citations := []Citation{}
	for _, c := range a.Citations {
		if _, twice := number[c.Number]; twice || !c.Real(find) {
			continue
		}
		number[c.Number] = len(citations) + 1
		c.Number = len(citations) + 1
		citations = append(citations, c)
	}
	claims := []Claim{}
	for _, c := range a.Claims {
		if kept := renumber(c.Citations, number); len(kept) > 0 {
			c.Citations, c.Wording = kept, WordingOf(c.Text, citations, kept)
			claims = append(claims, c)
		}
	}
	a.Claims, a.Citations, a.Answer = claims, citations, Prose(claims)
	a.Answered = len(claims) > 0
	if !a.Answered {
		a.Citations, a.Reason = []Citation{}, cmp.Or(a.Reason, NotProven)
	}
	return a
}

func renumber(old []int, number map[int]int) []int {
	var kept []int
	for _, n := range old {
		if m, ok := number[n]; ok {
			kept = append(kept, m)
		}
	}
	return kept
}
