// Package sentence finds where sentences end: behind which stops, among
// abbreviations, numbers, quotations and references to notes.
package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus/plaintext"
)

// splitter finds the sentences of one run of text.
type splitter struct {
	text  string // up to the end of the run
	start int
	// held are the ranges of quotations and parentheses that stay whole.
	held []plaintext.Span
	all  []plaintext.Span
}

// Split divides text[s.Start:s.End], in which line breaks are spaces. It
// takes time in proportion to the length.
func Split(text string, s plaintext.Span) []plaintext.Span {
	p := &splitter{text: text[:s.End], start: s.Start, held: holdQuotes(text, s)}
	from := s.Start
	for i := s.Start; i < s.End; {
		if c := p.text[i]; c < utf8.RuneSelf && c != '.' && c != '!' && c != '?' {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(p.text[i:])
		if !isStop(r) {
			i += n
			continue
		}
		end := p.stopEnd(i)
		if p.breaks(from, i, end) {
			p.emit(from, end)
			from = end
		}
		i = end
	}
	p.emit(from, s.End)
	return p.all
}

func (p *splitter) emit(from, end int) {
	if s := plaintext.Trim(p.text, plaintext.Span{Start: from, End: end}); s.Len() > 0 {
		p.all = append(p.all, s)
	}
}

// stopEnd returns the offset behind the stop at i, further stops, closing marks
// and references to notes: “Really?!” and “so.[3]” are ends in one piece.
func (p *splitter) stopEnd(i int) int {
	for i < len(p.text) {
		r, n := utf8.DecodeRuneInString(p.text[i:])
		switch {
		case isStop(r):
		case isCloser(r) && (r != '"' && r != '\'' || !p.opensHere(i, n)):
		default:
			if m := max(noteAhead(p.text[i:]), spacedGuillemet(p.text[i:])); m > 0 {
				i += m
				continue
			}
			return i
		}
		i += n
	}
	return i
}

// spacedGuillemet is the length of a space and the closing mark behind it, as
// French sets them, at the start of s.
func spacedGuillemet(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if !unicode.IsSpace(r) || !strings.HasPrefix(s[n:], "»") {
		return 0
	}
	n += len("»")
	if after, _ := utf8.DecodeRuneInString(s[n:]); unicode.IsLetter(after) || unicode.IsDigit(after) {
		return 0
	}
	return n
}

// opensHere tells whether the straight quotation mark of n bytes at i opens: ink
// follows, and a space or nothing stands before.
func (p *splitter) opensHere(i, n int) bool {
	next, _ := utf8.DecodeRuneInString(p.text[i+n:])
	before, _ := utf8.DecodeLastRuneInString(p.text[p.start:i])
	return unicode.IsSpace(before) && next != utf8.RuneError && !unicode.IsSpace(next)
}

// longestNote is the length in bytes up to which a bracket is a reference.
const longestNote = 12

// noteAhead is the length of a reference to a note, such as [3] or [Note 4], at
// the start of s.
func noteAhead(s string) int {
	if s == "" || s[0] != '[' {
		return 0
	}
	i := strings.IndexAny(s[1:min(len(s), longestNote)], "[]") + 1
	if i <= 1 || s[i] != ']' {
		return 0
	}
	return i + 1
}

// breaks decides whether a sentence that began at from ends with the stop at i,
// which with its closing marks reaches to end.
func (p *splitter) breaks(from, i, end int) bool {
	if p.heldAt(end) {
		return false
	}
	stop, size := utf8.DecodeRuneInString(p.text[i:])
	tail := p.text[i:end]
	next := p.next(end)
	switch {
	case next.word == "":
		return true
	case isWideStop(stop):
		return !next.continuesWide()
	case !next.spaced:
		return p.gluedBreak(from, i, end, next)
	case next.first == 0 || next.lower():
		return next.bullet
	}
	quoted := strings.ContainsAny(tail[size:], closers)
	if stop != '.' || strings.Trim(tail, ".") != "" && strings.Contains(tail, "..") {
		return p.strongBreak(i, tail, quoted, next)
	}
	if strings.HasPrefix(tail, "..") {
		return !p.spaceBefore(i)
	}
	return p.periodBreak(from, i, quoted, next)
}

// strongBreak is for ? ! and …: they end a sentence unless the words behind a
// quotation tell who spoke, or an ellipsis stands between spaces for words
// left out.
func (p *splitter) strongBreak(i int, tail string, quoted bool, next following) bool {
	if strings.HasPrefix(tail, "…") && p.spaceBefore(i) {
		return false
	}
	return !quoted || !p.attribution(next)
}

// attribution tells whether what follows a quotation says who spoke it: a verb
// of speech among the first four words.
func (p *splitter) attribution(next following) bool {
	n := 0
	for w := range strings.FieldsSeq(p.text[next.at:min(len(p.text), next.at+80)]) {
		if n++; n > 4 || strings.ContainsAny(w, openers) && n > 1 {
			return false
		}
		bare := strings.TrimRight(w, ".,:;!?")
		if speechVerbs[bare] {
			return true
		}
		if bare != w {
			return false
		}
	}
	return false
}

func (p *splitter) spaceBefore(i int) bool {
	r, _ := utf8.DecodeLastRuneInString(p.text[p.start:i])
	return unicode.IsSpace(r)
}

// gluedBreak is for a stop with no space behind it, which mostly lies within a
// number, an address or an abbreviation. Where a space was lost between two
// sentences ("the war.During a briefing"), a word of small letters stands
// before and a capitalised one after.
func (p *splitter) gluedBreak(from, i, end int, next following) bool {
	if next.first == 0 || !unicode.IsUpper(next.first) || !next.smallSecond() {
		return unicode.In(next.first, unicode.Han, unicode.Hiragana, unicode.Katakana)
	}
	word := wordBefore(p.text[from:i])
	letters := 0
	for _, r := range word {
		if !unicode.IsLetter(r) {
			return false
		}
		if unicode.IsLower(r) {
			letters++
		}
	}
	if letters < 2 || strings.ContainsAny(next.word, "./@=") && strings.IndexAny(next.word, "./@=") < len(next.word)-1 {
		return false
	}
	return end-i > 1 || abbreviationOf(word) == noAbbreviation
}
