package persona

import (
	"strings"
	"unicode"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
)

// word is a word of a text and what it is compared by.
type word struct {
	raw  string // as it stands
	stem string // lower case, without a possessive, stemmed
	stop bool
	// name marks a word with a capital that does not begin a sentence.
	name bool
	// after marks a name that follows another with only a space between.
	after bool
}

var stops = func() map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(`a about after all also am an and any are as at be been before being but by can could did do does doing
		for from get gets give given had has have having he her hers him his how i if in into is it its itself just may me might more most my
		no not of off on or our out own s said same say says she should so some such t than that the their theirs them then there these they
		this those to too under up us very was we were what when where which while who whom whose why will with would you your tell`) {
		set[w] = true
	}
	return set
}()

func readWords(text string) []word {
	var out []word
	fields := strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '’' && r != '\'' && r != '.'
	})
	for i, f := range fields {
		f = strings.Trim(f, ".'’")
		if f == "" {
			continue
		}
		w := word{raw: f, stem: stem(f)}
		w.stop = stops[w.stem] || stops[strings.ToLower(f)]
		w.name = i > 0 && unicode.IsUpper([]rune(f)[0])
		w.after = w.name && len(out) > 0 && out[len(out)-1].name && strings.Contains(text, out[len(out)-1].raw+" "+f)
		out = append(out, w)
	}
	return out
}

// stem folds a word: "U.S." and "US" alike, possessives off, English endings off.
func stem(raw string) string {
	low := strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(raw, "’", "'"), ".", ""))
	low = strings.TrimSuffix(strings.TrimSuffix(low, "'s"), "'")
	env := snowballstem.NewEnv(low)
	english.Stem(env)
	return env.Current()
}
