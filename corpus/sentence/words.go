package sentence

import (
	_ "embed"
	"strings"

	"footnote/corpus/plaintext"
)

//go:embed abbreviations.txt
var abbreviationsFile string

//go:embed starters.txt
var startersFile string

//go:embed speech.txt
var speechFile string

// abbreviation is what a full stop behind a word means.
type abbreviation string

const (
	noAbbreviation     abbreviation = ""
	titleAbbreviation  abbreviation = "title"
	numberAbbreviation abbreviation = "number"
	monthAbbreviation  abbreviation = "month"
	middleAbbreviation abbreviation = "middle"
	lastAbbreviation   abbreviation = "last"
	finalAbbreviation  abbreviation = "final"
)

var (
	abbreviations = parseAbbreviations(abbreviationsFile)
	starters      = plaintext.Words(startersFile)
	speechVerbs   = plaintext.Words(speechFile)
)

// parseAbbreviations reads lines of a class and its words. A word that stands
// in two classes, being an abbreviation in two languages, is of the first.
func parseAbbreviations(file string) map[string]abbreviation {
	m := make(map[string]abbreviation)
	for l := range strings.Lines(file) {
		fields := strings.Fields(l)
		if len(fields) == 0 || strings.HasPrefix(l, "#") {
			continue
		}
		for _, w := range fields[1:] {
			w = strings.TrimRight(w, ".")
			if m[w] == noAbbreviation {
				m[w] = abbreviation(fields[0])
			}
		}
	}
	return m
}

// abbreviationOf tells the class of a word as it stands before a full stop.
func abbreviationOf(word string) abbreviation { return abbreviations[strings.ToLower(word)] }

// IsStarter reports whether a word in small letters is one that begins sentences.
func IsStarter(word string) bool { return starters[word] }
