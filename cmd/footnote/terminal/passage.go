package terminal

import (
	"fmt"
	"io"
	"strings"

	"footnote/corpus"
)

// Passage writes a passage whole, with the quote within it marked by a bar and
// what stands around it indented.
func (s *Screen) Passage(a *corpus.Article, passage, quote corpus.Span) error {
	const indent = "  "
	var b strings.Builder
	b.WriteString(s.block(strong, named(a.Name(), a.ID), ""))
	b.WriteString(s.block(faint, joined(a.Source, a.Date(), place(a.ID, a.Page(quote.Start), quote.Start, quote.End)), ""))
	if a.URL != "" {
		b.WriteString(s.paint(link, oneLine(a.URL)) + "\n")
	}
	b.WriteString("\n")
	around := func(from, to int) {
		if from < to {
			b.WriteString(prefixed(wrap(Clean(a.Text[from:to]), s.width-2), indent, indent))
		}
	}
	around(passage.Start, quote.Start)
	bar := s.paint(mark, "│") + " "
	for _, line := range wrap(Clean(a.Slice(quote)), s.width-2) {
		b.WriteString(bar + s.paint(strong, line) + "\n")
	}
	around(quote.End, passage.End)
	_, err := io.WriteString(s.out, b.String())
	return err
}

// Remark writes a sentence about what goes on, not part of an answer.
func (s *Screen) Remark(form string, args ...any) error {
	_, err := io.WriteString(s.out, s.block(faint, fmt.Sprintf(form, args...), ""))
	return err
}

// Gap writes a blank line.
func (s *Screen) Gap() error {
	_, err := io.WriteString(s.out, "\n")
	return err
}
