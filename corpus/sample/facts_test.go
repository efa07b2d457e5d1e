package sample

import (
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// The tests here guard against invented facts: whatever names or counts
// something must stand in the original that an article rests on.

// derived are names and numbers that may stand in an article without standing
// in its original, each with the reason. A key with a slash is for the articles
// whose ID begins with what is before it.
var derived = map[string]string{
	"two":       "counts sides, presidents and capitals",
	"second":    "orders the points of an argument",
	"04/four":   "counts the risks in the list",
	"05/three":  "counts the reasons in the list",
	"07/four":   "counts the days from Tuesday to Saturday",
	"13/three":  "counts the questions in the list",
	"17/7":      "the day of the Thursday, see the package comment",
	"25/7":      "the same day",
	"26/7":      "the same day",
	"August":    "the month of that Thursday",
	"25/18":     "the Tuesday before 22 February 2025",
	"25/21":     "the Friday before it",
	"25/22":     "the Saturday of the Ryabkov account",
	"19/half":   "from February to August is half a year",
	"25/half":   "from February to August is half a year",
	"26/four":   "counts the answers in the paragraph",
	"08/fifth":  "20% is one fifth",
	"08/third":  "the invasion is nearly three years old",
	"Mr":        "a form of address",
	"American":  "of the United States",
	"Americans": "people of the United States",
	"Europe":    "where the European allies are",
	"House":     "of White House, the seat of the administration",
	"Russians":  "people of Russia",
	"States":    "of United States, spelled out for US",
	"West":      "the Western nations",
	"White":     "of White House, the seat of the administration",
}

// isDerived tells whether the word needs no original in the article.
func isDerived(id, w string) bool {
	for key := range derived {
		prefix, rest, scoped := strings.Cut(key, "/")
		if key == w || scoped && rest == w && strings.HasPrefix(id, prefix) {
			return true
		}
	}
	return false
}

// openers are ordinary words that happen to stand only at the beginning of a
// sentence, and are no names.
var openers = set(strings.Fields(
	"afterwards caution hints neither nobody preparations seated sitting"))

var (
	numeral    = regexp.MustCompile(`\d+`)
	numberWord = regexp.MustCompile(`(?i)\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|billions?|second|third|fourth|fifth|sixth|half|twice|quarter)\b`)
	// opener finds the words that are capitalised only for where they stand:
	// at the beginning of a line, a list item, a sentence or a clause.
	opener = regexp.MustCompile(`(?m)(?:^[#\s>*\d.-]*"?|[.?!:]"?\**\s+"?)(\p{Lu}[\pL']*)`)
)

func TestNumbersStandInTheOriginals(t *testing.T) {
	texts := originals(t)
	for _, a := range articles(t) {
		from := source(t, texts, a)
		known := set(numeral.FindAllString(from, -1))
		counted := set(word.FindAllString(strings.ToLower(from), -1))
		body := listNumber.ReplaceAllString(a.Title+"\n"+a.body, "")
		for _, n := range numeral.FindAllString(body, -1) {
			if !known[n] && !isDerived(a.id, n) {
				t.Errorf("%s: the number %s is not in its original", a.id, n)
			}
		}
		for _, n := range numberWord.FindAllString(body, -1) {
			if n = strings.ToLower(n); !counted[n] && !isDerived(a.id, n) {
				t.Errorf("%s: the number %q is not in its original", a.id, n)
			}
		}
	}
}

// listNumber is the number of a list item, which counts nothing.
var listNumber = regexp.MustCompile(`(?m)^\d+\. `)

func TestNamesStandInTheOriginals(t *testing.T) {
	texts := originals(t)
	ordinary := lowerWords(t)
	for _, a := range articles(t) {
		known := set(word.FindAllString(source(t, texts, a), -1))
		text := plain.Replace(a.Title + "\n" + a.body)
		opens := map[int]bool{}
		for _, m := range opener.FindAllStringSubmatchIndex(text, -1) {
			opens[m[2]] = true
		}
		for _, at := range word.FindAllStringIndex(text, -1) {
			w := text[at[0]:at[1]]
			if !unicode.IsUpper([]rune(w)[0]) || known[w] || isDerived(a.id, w) {
				continue
			}
			if !opens[at[0]] || !ordinary[strings.ToLower(w)] && !openers[strings.ToLower(w)] {
				t.Errorf("%s: the name %q is not in its original", a.id, w)
			}
		}
	}
}

// lowerWords are the words that the originals or the sample articles write in
// lower case somewhere, and which therefore are no names.
func lowerWords(t *testing.T) map[string]bool {
	t.Helper()
	ordinary := map[string]bool{}
	var all strings.Builder
	for _, text := range originals(t) {
		all.WriteString(text + "\n")
	}
	for _, a := range articles(t) {
		all.WriteString(a.body + "\n")
	}
	for _, w := range word.FindAllString(all.String(), -1) {
		if unicode.IsLower([]rune(w)[0]) {
			ordinary[w] = true
		}
	}
	return ordinary
}

func set(words []string) map[string]bool {
	in := map[string]bool{}
	for _, w := range words {
		in[w] = true
	}
	return in
}
