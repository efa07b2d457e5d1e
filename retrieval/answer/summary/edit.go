package summary

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"footnote/retrieval/answer"
	"footnote/retrieval/answer/quotation"
)

// marks are the numbers of footnotes behind a line.
var (
	marks = regexp.MustCompile(`(?:\s*\[\d{1,3}\])+\s*$`)
	mark  = regexp.MustCompile(`\d+`)
)

// Editable is the summary as text for somebody to edit: a line a line, with the
// numbers of its footnotes in brackets behind it.
func (s *Summary) Editable() string {
	var b strings.Builder
	for i, l := range s.Lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(l.Text)
		for _, n := range l.Citations {
			b.WriteString(" [" + strconv.Itoa(n) + "]")
		}
	}
	return b.String()
}

// Edited is the summary after somebody has edited its text. A line that was not
// touched stays as it is. One that was keeps its footnotes where they still
// bear it out, and is a note where they do not, or where it names none.
func (s *Summary) Edited(text string) Summary {
	out := *s
	out.Lines = []Line{}
	for raw := range strings.Lines(text) {
		line := quotation.Clean(raw)
		numbers := s.numbersOf(marks.FindString(line))
		line = strings.TrimSpace(strings.TrimLeft(marks.ReplaceAllString(line, ""), "-•* "))
		if line != "" {
			out.Lines = append(out.Lines, s.edited(line, numbers))
		}
	}
	return out.renumbered()
}

// edited is one line of an edited text.
func (s *Summary) edited(text string, numbers []int) Line {
	for _, old := range s.Lines {
		if old.Text == text && slices.Equal(old.Citations, numbers) {
			return old
		}
	}
	l := Line{Text: text, Citations: numbers}
	var quotes []answer.Citation
	for _, n := range numbers {
		for _, c := range s.Citations {
			if c.Number == n {
				quotes = append(quotes, c)
			}
		}
	}
	if answer.Holds(text, s.Foreign, quotes).Found() {
		return Line{Text: text, Citations: []int{}, Note: true}
	}
	l.When = whenOf(answer.Claim{Text: text, Citations: numbers}, s.Citations)
	return l
}

// numbersOf reads the footnotes that exist from the marks behind a line.
func (s *Summary) numbersOf(marks string) []int {
	numbers := []int{}
	for _, digits := range mark.FindAllString(marks, -1) {
		n, err := strconv.Atoi(digits)
		known := slices.ContainsFunc(s.Citations, func(c answer.Citation) bool { return c.Number == n })
		if err == nil && known && !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	return numbers
}
