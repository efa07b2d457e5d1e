package lexical

import (
	_ "embed"

	"footnote/retrieval/terms"
)

//go:embed numberwords.txt
var numberFile string

//go:embed namewords.txt
var nameFile string

//go:embed commonwords.txt
var commonFile string

// numberWords and nameWords tell from a question's words what it asks for;
// commonWords are no typing errors.
var (
	numberWords = wordSet(numberFile)
	nameWords   = wordSet(nameFile)
	commonWords = wordSet(commonFile)
)

// wordSet gives the terms of the words in a file; # begins a comment line.
func wordSet(file string) map[string]bool {
	set := map[string]bool{}
	for _, line := range terms.Lines(file) {
		for _, t := range terms.Tokens(line) {
			set[t.Term] = true
		}
	}
	return set
}
