package terminal

import (
	"fmt"
	"io"
	"strings"

	"footnote/corpus"
	"footnote/retrieval"
)

// Hits writes the passages found, best first: score, where it stands, text.
func (s *Screen) Hits(hits []retrieval.Hit) error {
	var b strings.Builder
	if len(hits) == 0 {
		b.WriteString("No passage of the articles shares a word with this query.\n")
	}
	for i, hit := range hits {
		if i > 0 {
			b.WriteString("\n")
		}
		p := hit.Passage
		b.WriteString(s.paint(mark, fmt.Sprintf("%.4f", hit.Score)) + "  " +
			s.paint(strong, oneLine(place(p.Article.ID, p.Article.Page(p.Start), p.Start, p.End))) + "\n")
		b.WriteString(s.block(faint, joined(named(p.Article.Name(), p.Article.ID), p.Article.Source, p.Article.Date()), "  "))
		b.WriteString(prefixed(wrap(Clean(p.Text()), s.width-2), "  ", "  "))
	}
	_, err := io.WriteString(s.out, b.String())
	return err
}

// Problem writes what went wrong in a sentence, or in several, each on a line
// of its own.
func (s *Screen) Problem(sentences string) {
	for i, line := range strings.Split(strings.TrimSpace(Clean(sentences)), "\n") {
		if i == 0 {
			line = s.paint(alarm, "footnote:") + " " + oneLine(line)
		} else {
			line = "  " + oneLine(line)
		}
		fmt.Fprintln(s.out, line)
	}
}

// Listed writes one line about an article: its ID, then what is known of it.
func (s *Screen) Listed(a *corpus.Article) error {
	line := s.paint(mark, oneLine(a.ID))
	if name := oneLine(named(a.Name(), a.ID)); name != "" {
		line += "  " + name
	}
	if about := joined(a.Date(), a.Source); about != "" {
		line += "  " + s.paint(faint, oneLine(about))
	}
	_, err := io.WriteString(s.out, line+"\n")
	return err
}

// named is an article's name, "" where it has none but its ID, which is shown anyway.
func named(name, id string) string {
	if name == id {
		return ""
	}
	return name
}
