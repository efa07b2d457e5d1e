package terms

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"golang.org/x/text/unicode/norm"
)

// letters that Unicode does not decompose, as they are commonly written
// without the letter.
var plain = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d",
	"ð", "d", "þ", "th", "ı", "i", "ħ", "h", "ŧ", "t", "ſ", "s")

// read decides what a written form becomes.
func read(form string) word {
	first, _ := utf8.DecodeRuneInString(form)
	w := word{upper: unicode.IsUpper(first) || unicode.IsTitle(first)}
	lower, bare := Fold(form), ""
	if lower, bare = contract(lower); bare == "" {
		bare = lower
	}
	entry, stop := stopWords[lower]
	if !stop {
		entry, stop = stopWords[bare]
	}
	if stop && !entry.named(form, w.upper) {
		w.term, w.stop, w.doubt = bare, true, entry.kind != always
		return w
	}
	w.term = stem(bare)
	return w
}

// Fold returns a word in lower case and without diacritics; apostrophes become
// plain ones, and the dots and commas inside acronyms and numbers are dropped.
func Fold(form string) string {
	folded := strings.ToLower(form)
	if !isASCII(folded) {
		folded = norm.NFKD.String(folded)
		folded = plain.Replace(strings.Map(unmark, folded))
		folded = norm.NFC.String(folded)
	}
	if strings.ContainsAny(folded, ".,&") {
		folded = dropSeparators(folded)
	}
	return folded
}

// unmark drops diacritics, vowel points and characters that cannot be seen.
// Marks of other scripts are letters of their own and stay.
func unmark(r rune) rune {
	switch {
	case 0x0300 <= r && r <= 0x036F, // of Latin, Greek and Cyrillic
		0x0591 <= r && r <= 0x05C7,                           // of Hebrew
		0x064B <= r && r <= 0x065F, r == 0x0670, r == 0x0640, // of Arabic
		r == 0xAD, r == 0x200C, r == 0x200D, r == 0x20DD:
		return -1
	case isApostrophe(r):
		return '\''
	}
	return r
}

// dropSeparators keeps only the dots between digits.
func dropSeparators(folded string) string {
	number := folded[0] >= '0' && folded[0] <= '9'
	return strings.Map(func(r rune) rune {
		if r == ',' || r == '&' || r == '.' && !number {
			return -1
		}
		return r
	}, folded)
}

// contract takes the apostrophes out of a folded word; bare is the word
// without a possessive or a contracted verb, "" where it has none.
func contract(folded string) (joined, bare string) {
	at := strings.LastIndexByte(folded, '\'')
	if at < 0 {
		return trimOrdinal(folded), ""
	}
	joined = strings.ReplaceAll(folded, "'", "")
	switch folded[at+1:] {
	case "s", "m", "re", "ve", "ll", "d":
		bare = strings.ReplaceAll(folded[:at], "'", "")
	}
	return joined, bare
}

// trimOrdinal takes the ending from "20th" and "1990s"; the scanner leaves no
// other letters behind a digit that begins a word.
func trimOrdinal(folded string) string {
	if folded == "" || folded[0] < '0' || folded[0] > '9' {
		return folded
	}
	return strings.TrimRight(folded, "stndrh")
}

// stem reduces an English word by Porter2; others it returns as they are.
func stem(bare string) string {
	if len(bare) < 3 {
		return bare
	}
	for i := range len(bare) {
		if bare[i] < 'a' || bare[i] > 'z' {
			return bare
		}
	}
	env := snowballstem.NewEnv(oneSpelling(bare))
	english.Stem(env)
	return strings.Clone(env.Current())
}

// oneSpelling writes -ise as -ize and -yse as -yze, with the endings they
// take, where both are in use: "organised" and "organized" are one word.
func oneSpelling(bare string) string {
	for _, end := range [...]string{"e", "ed", "es", "er", "ers", "ing", "ation", "ations"} {
		stem, ok := strings.CutSuffix(bare, end)
		if !ok || len(stem) < 6 || stem[len(stem)-1] != 's' {
			continue
		}
		switch stem[len(stem)-4 : len(stem)-1] {
		case "ali", "ani", "ari", "ati", "eri", "ili", "ini", "oni", "ori", "iti", "ici", "oli", "gni", "aly":
			return stem[:len(stem)-1] + "z" + end
		}
	}
	return bare
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
