// Package quotation finds where in a text a quote stands, and shows a quote or a
// claim as plain words.
//
// It trusts nobody: what a model says it quotes is looked for in the passage,
// and the text's own bytes are what a reader is shown.
package quotation

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus/plaintext"
)

// Bounds of a quote.
const (
	// minQuoteLetters is the least a quote must hold to bear anything out.
	minQuoteLetters = 8
	// maxGapBytes is the most that an ellipsis in a quote may leave out.
	maxGapBytes = 400
)

// Find looks for a quote in text and returns the bytes of text it stands for.
// White space, case, quotation marks, dashes and invisible characters may
// differ; an ellipsis may leave out a stretch of the text, which the range
// then includes. Letters may not differ.
func Find(text, quote string) (plaintext.Span, bool) {
	in := fold(text)
	want := trimFolded(fold(quote).text)
	if Letters(want) < minQuoteLetters {
		return plaintext.Span{}, false
	}
	if at := in.index(want, 0); at >= 0 {
		return in.span(at, at+len(want)), true
	}
	return findGapped(in, want)
}

// findGapped looks for the parts around ellipses, in order and near each other.
func findGapped(in folded, want string) (plaintext.Span, bool) {
	parts := strings.Split(want, "…")
	if len(parts) < 2 {
		return plaintext.Span{}, false
	}
	start, end := -1, 0
	for _, part := range parts {
		if part = trimFolded(part); part == "" {
			continue
		}
		if Letters(part) < minQuoteLetters {
			return plaintext.Span{}, false
		}
		at := in.index(part, end)
		if at < 0 || (start >= 0 && at-end > maxGapBytes) {
			return plaintext.Span{}, false
		}
		if start < 0 {
			start = at
		}
		end = at + len(part)
	}
	if start < 0 {
		return plaintext.Span{}, false
	}
	return in.span(start, end), true
}

// folded is a text in the form quotes are compared in, with the way back.
type folded struct {
	text string
	// from holds for each byte of text the range of the original it came from.
	from, to []int
}

// span leads a range of the folded text back to the original.
func (f folded) span(start, end int) plaintext.Span {
	return plaintext.Span{Start: f.from[start], End: f.to[end-1]}
}

// index finds want from a position on where it begins and ends at the border
// of a word: half a number is another number.
func (f folded) index(want string, from int) int {
	for from <= len(f.text) {
		i := strings.Index(f.text[from:], want)
		if i < 0 {
			return -1
		}
		i += from
		if wordBorder(f.text, i) && wordBorder(f.text, i+len(want)) {
			return i
		}
		from = i + 1
	}
	return -1
}

// wordBorder tells whether no word runs across position i.
func wordBorder(s string, i int) bool {
	if i <= 0 || i >= len(s) {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i:])
	return !isWord(before) || !isWord(after) || unicode.Is(unicode.Han, before) || unicode.Is(unicode.Han, after)
}

func isWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// fold brings a text to the form quotes are compared in: lower case, one space
// for any white space, plain quotation marks and dashes, "…" for an ellipsis,
// nothing for characters that cannot be seen.
func fold(s string) folded {
	f := folded{from: make([]int, 0, len(s)), to: make([]int, 0, len(s))}
	buf := make([]byte, 0, len(s))
	for i, r := range s {
		out := foldRune(r)
		if out == "" || out == " " && (len(buf) == 0 || buf[len(buf)-1] == ' ') {
			continue
		}
		start, end := i, i+runeLen(s[i:])
		if out == "." && bytes.HasSuffix(buf, []byte("..")) {
			buf = buf[:len(buf)-2]
			start, out = f.from[len(buf)], "…"
			f.from, f.to = f.from[:len(buf)], f.to[:len(buf)]
		}
		buf = append(buf, out...)
		for range len(out) {
			f.from, f.to = append(f.from, start), append(f.to, end)
		}
	}
	f.text = string(buf)
	return f
}

// runeLen is the number of bytes of the first character, broken ones included.
func runeLen(s string) int {
	_, size := utf8.DecodeRuneInString(s)
	return size
}

// foldRune is the form of one character, "" where it is invisible.
func foldRune(r rune) string {
	switch r {
	case '“', '”', '„', '‟', '«', '»', '"', '‘', '’', '‚', '‛', '\'', '`', '´', '‹', '›', '″', '′':
		return "'"
	case '–', '—', '‒', '―', '‐', '‑', '−':
		return "-"
	case '…':
		return "…"
	}
	switch {
	case unicode.IsSpace(r):
		return " "
	case Invisible(r):
		return ""
	}
	return string(unicode.ToLower(r))
}

// trimFolded drops what may surround a quote without belonging to it.
func trimFolded(s string) string { return strings.Trim(s, " '…*_[]") }

// Letters counts the letters and digits of a text.
func Letters(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}
