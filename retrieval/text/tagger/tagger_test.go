package tagger

import (
	"strings"
	"testing"
)

// TestTag reads sentences as "word/TAG word/TAG".
func TestTag(t *testing.T) {
	for _, line := range []string{
		"They/PRP fear/VBP that/IN noise/NN could/MD drive/VB the/DT herring/NN away/RB ./.",
		"The/DT fear/NN of/IN noise/NN kept/VBD them/PRP away/RP ./.",
		"The/DT service/NN listens/VBZ on/IN port/NN 8080/CD unless/IN another/DT port/NN is/VBZ set/VBN ./.",
		"The/DT council/NN did/VBD n't/RB approve/VB Berg/NNP 's/POS plan/NN ./.",
		"The/DT plans/NNS were/VBD approved/VBN ./.",
	} {
		var words, want []string
		for _, f := range strings.Fields(line) {
			at := strings.LastIndex(f, "/")
			words, want = append(words, f[:at]), append(want, f[at+1:])
		}
		if got := Tag(words); strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%s\n got %v", line, got)
		}
	}
}

func TestTagOfNothing(t *testing.T) {
	if got := Tag([]string{"", "港", "\xff"}); len(got) != 3 || got[0] != "" {
		t.Errorf("got %v", got)
	}
}

func BenchmarkTag(b *testing.B) {
	words := strings.Fields("If the configuration file is missing , the program creates one with default values .")
	for b.Loop() {
		Tag(words)
	}
}
