package proof

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"footnote/retrieval/answer/proof/syntax"
	"footnote/retrieval/text"
	"footnote/retrieval/text/lexicon"
)

// mutant is a false claim made of a true sentence.
type mutant struct{ kind, claim, quote string }

// mutator makes false claims of a sentence; others are names of its article and
// of another one.
type mutator struct {
	kind string
	make func(s string, own, foreign []string) []string
}

// swaps replaces whole words by those of a table, one at a time.
func swaps(table map[string]string) func(string, []string, []string) []string {
	return func(s string, _, _ []string) []string {
		var all []string
		for _, at := range wordSpan.FindAllStringIndex(s, -1) {
			if to, ok := table[s[at[0]:at[1]]]; ok {
				all = append(all, s[:at[0]]+to+s[at[1]:])
			}
		}
		return all
	}
}

var wordSpan = regexp.MustCompile(`[A-Za-z’']+`)

// both reads pairs in both directions.
func both(pairs ...string) map[string]string {
	m := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		m[pairs[i]], m[pairs[i+1]] = pairs[i+1], pairs[i]
	}
	return m
}

func opposites(t testing.TB) map[string]string {
	t.Helper()
	data, err := os.ReadFile("testdata/opposites.txt")
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for line := range strings.Lines(string(data)) {
		if f := strings.Fields(line); len(f) == 2 {
			words = append(words, f...)
		}
	}
	return both(words...)
}

// negated inserts "not" behind a verb that helps or takes it away.
func negated(s string, _, _ []string) []string {
	if i := strings.Index(s, " not "); i > 0 && !strings.Contains(s, "not only") {
		return []string{s[:i] + s[i+4:]}
	}
	if at := helper.FindStringSubmatchIndex(s); at != nil {
		return []string{s[:at[3]] + " not" + s[at[3]:]}
	}
	return nil
}

var helper = regexp.MustCompile(` (is|was|are|were|has|have|had|will|can|could|should|must|may|might)\b`)

var figure = regexp.MustCompile(`\b[0-9]+(?:[.,][0-9]+)*\b`)

// otherNumbers changes each number in digits.
func otherNumbers(s string, _, _ []string) []string {
	var all []string
	for _, at := range figure.FindAllStringIndex(s, -1) {
		if at[0] == 0 {
			continue // of a list
		}
		plain := strings.NewReplacer(",", "", ".", "").Replace(s[at[0]:at[1]])
		if n, err := strconv.Atoi(plain); err == nil {
			all = append(all, s[:at[0]]+strconv.Itoa(n+7)+s[at[1]:])
		}
	}
	return all
}

// otherNames replaces a name within a sentence by one that it does not hold.
func otherNames(from func(own, foreign []string) []string) func(string, []string, []string) []string {
	return func(s string, own, foreign []string) []string {
		var all []string
		for _, at := range innerNames(s) {
			for _, n := range from(own, foreign) {
				if unlike(n, s) {
					all = append(all, s[:at[0]]+n+s[at[1]:])
					break
				}
			}
		}
		return all
	}
}

// unlike reports whether a name has no word in common with a sentence, nor one of
// the same stem: "French" for "France" makes nothing false.
func unlike(name, s string) bool {
	for _, n := range wordSpan.FindAllString(name, -1) {
		for _, w := range wordSpan.FindAllString(s, -1) {
			if min(len(n), len(w)) > 3 && strings.EqualFold(n[:4], w[:4]) || lexicon.Relate(lexicon.Look(n), lexicon.Look(w)) != lexicon.Unrelated ||
				lexicon.Governs(lexicon.Look(n), lexicon.Look(w)) {
				return false
			}
		}
	}
	return true
}

var nameSpan = regexp.MustCompile(`\b[A-Z][a-z]{3,}(?: [A-Z][a-z]{2,})*\b`)

// innerNames are the places of names that do not open the sentence.
func innerNames(s string) [][]int {
	return slices.DeleteFunc(nameSpan.FindAllStringIndex(s, -1), func(at []int) bool {
		return at[0] < 2 || !unicode.IsLower(rune(s[at[0]-2])) || text.IsDateWord(strings.ToLower(strings.Fields(s[at[0]:at[1]])[0]))
	})
}

// asymmetric verbs: who does them to whom may not be exchanged.
var asymmetric = regexp.MustCompile(` (accused|defeated|criticized|criticised|appointed|succeeded|founded|attacked|invaded|supported|replaced|praised|blamed|defeated|killed|taught|hired|sued|arrested|urged|warned|told|asked|invited|paid|sent|gave|joined|visited|named|elected|led|ruled|conquered|influenced|captured|forgave|thanked|ordered) `)

// transitive matches any regular past tense; a name right before and right
// behind it are its subject and object.
var transitive = regexp.MustCompile(` [a-z]{4,}ed (?:the )?`)

// swapped exchanges the names next to such a verb.
func swapped(s string, _, _ []string) []string {
	at := asymmetric.FindStringIndex(s)
	if at == nil {
		at = transitive.FindStringIndex(s)
	}
	if at == nil {
		return nil
	}
	names := nameSpan.FindAllStringIndex(s, -1)
	var before, behind []int
	for _, n := range names {
		if n[1] == at[0] {
			before = n
		}
		if n[0] == at[1] {
			behind = n
		}
	}
	if before == nil || behind == nil || syntax.ClassOf(strings.ToLower(s[before[0]:before[1]])) != syntax.Open {
		return nil
	}
	a, b := s[before[0]:before[1]], s[behind[0]:behind[1]]
	return []string{s[:before[0]] + b + s[at[0]:at[1]] + a + s[behind[1]:]}
}

// cuts removes what a pattern matches, and begins the rest with a capital.
func cuts(patterns ...string) func(string, []string, []string) []string {
	return func(s string, _, _ []string) []string {
		var all []string
		for _, p := range patterns {
			if at := regexp.MustCompile(p).FindStringIndex(s); at != nil {
				rest := strings.TrimLeft(s[:at[0]]+s[at[1]:], " ")
				if len(strings.Fields(rest)) >= 4 {
					all = append(all, strings.ToUpper(rest[:1])+rest[1:])
				}
			}
		}
		return all
	}
}

func mutators(t testing.TB) []mutator {
	return []mutator{
		{"antonym", swaps(opposites(t))},
		{"negation", negated},
		{"number", otherNumbers},
		{"date", swaps(both("January", "June", "February", "July", "March", "August", "April", "October", "September", "December",
			"Monday", "Friday", "Tuesday", "Saturday", "Wednesday", "Sunday"))},
		{"name", otherNames(func(own, _ []string) []string { return own })},
		{"entity of another article", otherNames(func(_, foreign []string) []string { return foreign })},
		{"role", swapped},
		{"quantity", swaps(map[string]string{"some": "all", "Some": "All", "many": "all", "Many": "All", "most": "all", "Most": "All", "several": "all", "few": "most", "nearly": "exactly", "almost": "exactly"})},
		{"strength", swaps(map[string]string{"may": "will", "might": "will", "could": "will", "considers": "chose", "plans": "decided", "proposed": "enacted", "reportedly": "", "possible": "certain", "likely": "certain", "allegedly": ""})},
		{"speaker removed", cuts(`^[A-Z][^,.“”]{2,40} (?:said|says|argued|claimed|believed|stated|suggested|insisted|noted|warned|announced) that `, `, [^,“”]{2,40} (?:said|says|argued|claimed|added|noted)\.?$`, `^According to [^,]+, `)},
		{"condition cut", cuts(`^If [^,]+, `, ` if [^,.]+`, ` unless [^,.]+`, ` except [^,.]+`)},
		{"direction", swaps(both("before", "after", "more", "less", "above", "below", "over", "under", "up", "down"))},
		{"unit", swaps(both("million", "billion", "years", "months", "miles", "metres", "percent", "euros", "dollars", "pounds", "hours", "minutes", "days", "weeks"))},
	}
}

// mutate makes the mutants of an article's sentences.
func mutate(t testing.TB, text string, foreign []string) []mutant {
	own := namesIn(text)
	var all []mutant
	for _, s := range sentencesIn(text) {
		for _, m := range mutators(t) {
			for _, claim := range m.make(s, own, foreign) {
				if claim != s {
					all = append(all, mutant{m.kind, strings.Join(strings.Fields(claim), " "), s})
				}
			}
		}
	}
	return all
}

// namesIn lists the names of a text that are met within sentences.
func namesIn(text string) []string {
	var all []string
	for _, s := range sentencesIn(text) {
		for _, at := range innerNames(s) {
			all = append(all, s[at[0]:at[1]])
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
