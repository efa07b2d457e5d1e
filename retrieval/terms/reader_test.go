package terms_test

import (
	"fmt"
	"strings"
	"testing"

	"footnote/retrieval/terms"
)

// TestNumbersAreTheTokens reads texts by numbers and as tokens.
func TestNumbersAreTheTokens(t *testing.T) {
	r := terms.NewReader()
	for _, text := range []string{
		"", "The U.S. envoys met us in the us; who said US? WHO said so.",
		"9 May 2025, in may, may be, MAY", "WHO SAID IT FIRST TO US", "Société naïve 北京大学 1,200 20th",
		"sixteen-letters: abcdefghijklmnop abcdefghijklmnopq abcdefghijklmnopr", "a ab abc abcd abcde abcdefg abcdefgh abcdefghi",
	} {
		numbers, tokens := r.Numbers(nil, text), terms.Tokens(text)
		if len(numbers) != len(tokens) {
			t.Fatalf("%q: %d numbers for %d tokens", text, len(numbers), len(tokens))
		}
		for i, n := range numbers {
			want := tokens[i]
			want.Start, want.End = 0, 0
			if got := r.Word(n); got != want || int(n) >= r.Len() {
				t.Errorf("%q: word %d is %+v, want %+v", text, i, got, want)
			}
		}
	}
}

// TestReaderTellsFormsApart reads so many forms that they share their places,
// of all sizes, twice.
func TestReaderTellsFormsApart(t *testing.T) {
	var b strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&b, "q%dx %s%d ", i, strings.Repeat("z", i%23), i)
	}
	r := terms.NewReader()
	first := r.Append(nil, b.String())
	again := r.Append(nil, b.String())
	if len(first) < 40_000 || len(first) != len(again) {
		t.Fatalf("%d words, then %d", len(first), len(again))
	}
	for i, a := range first {
		if form := b.String()[a.Start:a.End]; a != again[i] || a.Term != form {
			t.Fatalf("%q became %+v, then %+v", form, a, again[i])
		}
	}
	r.Forget()
	if r.Len() != 0 {
		t.Errorf("%d words are left of those forgotten", r.Len())
	}
	if got := r.Append(nil, "zz zz"); len(got) != 2 || got[1].Term != "zz" {
		t.Errorf("after forgetting: %+v", got)
	}
}
