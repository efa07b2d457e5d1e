package alignment

import (
	"slices"
	"strings"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/reference"
	"footnote/retrieval/answer/proof/syntax"
	"footnote/retrieval/text/lexicon"
)

// resolve bears the names and nouns of the claim that the quote has a pronoun
// or a description for: "Berg" by "she" where Berg was spoken of before, "Dahl"
// by "the Norwegian leader" where the passage has "Norwegian President Dahl".
func resolve(a *Alignment) {
	for i := range a.Claim.Words {
		w := &a.Claim.Words[i]
		if len(a.To[i]) > 0 || w.IsNumber || w.Date || !a.Claim.IsNoun(i) {
			continue
		}
		for k := range a.Quote.Words {
			if _, heads := a.Known.Meant(a.Quote, k); says(heads, w) {
				a.To[i] = append(a.To[i], k)
				describe(a, i, k)
			}
		}
		if len(a.To[i]) == 0 && !w.Name {
			a.To[i] = pointedAt(a, i)
		}
	}
}

func says(list []syntax.Word, w *syntax.Word) bool {
	return slices.ContainsFunc(list, func(other syntax.Word) bool { return Compare(w, &other) == Says })
}

// describe bears what the claim has beside the noun at i, which the pronoun at k of the quote
// stands for, by the same pronoun where it says so much of it: "the hall manager" by "she".
func describe(a *Alignment, i, k int) {
	all, _ := a.Known.Meant(a.Quote, k)
	for _, step := range []int{-1, 1} {
		for n := i + step; n >= 0 && n < len(a.Claim.Words); n += step {
			w := &a.Claim.Words[n]
			if noun := a.Claim.IsNoun(n) || w.Tag == "JJ"; !noun && (step < 0 || w.Lower != "of" && w.Tag != "DT") {
				break
			} else if noun && len(a.To[n]) == 0 && says(all, w) {
				a.To[n] = []int{k}
			}
		}
	}
}

// pointedAt are the words of the quote that point at what the sentence before it
// says, where the claim says it by the noun at i: "the idea of elections" for "these
// suggestions" behind a sentence about elections.
func pointedAt(a *Alignment, i int) []int {
	if i < 2 || a.Claim.Words[i-1].Lower != "of" {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(a.To[i-2]), func(q int) bool {
		if q == 0 {
			return true
		}
		switch a.Quote.Words[q-1].Lower {
		case "this", "these", "that", "those", "such":
		default:
			return true
		}
		before := a.Known.sentencesBefore(a.Quote)
		return len(before) == 0 || !slices.ContainsFunc(before[len(before)-1].Words, func(w syntax.Word) bool { return Compare(&a.Claim.Words[i], &w) == Says })
	})
}

// Passages are what a claim is judged by, with what was found in them.
type Passages struct {
	evidence.Evidence
	// before are the sentences before one in its passage.
	before map[*syntax.Sentence][]*syntax.Sentence
}

// Meant are the words that a pronoun of the quote stands for, and those of them that name it:
// the subject of its sentence, if it stands before, else of the nearest sentence before that has
// one.
func (p *Passages) Meant(s *syntax.Sentence, k int) (all, heads []syntax.Word) {
	lower := s.Words[k].Lower
	speaks := syntax.IsSpeaker(lower)
	if !syntax.IsPronoun(s, k) && !speaks {
		return nil, nil
	}
	person := speaks || lower == "he" || lower == "she"
	fits := func(heads []syntax.Word) bool { return p.fits(heads, lower, person) }
	if all, heads = syntax.Topic(s, k, person, fits); fits(heads) {
		return all, heads
	}
	before := p.sentencesBefore(s)
	for i := len(before) - 1; i >= 0 && i >= len(before)-mostBefore; i-- {
		if all, heads = syntax.Topic(before[i], len(before[i].Words), person, fits); fits(heads) {
			return all, heads
		} else if len(heads) > 0 && !person && heads[0].Tag != "PRP" {
			return nil, nil
		}
	}
	return nil, nil
}

// mostBefore is how many sentences before a pronoun are looked at.
const mostBefore = 3

// fits reports whether a pronoun may stand for these words: "he" for a name of no place, "it" for no
// person, "they" for several or for a group.
func (p *Passages) fits(heads []syntax.Word, lower string, person bool) bool {
	isPerson := func(w syntax.Word) bool { return reference.Read(p.Articles...).IsPerson(w.Form, w.Name) }
	switch {
	case len(heads) == 0 || heads[0].Tag == "PRP":
		return false
	case person:
		return slices.ContainsFunc(heads, func(w syntax.Word) bool { return w.Name && !w.Known.Filed(lexicon.Noun, lexicon.Places) })
	}
	switch lower {
	case "it", "its":
		return !slices.ContainsFunc(heads, isPerson)
	case "they", "them", "their":
		return len(heads) > 1 || !isPerson(heads[0])
	}
	return true
}

// sentencesBefore are the sentences that stand before a quote's in its passage.
func (p *Passages) sentencesBefore(s *syntax.Sentence) []*syntax.Sentence {
	if list, ok := p.before[s]; ok {
		return list
	}
	var list []*syntax.Sentence
	for _, passage := range p.Around {
		if at := strings.Index(passage, strings.TrimSpace(s.Raw)); at > 0 {
			list = syntax.ReadSentences(passage[:at], -1)
			break
		}
	}
	if p.before == nil {
		p.before = map[*syntax.Sentence][]*syntax.Sentence{}
	}
	p.before[s] = list
	return list
}
