package app_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/lexical"
)

// checker holds answers to their quotes by means of its own: plain string
// comparison, written without a look at the package that proves claims, so that
// a mistake there is not repeated here. It is strict about numbers and names
// and knows nothing of the rest.
type checker struct {
	library *retrieval.Library
	// common are the words that the articles write in lower case somewhere:
	// with a capital at the beginning of a sentence they name nobody.
	common map[string]bool
}

func newChecker(library *retrieval.Library) *checker {
	c := &checker{library: library, common: map[string]bool{"earlier": true, "later": true, "differently": true, "meanwhile": true}}
	for _, a := range library.Articles() {
		for _, w := range wordForm.FindAllString(a.Text, -1) {
			if strings.ToLower(w) == w {
				c.common[w] = true
			}
		}
	}
	return c
}

// faults lists what an answer shows without proof.
func (c *checker) faults(a *answer.Answer) []string {
	var faults []string
	note := func(form string, args ...any) { faults = append(faults, fmt.Sprintf(form, args...)) }
	cited := map[int]answer.Citation{}
	for _, q := range a.Citations {
		cited[q.Number] = q
		if article, ok := c.library.Article(q.Article); !ok || !standsAt(article, q.Quote, q.Start, q.End) {
			note("quote %d is not verbatim: %q", q.Number, q.Quote)
		}
	}
	for _, q := range a.Nearest {
		if article, ok := c.library.Article(q.Article); !ok || !standsAt(article, q.Quote, q.Start, q.End) {
			note("a nearest passage is not verbatim: %q", q.Quote)
		}
	}
	if a.Answered != (len(a.Claims) > 0) || a.Answered == (a.Reason != "" || a.Talk != "") {
		note("answered %v with %d claims and the reason %q", a.Answered, len(a.Claims), a.Reason)
	}
	for _, claim := range a.Claims {
		support, when := "", ""
		for _, n := range claim.Citations {
			q, ok := cited[n]
			if !ok {
				note("%q cites %d, which is not there", claim.Text, n)
			}
			support, when = support+told(q), when+days(q)
		}
		if len(claim.Citations) == 0 {
			note("%q cites nothing", claim.Text)
		}
		faults = append(faults, c.beyond(claim.Text, support, when)...)
	}
	return faults
}

func standsAt(a *corpus.Article, quote string, start, end int) bool {
	return quote != "" && start >= 0 && end <= len(a.Text) && start < end && a.Text[start:end] == quote
}

// told is what a citation says: its quote, and whose it is.
func told(q answer.Citation) string { return q.Quote + "\n" + q.Title + "\n" + q.Source + "\n" }

// days are the days that a citation gives beside its words: that of its
// article, and where the quote counts from it ("yesterday", "on Friday") those
// around it.
func days(q answer.Citation) string {
	day, err := time.Parse(time.DateOnly, q.Published)
	if err != nil {
		return ""
	}
	reach, said := 0, ""
	if relativeDay.MatchString(q.Quote) {
		reach = 13
	}
	for d := -reach; d <= reach; d++ {
		said += day.AddDate(0, 0, d).Format("Monday 2 January 2006; January 2, 2006\n")
	}
	return said
}

var (
	relativeDay = regexp.MustCompile(`(?i)\b(?:today|tonight|yesterday|tomorrow|\w+day|week)\b`)
	wordForm    = regexp.MustCompile(`\p{L}[\p{L}\p{M}’'-]*`)
	digitForm   = regexp.MustCompile(`\d+(?:[.,]\d+)*`)
	sentenceEnd = regexp.MustCompile(`(?:^|[.!?:;“"‘(\[»«–—-])[\s“"‘(]*$`)
	dayForm     = regexp.MustCompile(`(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{1,2}\b)?(?:,? \d{4})?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day`)
	capitals    = regexp.MustCompile(`^\p{Lu}{2,}$`)
)

// dayWord stands for a date that has been checked.
const dayWord = "day"

// spelled are the numbers written as words.
var spelled = map[string]string{"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
	"ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17",
	"eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70",
	"eighty": "80", "ninety": "90", "hundred": "100", "thousand": "1000", "million": "1000000", "billion": "1000000000",
	"third": "3", "fourth": "4", "fifth": "5", "sixth": "6", "seventh": "7", "eighth": "8", "ninth": "9", "tenth": "10"}

// numbers are the numbers of a text, in digits.
func numbers(text string) map[string]bool {
	all := map[string]bool{}
	for _, n := range digitForm.FindAllString(text, -1) {
		all[strings.ReplaceAll(n, ",", "")] = true
	}
	for _, w := range wordForm.FindAllString(strings.ToLower(text), -1) {
		for part := range strings.SplitSeq(w, "-") {
			if n := spelled[part]; n != "" {
				all[n] = true
			}
		}
	}
	return all
}

// beyond lists the numbers and names of a claim that its support lacks. A date
// may also be one of the days.
func (c *checker) beyond(claim, support, days string) []string {
	var faults []string
	claim = dayForm.ReplaceAllStringFunc(claim, func(date string) string {
		if strings.Contains(days, date) {
			return dayWord
		}
		return date
	})
	have := numbers(support)
	for n := range numbers(claim) {
		if !have[n] {
			faults = append(faults, fmt.Sprintf("the number %s of %q stands in none of its quotes: %q", n, claim, support))
		}
	}
	known := map[string]bool{}
	for _, w := range wordForm.FindAllString(support, -1) {
		known[bare(w)] = true
	}
	for _, at := range wordForm.FindAllStringIndex(claim, -1) {
		word := claim[at[0]:at[1]]
		if !unicode.IsUpper([]rune(word)[0]) || known[bare(word)] || capitals.MatchString(word) && spells(support, word) {
			continue
		}
		if sentenceEnd.MatchString(claim[:at[0]]) && c.common[strings.ToLower(word)] {
			continue
		}
		faults = append(faults, fmt.Sprintf("the name %s of %q stands in none of its quotes: %q", word, claim, support))
	}
	return faults
}

// bare is a word in lower case without a possessive.
func bare(w string) string {
	w = strings.ToLower(strings.ReplaceAll(w, "’", "'"))
	return strings.Trim(strings.TrimSuffix(w, "'s"), "'-")
}

// spells tells whether words in a row of the support begin with the letters of
// an acronym.
func spells(support, acronym string) bool {
	var initials strings.Builder
	for _, w := range wordForm.FindAllString(support, -1) {
		if r := []rune(w)[0]; unicode.IsUpper(r) {
			initials.WriteRune(r)
		}
	}
	return strings.Contains(initials.String(), acronym)
}

// A checker that finds nothing would let everything pass.
func TestTheCheckerFindsWhatIsAdded(t *testing.T) {
	library := retrieval.NewLibrary(lexical.New())
	c := newChecker(library)
	q := answer.Citation{Quote: "Anna Berg named the United Arab Emirates on Monday for 12 talks.", Source: "Harbour Post", Published: "2024-05-09"}
	for claim, want := range map[string]int{
		"Berg named the UAE for twelve talks.":                 0,
		"Harbour Post, 9 May 2024: Berg named it on 6 May.":    0,
		"Berg named the UAE for 13 talks.":                     1,
		"Berg named Lisbon for twelve talks.":                  1,
		"Angela Whitcombe named the UAE.":                      2,
		"Berg named the USA.":                                  1,
		"Later, Harbour Post: Anna Berg's talks in June 2024.": 2,
		"Berg named the UAE on 7 July.":                        2,
	} {
		if got := c.beyond(claim, told(q), days(q)); len(got) != want {
			t.Errorf("%q: found %d faults, want %d: %v", claim, len(got), want, got)
		}
	}
	a := answer.Answer{Answered: true, Claims: []answer.Claim{{Text: "Berg.", Citations: []int{1, 2}}, {Text: "x"}},
		Citations: []answer.Citation{{Number: 1, Article: "nowhere", Quote: "Berg", End: 4}}}
	if got := c.faults(&a); len(got) != 3 {
		t.Errorf("found %d faults, want 3: %v", len(got), got)
	}
}
