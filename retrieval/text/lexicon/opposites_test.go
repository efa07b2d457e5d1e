package lexicon

import (
	"slices"
	"testing"
)

func TestOpposites(t *testing.T) {
	for word, want := range map[string]string{
		"increased": "decrease", "accepts": "reject", "more": "less", "possible": "impossible",
		"won": "lose", "open": "closed", "Paris": "",
	} {
		got := Opposites(Look(word))
		if want == "" && len(got) > 0 || want != "" && !slices.Contains(got, want) {
			t.Errorf("the opposites of %s are %v, want %q", word, got, want)
		}
	}
}
