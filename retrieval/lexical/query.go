package lexical

import (
	"cmp"
	"slices"

	"footnote/retrieval/terms"
)

const (
	// maxSlots bounds how many words of a question count, so that a set of
	// them fits one machine word; of a longer question the rarest count.
	maxSlots = 64
	// maxUnknown bounds how many words of a question that no passage holds are
	// looked for in other spellings, which takes up to a millisecond each.
	maxUnknown = 16
	// kindWeight is what the word counts that says what kind of thing is asked
	// for ("what city", "which law"): the answer is one, but often does not
	// say so.
	kindWeight = 0.5
)

// absent numbers a term that a state does not hold.
const absent = ^uint32(0)

// lexicon is what a question is read against: the words of one state, or of
// several that are searched as one.
type lexicon interface {
	// passages is how many passages hold a content term.
	passages(term string) uint32
	// met tells whether a token's term, stop word or not, occurs.
	met(t terms.Token) bool
	// named tells whether a content term is held, and is written with a capital
	// nearly always.
	named(term string) bool
	// expand gives what the passages write for a word that they do not hold.
	expand(t terms.Token) [][]string
	// idf is the inverse document frequency of a term that n passages hold.
	idf(n uint32) float64
}

// slot is a word of the question as it is looked for.
type slot struct {
	idf float64
	// any holds the terms that stand for the word: one for a word the passages
	// hold, more where it was expanded.
	any []part
	// at is the word's place in the question, and kind is set where it says
	// what kind of thing is asked for.
	at   int
	kind bool
}

// part is a term with the share of its slot it makes up. Where several stand
// for a word only together, the rarest is the key that tells their presence.
type part struct {
	term  string
	id    uint32 // the term's number in a state, or absent
	share float64
	key   bool
}

// query is a question, read against a lexicon and prepared for one state.
type query struct {
	slots   []slot
	spoken  [][2]terms.Token
	phrases phrases
	total   float64 // sum of the slots' idf
	// number is set where the question asks for one: a date, a count, a share.
	number bool
	// name is set where it asks for somebody or somewhere.
	name bool
}

// prepare reads a question against the state's own words.
func (s *state) prepare(text string) query {
	q := read(s, text)
	s.resolve(&q)
	return q
}

// read reads a question against a lexicon.
func read(x lexicon, text string) query {
	tokens := terms.Tokens(text)
	q := query{spoken: spoken(x, tokens)}
	seen := make(map[string]bool, len(tokens))
	short := abbreviate(x, tokens)
	unknown := 0
	for i, t := range tokens {
		q.name = q.name || nameWords[t.Term]
		q.number = q.number || numberWords[t.Term]
		if t.Stop || seen[t.Term] {
			continue
		}
		seen[t.Term] = true
		any := known(x, t)
		if any == nil && short[i] != "" {
			any = []part{{term: short[i], share: 1, key: true}}
		}
		if any == nil && unknown < maxUnknown {
			unknown++
			any = standIns(x, t)
		}
		if any != nil {
			q.slots = append(q.slots, slot{any: any, at: i, kind: i > 0 && namesKind(tokens[i-1])})
		}
	}
	q.weigh(x)
	return q
}

// resolve gives the terms of a question their numbers in the state.
func (s *state) resolve(q *query) {
	for i := range q.slots {
		any := q.slots[i].any
		for j := range any {
			any[j].id = absent
			if id, ok := s.dict.find(any[j].term); ok {
				any[j].id = id
			}
		}
	}
	q.phrases = s.phrases(q.spoken)
}

// forAnother is the question with parts of its own, to be resolved in another
// state.
func (q query) forAnother() query {
	q.slots = slices.Clone(q.slots)
	for i := range q.slots {
		q.slots[i].any = slices.Clone(q.slots[i].any)
	}
	return q
}

func namesKind(before terms.Token) bool { return before.Term == "what" || before.Term == "which" }

// weigh gives each slot its idf and keeps the slots that count.
func (q *query) weigh(in lexicon) {
	for i := range q.slots {
		x := &q.slots[i]
		for _, p := range x.any {
			x.idf = max(x.idf, in.idf(in.passages(p.term)))
		}
		if x.kind {
			x.idf *= kindWeight
		}
	}
	if len(q.slots) > maxSlots {
		slices.SortStableFunc(q.slots, func(a, b slot) int { return cmp.Compare(b.idf, a.idf) })
		q.slots = q.slots[:maxSlots]
		slices.SortFunc(q.slots, func(a, b slot) int { return cmp.Compare(a.at, b.at) })
	}
	for _, x := range q.slots {
		q.total += x.idf
	}
}

// known gives the term itself where passages hold it.
func known(x lexicon, t terms.Token) []part {
	if x.passages(t.Term) == 0 {
		return nil
	}
	return []part{{term: t.Term, share: 1, key: true}}
}

// standIns are the terms that stand for a word that no passage holds.
func standIns(x lexicon, t terms.Token) []part {
	var any []part
	for _, sequence := range x.expand(t) {
		first := len(any)
		rarest, least := first, uint32(0)
		for _, term := range sequence {
			n := x.passages(term)
			if n == 0 {
				continue
			}
			if any = append(any, part{term: term, share: 1 / float64(len(sequence))}); least == 0 || n < least {
				rarest, least = len(any)-1, n
			}
		}
		if len(any) > first {
			any[rarest].key = true
		}
	}
	return any
}

// abbreviate finds the names that a question spells out and the passages
// write as an acronym. It gives the acronym's term for each place of a name's
// words.
func abbreviate(x lexicon, tokens []terms.Token) map[int]string {
	var short map[int]string
	words := make([]word, len(tokens))
	for i, t := range tokens {
		words[i] = marks(t)
	}
	for i := 0; i < len(words); i++ {
		size := runLength(words[i:])
		term := acronymOf(x, tokens[i:i+size])
		if term == "" {
			continue
		}
		for j := i; j < i+size; j++ {
			if short == nil {
				short = map[int]string{}
			}
			short[j] = term
		}
		i += size - 1
	}
	return short
}

// acronymOf gives the term that a name's initials spell, where it has three
// or more and passages write that term with a capital; "" for none.
func acronymOf(x lexicon, name []terms.Token) string {
	var bare, full []byte
	for _, t := range name {
		full = append(full, t.Term[0])
		if !t.Stop {
			bare = append(bare, t.Term[0])
		}
	}
	for _, initials := range [][]byte{bare, full} {
		if len(initials) >= 3 && x.named(string(initials)) {
			return string(initials)
		}
	}
	return ""
}
