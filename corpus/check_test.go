package corpus

import (
	"strings"
	"testing"
	"unicode/utf8"

	"footnote/corpus/block"
	"footnote/corpus/plaintext"
)

// checkSpans holds what is true of any list of spans of a text: in order, not
// empty, on the borders of runes, without white space at their ends.
func checkSpans(t *testing.T, what, text string, spans []Span) {
	t.Helper()
	end := 0
	for _, s := range spans {
		switch {
		case s.Start < end || s.End > len(text) || s.Len() <= 0:
			t.Fatalf("%s %v after %d in a text of %d bytes", what, s, end, len(text))
		case !boundary(text, s.Start) || !boundary(text, s.End):
			t.Fatalf("%s %v cuts a character", what, s)
		case plaintext.Trim(text, s) != s:
			t.Fatalf("%s %q begins or ends with white space", what, text[s.Start:s.End])
		}
		end = s.End
	}
}

// boundary tells whether i is the start of a rune; in text that is not UTF-8 any
// byte that continues nothing is one.
func boundary(text string, i int) bool {
	return i == len(text) || utf8.RuneStart(text[i]) || !utf8.ValidString(text)
}

// checkPassages holds the promises of Split for one article.
func checkPassages(t *testing.T, a *Article) {
	t.Helper()
	blocks := Outline(a)
	spans := make([]Span, len(blocks))
	for i, b := range blocks {
		spans[i] = b.Span
	}
	checkSpans(t, "block", a.Text, spans)
	passages := Split(a)
	covered := make([]bool, len(a.Text))
	for i, p := range passages {
		checkPassage(t, a, &p)
		for b := p.Start; b < p.End; b++ {
			covered[b] = true
		}
		if i > 0 {
			checkOverlap(t, &passages[i-1], &p)
		}
	}
	for _, b := range blocks {
		for i := b.Start; i < b.End; i++ {
			if b.Kind == block.Table && strings.IndexByte("|-:+ ", a.Text[i]) >= 0 {
				continue // the rule below a head is in no sentence
			}
			if covered[i] != b.Kind.Body() && strings.IndexByte(" \t\r\n\f\v", a.Text[i]) < 0 && !inklessAt(a.Text, i) {
				t.Fatalf("byte %d of %v %q: in a passage is %v", i, b.Kind, a.Slice(b.Span), covered[i])
			}
		}
	}
}

// inklessAt tells whether byte i is of a rune that shows nothing.
func inklessAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[plaintext.RuneStart(text, i):])
	return plaintext.Inkless(r) || r == utf8.RuneError
}

func checkPassage(t *testing.T, a *Article, p *Passage) {
	t.Helper()
	checkSpans(t, "sentence", a.Text, p.Sentences)
	n := len(p.Sentences)
	switch {
	case p.Article != a || p.Text() != a.Text[p.Start:p.End]:
		t.Fatal("the passage is not the article's")
	case n == 0 || n > MaxSentences || p.Sentences[0].Start != p.Start || p.Sentences[n-1].End != p.End:
		t.Fatalf("passage %v has sentences %v", p.Span, p.Sentences)
	case utf8.RuneCountInString(p.Text()) > MaxRunes:
		t.Fatalf("passage %v has %d characters", p.Span, utf8.RuneCountInString(p.Text()))
	}
}

// checkOverlap holds that a passage begins with the last sentence of the one
// before, or behind it.
func checkOverlap(t *testing.T, before, p *Passage) {
	t.Helper()
	last := before.Sentences[len(before.Sentences)-1]
	if p.Start < before.End && (p.Sentences[0] != last || len(p.Sentences) < 2) {
		t.Fatalf("passage %v overlaps %v by more than its last sentence", p.Sentences, before.Sentences)
	}
}
