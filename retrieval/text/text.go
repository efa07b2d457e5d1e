// Package text reads a text once for everybody: its words, numbers, dates, names and
// what negates it. It knows general language in six languages, and no subject.
package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval/terms"
)

// Text is a text with its words.
type Text struct {
	Raw    string
	Tokens []terms.Token
	// Lower are the words in lower case, with plain apostrophes.
	Lower []string
	// At holds the positions of each term.
	At map[string][]int
	// Starts marks the words that open a sentence.
	Starts []bool
}

// Read divides a text into words.
func Read(raw string) *Text {
	t := &Text{Raw: raw, Tokens: terms.Tokens(raw), At: map[string][]int{}}
	t.Lower = make([]string, len(t.Tokens))
	t.Starts = make([]bool, len(t.Tokens))
	for i, tok := range t.Tokens {
		t.Lower[i] = strings.ReplaceAll(strings.ToLower(raw[tok.Start:tok.End]), "’", "'")
		t.At[tok.Term] = append(t.At[tok.Term], i)
		t.Starts[i] = i == 0 || strings.ContainsAny(terms.Between(raw, t.Tokens[i-1], tok), ".!?:\n“\"«")
	}
	return t
}

// Form is word i as written.
func (t *Text) Form(i int) string { return t.Raw[t.Tokens[i].Start:t.Tokens[i].End] }

// Between is what stands between word i-1 and word i, or before the first.
func (t *Text) Between(i int) string {
	if i == 0 {
		return t.Raw[:t.Tokens[0].Start]
	}
	return terms.Between(t.Raw, t.Tokens[i-1], t.Tokens[i])
}

// SameFamily tells whether two stems share their first five letters and most
// of the longer one: negotiate, negotiation.
func SameFamily(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 5 || a[0] != b[0] {
		return false
	}
	n := 0
	for n < len(a) && a[n] == b[n] {
		n++
	}
	for n > 0 && n < len(a) && !utf8.RuneStart(a[n]) {
		n--
	}
	return n >= 5 && n*10 >= len(b)*7
}

// Negates reports whether word i turns a statement round.
func (t *Text) Negates(i int) bool {
	return words().negations[t.Lower[i]] || strings.HasSuffix(t.Lower[i], "n't")
}

// Negations is how many words turn the statement round.
func (t *Text) Negations() (n int) {
	for i := range t.Tokens {
		if t.Negates(i) {
			n++
		}
	}
	return n
}

// StartsUpper reports whether a word or text begins with a capital.
func StartsUpper(form string) bool {
	for _, r := range form {
		return unicode.IsUpper(r)
	}
	return false
}
