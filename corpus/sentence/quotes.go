package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus/plaintext"
)

// longestHeld is how long a quotation or parenthesis may be, in bytes, to stay
// in one sentence. A longer one is divided at its own full stops.
const longestHeld = 420

// opening is a mark that still waits for its other half.
type opening struct {
	mark rune
	at   int
}

// holdQuotes finds the quotations and parentheses of text[s.Start:s.End] that
// close within longestHeld bytes. The ranges are in order and do not overlap;
// they run from the opening mark to just before the closing one's end.
func holdQuotes(text string, s plaintext.Span) []plaintext.Span {
	var held []plaintext.Span
	var open []opening
	for i := s.Start; i < s.End; {
		r, n := utf8.DecodeRuneInString(text[i:s.End])
		for len(open) > 0 && i-open[0].at > longestHeld {
			open = open[1:]
		}
		if k := closes(open, text, s, i, n, r); k >= 0 {
			held = hold(held, plaintext.Span{Start: open[k].at, End: i + n})
			open = open[:k]
		} else if opensPair(r) && opens(text, s, i, n, r) && len(open) < 8 {
			open = append(open, opening{r, i})
		}
		i += n
	}
	return held
}

// hold adds a range, which swallows those within it.
func hold(held []plaintext.Span, s plaintext.Span) []plaintext.Span {
	for len(held) > 0 && held[len(held)-1].Start >= s.Start {
		held = held[:len(held)-1]
	}
	return append(held, s)
}

// closes returns which of the open marks r closes, the innermost first, or -1.
func closes(open []opening, text string, s plaintext.Span, i, n int, r rune) int {
	if !isCloser(r) || r == '’' && letterAt(text[i+n:s.End]) {
		return -1
	}
	for k := len(open) - 1; k >= 0; k-- {
		if strings.ContainsRune(pairs[open[k].mark], r) {
			return k
		}
	}
	return -1
}

// opens tells whether a mark that could also close stands where one opens.
func opens(text string, s plaintext.Span, i, n int, r rune) bool {
	if r != '"' && r != '‘' && r != '»' && r != '“' {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(text[s.Start:i])
	starts := i == s.Start || unicode.IsSpace(before) || isOpener(before) || strings.ContainsRune("—–-", before)
	next, _ := utf8.DecodeRuneInString(text[i+n : s.End])
	return starts && next != utf8.RuneError && !unicode.IsSpace(next)
}

func letterAt(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r)
}

// openAt returns the end of the held range around i, 0 where there is none.
func (p *splitter) openAt(i int) int {
	for len(p.held) > 0 && p.held[0].End <= i {
		p.held = p.held[1:]
	}
	if len(p.held) > 0 && p.held[0].Start < i {
		return p.held[0].End
	}
	return 0
}

// heldAt tells whether offset i lies within a held range, not at its end.
func (p *splitter) heldAt(i int) bool { return p.openAt(i) > 0 }
