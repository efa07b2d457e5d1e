package terms

import (
	_ "embed"
	"strings"
)

//go:embed stopwords.txt
var stopFile string

//go:embed questionwords.txt
var questionFile string

// kind says when a stop word is one.
type kind uint8

const (
	always            kind = iota
	unlessShouted          // "US" is a name, "us" is not
	unlessCapitalised      // "May" is a month, "may" is not
)

type stopWord struct{ kind kind }

var (
	stopWords     = parseStops(stopFile)
	questionWords = parseStops(questionFile)
)

// parseStops reads words separated by white space; # begins a comment line, a
// trailing * means unlessShouted and ^ unlessCapitalised.
func parseStops(file string) map[string]stopWord {
	words := map[string]stopWord{}
	for _, line := range Lines(file) {
		for _, w := range strings.Fields(line) {
			name, kind := w, always
			switch w[len(w)-1] {
			case '*':
				name, kind = w[:len(w)-1], unlessShouted
			case '^':
				name, kind = w[:len(w)-1], unlessCapitalised
			}
			words[strings.ReplaceAll(name, "'", "")] = stopWord{kind}
		}
	}
	return words
}

// named tells whether a stop word in this written form is a name after all.
func (s stopWord) named(form string, upper bool) bool {
	switch s.kind {
	case unlessShouted:
		return form == strings.ToUpper(form) && len(form) > 1
	case unlessCapitalised:
		return upper
	}
	return false
}

// IsQuestionWord tells whether a term asks ("who", "when", "why"). All of them
// are stop words.
func IsQuestionWord(term string) bool {
	_, ok := questionWords[term]
	return ok
}
