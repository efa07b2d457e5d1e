package quality

import (
	"strings"
	"unicode"
)

// Holds tells whether text contains answer as whole words, both normalised the
// way SQuAD's evaluation script does (Rajpurkar et al. 2016): lower case,
// without punctuation, without the words a, an and the.
func Holds(text, answer string) bool {
	wanted := normalise(answer)
	return wanted != "" && strings.Contains(" "+normalise(text)+" ", " "+wanted+" ")
}

// normalise gives the words of a text that count, with one space between them.
func normalise(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsPunct(r) || unicode.IsSymbol(r) && r < unicode.MaxASCII {
			return -1
		}
		return unicode.ToLower(r)
	}, text)
	words := strings.Fields(text)
	kept := words[:0]
	for _, w := range words {
		if w != "a" && w != "an" && w != "the" {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// oneSpaced makes every run of white space one space, so that an expression
// need not know where the lines of an article break.
func oneSpaced(text string) string { return strings.Join(strings.Fields(text), " ") }
