package answer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"footnote/corpus"
	"footnote/retrieval/answer/extract"
)

// compose writes the answer: the chosen sentences in their own words, each
// with its footnote, and with whose account it is where one tells
// otherwise than the first or the words count from its day ("tomorrow").
func compose(chosen []extract.Sentence) Answer {
	a := Answer{Answered: true, Mode: Extracted, Nearest: []Quote{}}
	disagree := slices.ContainsFunc(chosen, func(s extract.Sentence) bool { return s.Differs })
	for i := range chosen {
		s := &chosen[i]
		c := Claim{Text: s.Text, Citations: []int{i + 1}, Key: s.Key}
		dated := sinceThen.MatchString(s.Text) && !s.Article.Published.IsZero()
		if disagree || dated {
			c.Account = accountOf(chosen[0].Article, s)
		}
		if c.Account != nil {
			c.Account.Dated = dated
		}
		a.Citations = append(a.Citations, Cite(i+1, s.Article, s.Quote))
		a.Claims = append(a.Claims, c)
	}
	return a
}

// Prose joins claims to a text, a claim a line and behind it a bracketed number for
// each of its citations.
func Prose(claims []Claim) string {
	var b strings.Builder
	for i, c := range claims {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(c.Text)
		for _, n := range c.Citations {
			b.WriteString(" [" + strconv.Itoa(n) + "]")
		}
	}
	return b.String()
}

// Cite makes a citation of a range of an article.
func Cite(number int, article *corpus.Article, s corpus.Span) Citation {
	return Citation{Number: number, Article: article.ID, Title: article.Name(), URL: article.URL,
		Source: article.Source, Published: article.Date(), Quote: article.Slice(s), Start: s.Start, End: s.End, Page: article.Page(s.Start)}
}

// accountOf is the account of a sentence beside that of the first article chosen, nil
// where neither outlet nor day is known.
func accountOf(first *corpus.Article, s *extract.Sentence) *Account {
	a := Account{Outlet: s.Article.Source, Day: s.Article.Date()}
	if a == (Account{}) {
		return nil
	}
	if s.Article == first {
		return &a
	}
	a.Otherwise = s.Differs
	if day, then := s.Article.Published, first.Published; !day.IsZero() && !then.IsZero() {
		a.Order = [...]Order{Earlier, "", Later}[1+day.Compare(then)]
	}
	return &a
}

// sinceThen are the words that count from the day of their article.
var sinceThen = regexp.MustCompile(`(?i)\b(?:today|tonight|yesterday|tomorrow|(?:next|last|this|coming|past) (?:week|weekend|month|year|spring|summer|autumn|winter|(?:mon|tues|wednes|thurs|fri|satur|sun)day))\b`)
