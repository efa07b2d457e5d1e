package proof

import (
	"footnote/retrieval/answer/proof/evidence"
	"slices"
	"strings"

	"footnote/retrieval/text/lexicon"
)

// resolve bears the names and nouns of the claim that the quote has a pronoun
// or a description for: "Berg" by "she" where Berg was spoken of before, "Dahl"
// by "the Norwegian leader" where the passage has "Norwegian President Dahl".
func resolve(a *alignment) {
	for i := range a.claim.words {
		w := &a.claim.words[i]
		if len(a.to[i]) > 0 || w.isNumber || w.date || !a.claim.isNoun(i) {
			continue
		}
		for k := range a.quote.words {
			if slices.ContainsFunc(a.known.meant(a.quote, k), func(other word) bool { return compare(w, &other) == says }) {
				a.to[i] = append(a.to[i], k)
			}
		}
		if len(a.to[i]) == 0 && w.name {
			a.to[i] = described(a, i)
		}
		if len(a.to[i]) == 0 && !w.name {
			a.to[i] = pointedAt(a, i)
		}
	}
}

// pointedAt are the words of the quote that point at what the sentence before it
// says, where the claim says it by the noun at i: "the idea of elections" for "these
// suggestions" behind a sentence about elections.
func pointedAt(a *alignment, i int) []int {
	if i < 2 || a.claim.words[i-1].lower != "of" {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(a.to[i-2]), func(q int) bool {
		if q == 0 {
			return true
		}
		switch a.quote.words[q-1].lower {
		case "this", "these", "that", "those", "such":
		default:
			return true
		}
		before := a.known.sentencesBefore(a.quote)
		return len(before) == 0 || !slices.ContainsFunc(before[len(before)-1].words, func(w word) bool { return compare(&a.claim.words[i], &w) == says })
	})
}

// isPronoun reports whether word k is a pronoun of the third person, or owns as
// one.
func isPronoun(s *sentence, k int) bool {
	switch s.words[k].lower {
	case "he", "she", "they", "it", "his", "her", "their", "its", "him", "them":
		return true
	}
	return false
}

// passages are what a claim is judged by, with what was found in them.
type passages struct {
	evidence.Evidence
	// before are the sentences before one in its passage, titled the titles that
	// the passages give.
	before map[*sentence][]*sentence
	titled map[string][]title
}

// meant are the words that a pronoun of the quote stands for: the subject of
// its sentence, if it stands before, else of the nearest sentence before that
// has one.
func (p *passages) meant(s *sentence, k int) []word {
	speaks := slices.Contains([]string{"i", "my", "me", "we", "our"}, s.words[k].lower)
	if !isPronoun(s, k) && !speaks {
		return nil
	}
	person := speaks || s.words[k].lower == "he" || s.words[k].lower == "she"
	if list := topic(s, k, person); fits(list, person) {
		return list
	}
	before := p.sentencesBefore(s)
	for i := len(before) - 1; i >= 0 && i >= len(before)-mostBefore; i-- {
		if list := topic(before[i], len(before[i].words), person); fits(list, person) {
			return list
		}
	}
	return nil
}

// mostBefore is how many sentences before a pronoun are looked at.
const mostBefore = 3

// fits reports whether a pronoun may stand for these words: "he" for a name.
func fits(list []word, person bool) bool {
	return len(list) > 0 && (!person || slices.ContainsFunc(list, func(w word) bool { return w.name }))
}

// topic is the subject of the first verb of a sentence, of the words before k.
func topic(s *sentence, k int, person bool) []word {
	if named := namedSubject(s, k); person && named != nil {
		return named
	}
	for v := range s.words[:k] {
		if !s.isVerb(v) && !s.finite(v) && !isToBe(s.words[v].lower) {
			continue
		}
		var list []word
		for _, i := range s.subjectOf(v) {
			if i < k {
				list = append(list, s.words[i])
			}
		}
		return list
	}
	return nil
}

// namedSubject is the last subject before word k that has a name.
func namedSubject(s *sentence, k int) []word {
	for v := k - 1; v > 0; v-- {
		if !s.isVerb(v) {
			continue
		}
		var list []word
		named := false
		subject := s.subjectOf(v)
		for _, i := range subject {
			list = append(list, s.words[i])
		}
		for _, i := range s.heads(subject) {
			named = named || s.words[i].name
		}
		if named {
			return list
		}
	}
	return nil
}

// sentencesBefore are the sentences that stand before a quote's in its passage.
func (p *passages) sentencesBefore(s *sentence) []*sentence {
	if list, ok := p.before[s]; ok {
		return list
	}
	var list []*sentence
	for _, passage := range p.Around {
		if at := strings.Index(passage, strings.TrimSpace(s.raw)); at > 0 {
			list = readSentences(passage[:at], -1)
			break
		}
	}
	if p.before == nil {
		p.before = map[*sentence][]*sentence{}
	}
	p.before[s] = list
	return list
}

// described finds the noun of the quote that describes who is named at i, as the
// articles introduce them: a title, and whose it is.
func described(a *alignment, i int) []int {
	var found []int
	for k := 1; k < len(a.quote.words); k++ {
		role := &a.quote.words[k]
		if !a.quote.isNoun(k) || role.name || !role.known.Is(lexicon.Noun) {
			continue
		}
		if slices.ContainsFunc(a.known.titles(a.claim.words[i].form), func(t title) bool { return t.fits(&a.quote.words[k-1], role) }) {
			found = append(found, k)
		}
	}
	return found
}

// title is how an article introduces somebody: "Norwegian President Dahl".
type title struct{ whose, role *lexicon.Word }

// fits reports whether an adjective or name and the noun behind it mean the
// title: the same place, and the same role or a more general word for it.
func (t title) fits(whose, role *word) bool {
	if !lexicon.SamePlace(whose.known, t.whose) && !lexicon.Governs(whose.known, t.whose) {
		return false
	}
	switch lexicon.Relate(role.known, t.role) {
	case lexicon.Same, lexicon.Synonym, lexicon.Narrower:
		return true
	}
	return false
}

// titleWords is how many words before a name may introduce it.
const titleWords = 4

// titles are the pairs of words that stand before a name in the articles.
func (p *passages) titles(name string) []title {
	if list, ok := p.titled[name]; ok {
		return list
	}
	var list []title
	for _, text := range slices.Concat(p.Articles, p.Around) {
		for at := strings.Index(text, name); at >= 0; {
			before := strings.Fields(text[max(0, at-80):at])
			before = before[max(0, len(before)-titleWords):]
			for n := 0; n+1 < len(before); n++ {
				list = append(list, title{lexicon.Look(strings.Trim(before[n], ".,“”")), lexicon.Look(before[n+1])})
			}
			next := strings.Index(text[at+len(name):], name)
			if next < 0 || len(list) > mostTitles {
				break
			}
			at += len(name) + next
		}
	}
	if p.titled == nil {
		p.titled = map[string][]title{}
	}
	p.titled[name] = list
	return list
}

// mostTitles bounds how many are looked at.
const mostTitles = 200
