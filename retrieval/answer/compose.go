package answer

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"footnote/corpus"
	"footnote/retrieval/answer/extract"
)

// compose writes the answer: the chosen sentences in their own words, each
// with its footnote, and with the outlet and the date in front where one tells
// otherwise than the first or the words count from that date ("tomorrow").
func compose(chosen []extract.Sentence) Answer {
	a := Answer{Answered: true, Mode: Extracted, Nearest: []Quote{}}
	disagree := slices.ContainsFunc(chosen, func(s extract.Sentence) bool { return s.Differs })
	for i, s := range chosen {
		text := s.Text
		if disagree || sinceThen.MatchString(text) && !s.Article.Published.IsZero() {
			text = attributed(chosen, i, text)
		}
		a.Citations = append(a.Citations, Cite(i+1, s.Article, s.Quote))
		a.Claims = append(a.Claims, Claim{Text: text, Citations: []int{i + 1}, Key: s.Key})
	}
	a.Answer = Prose(a.Claims)
	return a
}

// Prose joins claims to a text with a bracketed number behind each for its
// citations, a claim a line.
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

// attributed puts in front of a claim who reported it and when, and how that
// stands to the first claim: earlier, later, or otherwise.
func attributed(chosen []extract.Sentence, i int, text string) string {
	s := &chosen[i]
	who := accountOf(s.Article.Source, s.Article.Published)
	if who == "" {
		return text
	}
	if s.Article != chosen[0].Article {
		who += relation(chosen[0].Article.Published, s)
	}
	return who + ": " + text
}

// relation says how a further account stands to the first: in time where the
// days differ, and that it differs where it tells otherwise.
func relation(first time.Time, s *extract.Sentence) string {
	var parts []string
	day := s.Article.Published
	switch {
	case first.IsZero() || day.IsZero():
	case day.Before(first):
		parts = append(parts, "earlier")
	case day.After(first):
		parts = append(parts, "later")
	}
	if s.Differs {
		parts = append(parts, "told otherwise")
	}
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// accountOf names an outlet and a day, "" where neither is known.
func accountOf(source string, published time.Time) string {
	day := ""
	if !published.IsZero() {
		day = published.Format("2 January 2006")
	}
	switch {
	case source != "" && day != "":
		return fmt.Sprintf("%s, %s", source, day)
	case source != "":
		return source
	}
	return day
}

// sinceThen are the words that count from the day of their article.
var sinceThen = regexp.MustCompile(`(?i)\b(?:today|tonight|yesterday|tomorrow|(?:next|last|this|coming|past) (?:week|weekend|month|year|spring|summer|autumn|winter|(?:mon|tues|wednes|thurs|fri|satur|sun)day))\b`)

// Unattributed is a claim without the outlet and day in front of it, for who shows
// these beside it; they stay where the words count from that day.
func Unattributed(c *Claim, citations []Citation) string {
	for i := range citations {
		from := &citations[i]
		if len(c.Citations) != 1 || from.Number != c.Citations[0] {
			continue
		}
		published, _ := corpus.ParseDate(from.Published) // "" is no day
		who := accountOf(from.Source, published)
		if text, ok := strings.CutPrefix(c.Text, who+": "); ok && who != "" && !sinceThen.MatchString(text) {
			return text
		}
	}
	return c.Text
}
