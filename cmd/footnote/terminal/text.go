package terminal

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
)

// Clean takes out of text what could steer a terminal or turn the order of
// what stands on a line: control characters but the line break and tab, and
// the marks for bidirectional embedding, override and isolation. Broken UTF-8
// is shown as the replacement character.
func Clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\u2028' || r == '\u2029':
			return '\n'
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

// oneLine is Clean with every run of white space as one space.
func oneLine(text string) string {
	return strings.Join(strings.Fields(Clean(text)), " ")
}

// wrap breaks cleaned text into lines of at most width columns, at white space
// where there is any. Lines that are blank are left out.
func wrap(text string, width int) []string {
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		paragraph = strings.Join(strings.Fields(paragraph), " ")
		if paragraph == "" {
			continue
		}
		// Hardwrap catches the lines that Wrap leaves too wide: it misjudges
		// those that hold a hyphen within a long word.
		wrapped := ansi.Hardwrap(ansi.Wrap(paragraph, width, ""), width, false)
		for line := range strings.SplitSeq(wrapped, "\n") {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines
}

// prefixed joins lines, the first after first and the others after rest.
func prefixed(lines []string, first, rest string) string {
	var b strings.Builder
	for i, line := range lines {
		if i == 0 {
			b.WriteString(first)
		} else {
			b.WriteString(rest)
		}
		b.WriteString(line)
		b.WriteByte('\n')
	}
	return b.String()
}
