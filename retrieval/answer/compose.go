package answer

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"footnote/corpus"
	"footnote/retrieval/answer/quotation"
)

// compose writes the answer: the chosen sentences in their own words, each
// with its footnote, and with the outlet and the date in front where several
// articles speak or the words count from that date ("tomorrow").
func (q *question) compose(chosen []*candidate) Answer {
	a := Answer{Answered: true, Mode: Extracted, Nearest: []Quote{}}
	several := severalArticles(chosen)
	for i, c := range chosen {
		text := c.saidOf(c.text())
		if several || sinceThen.MatchString(text) && !c.article().Published.IsZero() {
			text = attributed(chosen, i, text)
		}
		a.Citations = append(a.Citations, cite(i+1, c.article(), c.quote))
		a.Claims = append(a.Claims, Claim{Text: text, Citations: []int{i + 1}, Key: q.key(c)})
	}
	a.Answer = Prose(a.Claims)
	return a
}

// text is what is said of a chosen sentence: its quote in plain text, or a row
// with the heads of its columns.
func (c *candidate) text() string {
	quote := c.article().Slice(c.quote)
	if !c.led.Row || c.quote != c.span {
		return quotation.Plain(quote)
	}
	return rowText(c.heads(), corpus.Cells(quote))
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

// cite makes a citation of a range of an article.
func cite(number int, article *corpus.Article, s corpus.Span) Citation {
	return Citation{Number: number, Article: article.ID, Title: article.Name(), URL: article.URL,
		Source: article.Source, Published: article.Date(), Quote: article.Slice(s), Start: s.Start, End: s.End, Page: article.Page(s.Start)}
}

func severalArticles(chosen []*candidate) bool {
	for _, c := range chosen[1:] {
		if c.article() != chosen[0].article() {
			return true
		}
	}
	return false
}

// attributed puts in front of a claim who reported it and when, and how that
// stands to the first claim: earlier, later, or otherwise.
func attributed(chosen []*candidate, i int, text string) string {
	who := account(chosen[i].article())
	if who == "" {
		return text
	}
	if i > 0 && chosen[i].article() != chosen[0].article() {
		who += relation(chosen[0], chosen[i])
	}
	return who + ": " + text
}

// account names an article's outlet and day, "" where it states neither.
func account(a *corpus.Article) string { return accountOf(a.Source, a.Published) }

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
