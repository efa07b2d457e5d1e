package playground

import (
	"net/http"
	"slices"
	"strconv"
	"unicode/utf8"

	"footnote/bot/localdiscord"
	"footnote/corpus"
	"footnote/retrieval/answer"
)

// shownArticle is an article with an answer's quotes marked in it.
type shownArticle struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	URL       string `json:"url"`
	Source    string `json:"source"`
	Author    string `json:"author"`
	Published string `json:"published"`
	Parts     []part `json:"parts"`
	// Changed: a quote is no longer where it was.
	Changed bool `json:"changed"`
}

// part is a run of text that is, or is not, within quotes: their numbers, for
// a refusal's nearest passages counted from 1.
type part struct {
	Text   string `json:"text"`
	Quotes []int  `json:"quotes"`
	// Wanted: within the range that was asked for.
	Wanted bool `json:"wanted"`
}

var errNoArticle = &refusal{http.StatusNotFound, "This article is not kept any more."}

// article shows an article, with the quotes of the answer in a message, and a
// range of it where one is asked for.
func (s *Server) article(r *http.Request, p *localdiscord.Person) (any, error) {
	b := s.back.Load()
	if b == nil {
		return nil, errReading
	}
	q := r.URL.Query()
	a, ok := b.articles.Article(q.Get("id"))
	if !ok {
		return nil, errNoArticle
	}
	out := shownArticle{ID: a.ID, Title: a.Title, URL: a.URL, Source: a.Source, Author: a.Author, Published: a.Date()}
	var quotes []quoted
	if m, ok := messageOf(p, q.Get("channel"), q.Get("message")); ok {
		_, post, err := s.postOf(r.Context(), m)
		if err != nil {
			return nil, err
		}
		if post != nil {
			quotes = quotesIn(a, &post.Answer)
		}
	}
	wanted := corpus.Span{Start: number(q.Get("start")), End: number(q.Get("end"))}
	if wanted.Start < 0 || wanted.End > len(a.Text) {
		wanted = corpus.Span{}
	}
	out.Parts, out.Changed = cut(a.Text, quotes, wanted)
	return out, nil
}

// quoted is a numbered quote of an article.
type quoted struct {
	number int
	text   string
	corpus.Span
}

// border moves an offset to the start of a character.
func border(text string, i int) int {
	for i > 0 && i < len(text) && !utf8.RuneStart(text[i]) {
		i--
	}
	return min(max(i, 0), len(text))
}

func quotesIn(a *corpus.Article, given *answer.Answer) []quoted {
	var list []quoted
	for _, c := range given.Citations {
		if c.Article == a.ID {
			list = append(list, quoted{c.Number, c.Quote, corpus.Span{Start: c.Start, End: c.End}})
		}
	}
	for i, n := range given.Nearest {
		if n.Article == a.ID {
			list = append(list, quoted{i + 1, n.Quote, corpus.Span{Start: n.Start, End: n.End}})
		}
	}
	return list
}

// number reads an offset; what is none is 0.
func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// cut divides a text at the borders of quotes and of the range wanted, if any. A quote that does not stand
// where it says is left out, and that is reported.
func cut(text string, quotes []quoted, wanted corpus.Span) (parts []part, changed bool) {
	borders := []int{0, len(text), border(text, wanted.Start), border(text, wanted.End)}
	real := quotes[:0:0]
	for _, q := range quotes {
		if q.Start < 0 || q.Start >= q.End || q.End > len(text) || text[q.Start:q.End] != q.text {
			changed = true
			continue
		}
		real = append(real, q)
		borders = append(borders, q.Start, q.End)
	}
	slices.Sort(borders)
	borders = slices.Compact(borders)
	parts = []part{}
	for i := 1; i < len(borders); i++ {
		span := corpus.Span{Start: borders[i-1], End: borders[i]}
		one := part{Text: text[span.Start:span.End], Quotes: []int{}, Wanted: wanted.Contains(span)}
		for _, q := range real {
			if q.Contains(span) {
				one.Quotes = append(one.Quotes, q.number)
			}
		}
		parts = append(parts, one)
	}
	return parts, changed
}
