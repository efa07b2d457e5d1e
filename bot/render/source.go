package render

import (
	"strconv"
	"strings"
	"time"

	"footnote/retrieval/answer"
)

// source is an article on one line: numbers, title, outlet, date and page.
func source(w Words, c *answer.Citation, numbers ...int) line {
	var head strings.Builder
	for _, n := range numbers {
		head.WriteString("**[" + strconv.Itoa(n) + "]** ")
	}
	l := article(titled(c.Title, c.Article, Link(c.URL, c.Quote)), known(Clean(c.Source), day(w, c.Published), page(w, c.Page)))
	l.pieces = append([]piece{markup(head.String())}, l.pieces...)
	return l
}

// titled is an article's title, linked where there is an address.
func titled(title, id, link string) piece {
	name := Cut(Clean(title), 200)
	if name == "" {
		name = Cut(Clean(id), 200)
	}
	if link == "" || name == "" {
		return piece{text: name}
	}
	return markup(LinkText(name, link))
}

func known(parts ...string) string {
	var list []string
	for _, p := range parts {
		if p != "" {
			list = append(list, p)
		}
	}
	return strings.Join(list, " · ")
}

// day writes a date of the form 2006-01-02 as the reader's language does, never
// broken between two lines, and anything else as it stands.
func day(w Words, published string) string {
	t, err := time.Parse(time.DateOnly, published)
	if err != nil {
		return Clean(published)
	}
	month := w.Say("month." + strconv.Itoa(int(t.Month())))
	date := w.Say("date", "day", strconv.Itoa(t.Day()), "month", month, "year", strconv.Itoa(t.Year()))
	return strings.ReplaceAll(date, " ", "\u00a0")
}

// page names the page of a document, "" for one without pages.
func page(w Words, number int) string {
	if number == 0 {
		return ""
	}
	return w.Say("page", "page", strconv.Itoa(number))
}
