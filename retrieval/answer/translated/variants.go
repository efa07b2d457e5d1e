package translated

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"footnote/retrieval/terms"
	"footnote/retrieval/text/lexicon"
)

// mostVariants bounds what a sentence is compared with; each costs the encoder
// about as much as the sentence itself.
const mostVariants = 24

//go:embed exchanged.txt
var exchangedFile string

// exchanged holds, for a word of grammar, what a false claim would have for it: the
// opposite direction, all for some, a fact for a possibility.
var exchanged = sync.OnceValue(func() map[string][]string {
	by := map[string][]string{}
	for _, line := range terms.Lines(exchangedFile) {
		from, to, _ := strings.Cut(line, ":")
		for _, word := range strings.Fields(from) {
			by[word] = append(by[word], strings.Fields(to)...)
		}
	}
	return by
})

// variants are sentences that an English sentence does not say, though they have
// nearly all of its words: with an opposite or another word of grammar, with "not"
// or without it, or without who says it or on what condition.
func variants(s string) []string {
	all := slices.Concat(negated(s), cut(s), exchange(s))
	all = slices.DeleteFunc(all, func(v string) bool { return v == s })
	return all[:min(len(all), mostVariants)]
}

var (
	denial = regexp.MustCompile(`(?i)\b(?:not|never)\s|n['’]t\b`)
	nobody = regexp.MustCompile(`(?i)\b(?:no|none|nobody|nothing|neither)\s`)
	helper = regexp.MustCompile(`\b(?:is|was|are|were|has|have|had|will|would|can|could|should|must|may|might|do|does|did)\b`)
)

// negated turns a sentence round.
func negated(s string) []string {
	if denial.MatchString(s) || nobody.MatchString(s) {
		return []string{denial.ReplaceAllString(s, ""), nobody.ReplaceAllString(s, "some ")}
	}
	all := []string{"It is not true that " + s}
	for _, at := range helper.FindAllStringIndex(s, 3) {
		all = append(all, s[:at[1]]+" not"+s[at[1]:])
	}
	return all
}

// said, as and on match who says a sentence, in front and behind, and on what
// condition it holds.
const said = `(?:said|says|argued|argues|claimed|claims|believed|believes|stated|suggested|suggests|insisted|noted|warned|warns|announced|added|adds|told \w+|reported|reports|wrote|writes|thinks|thought)`

var cuts = []*regexp.Regexp{
	regexp.MustCompile(`^[^,“”"]{2,80}? ` + said + `(?: that|,|:)? `),
	regexp.MustCompile(`,[”"]? (?:` + said + ` [^,“”"]{2,60}|[^,“”"]{2,60} ` + said + `)(?:,[^“”"]{2,80})?\.?$`),
	regexp.MustCompile(`(?i)\b(?:according to|in the words of|in the view of) [^,]+(?:, |\.?$)`),
	regexp.MustCompile(`(?i)(?:^|,? )(?:if|unless|except|provided that|as long as) [^,.]+,?`),
	regexp.MustCompile(`(?i) only\b`),
}

// leastCut is how many words are left of a sentence that is compared.
const leastCut = 3

// cut leaves away who says it or on what condition.
func cut(s string) []string {
	var all []string
	for _, c := range cuts {
		if at := c.FindStringIndex(s); at != nil {
			if rest := strings.TrimSpace(s[:at[0]] + " " + s[at[1]:]); len(strings.Fields(rest)) >= leastCut {
				all = append(all, rest)
			}
		}
	}
	return all
}

var wordSpan = regexp.MustCompile(`\p{L}[\p{L}\p{M}’'-]*`)

// exchange puts opposites in the place of single words.
func exchange(s string) []string {
	var all []string
	for _, at := range wordSpan.FindAllStringIndex(s, -1) {
		form := s[at[0]:at[1]]
		lower := strings.ToLower(form)
		others, known := exchanged()[lower]
		if !known && (form == lower || at[0] == 0) {
			for _, o := range lexicon.Opposites(lexicon.Look(lower)) {
				others = append(others, like(o, lower))
			}
		}
		for _, o := range others {
			all = append(all, s[:at[0]]+strings.TrimPrefix(o, "-")+s[at[1]:])
		}
	}
	return all
}

// like gives a base form the ending of another word, as far as that is regular.
func like(base, form string) string {
	switch {
	case lexicon.Look(form).Lemmas[lexicon.Verb] == nil && !strings.HasSuffix(form, "s"):
		return base
	case strings.HasSuffix(form, "ed"):
		return strings.TrimSuffix(base, "e") + "ed"
	case strings.HasSuffix(form, "ing"):
		return strings.TrimSuffix(base, "e") + "ing"
	case strings.HasSuffix(form, "s") && !strings.HasSuffix(form, "ss"):
		return base + "s"
	}
	return base
}

// aside is what a sentence says of a name besides: a relative clause or an
// apposition between commas.
var aside = regexp.MustCompile(`, (?:who|which|whom|whose|where|a|an|the|formerly) [^,“”"]+(,|[.!?]?$)`)

// shortened is a sentence without what it says besides, "" where that is nothing.
func shortened(s string) string {
	if short := strings.TrimSpace(aside.ReplaceAllString(s, " ")); short != s && len(strings.Fields(short)) >= leastCut {
		return strings.Join(strings.Fields(short), " ")
	}
	return ""
}

// partLetters is how long a word is whose lack is tried, and partWords how many words
// are left at the least.
const (
	partLetters = 4
	partWords   = 3
)

// parted are a claim's parts: without one of its words that are not sure, and without
// its end.
func parted(claim string, sure map[string]bool) []string {
	words := strings.Fields(claim)
	var all []string
	for i, w := range words {
		if utf8.RuneCountInString(w) >= partLetters && !sure[strings.Trim(w, ".,;:!?()«»„“”\"")] {
			all = append(all, strings.Join(slices.Concat(words[:i], words[i+1:]), " "))
		}
		if i >= partWords {
			all = append(all, strings.Join(words[:i], " ")+".")
		}
	}
	return all
}
