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
	id    uint32
	share float64
	key   bool
}

// query is a question prepared for one state.
type query struct {
	slots   []slot
	phrases phrases
	total   float64 // sum of the slots' idf
	// number is set where the question asks for one: a date, a count, a share.
	number bool
	// name is set where it asks for somebody or somewhere.
	name bool
}

// prepare reads a question.
func (s *state) prepare(text string) query {
	tokens := terms.Tokens(text)
	q := query{phrases: s.phrases(tokens)}
	seen := make(map[string]bool, len(tokens))
	short := s.abbreviate(tokens)
	unknown := 0
	for i, t := range tokens {
		q.name = q.name || nameWords[t.Term]
		q.number = q.number || numberWords[t.Term]
		if t.Stop || seen[t.Term] {
			continue
		}
		seen[t.Term] = true
		any := s.known(t)
		if any == nil && short[i] != 0 {
			any = []part{{id: short[i] - 1, share: 1, key: true}}
		}
		if any == nil && unknown < maxUnknown {
			unknown++
			any = s.instead(t)
		}
		if any != nil {
			q.slots = append(q.slots, slot{any: any, at: i, kind: i > 0 && namesKind(tokens[i-1])})
		}
	}
	s.weigh(&q)
	return q
}

func namesKind(before terms.Token) bool { return before.Term == "what" || before.Term == "which" }

// weigh gives each slot its idf and keeps the slots that count.
func (s *state) weigh(q *query) {
	for i := range q.slots {
		x := &q.slots[i]
		for _, p := range x.any {
			x.idf = max(x.idf, s.idf(s.dict.held[p.id]))
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
func (s *state) known(t terms.Token) []part {
	if id, ok := s.dict.find(t.Term); ok {
		return []part{{id: id, share: 1, key: true}}
	}
	return nil
}

// instead gives what stands for a word that no passage holds.
func (s *state) instead(t terms.Token) []part {
	var any []part
	for _, sequence := range s.expand(t) {
		first := len(any)
		rarest := first
		for _, term := range sequence {
			id, ok := s.dict.find(term)
			if !ok {
				continue
			}
			any = append(any, part{id: id, share: 1 / float64(len(sequence))})
			if s.dict.held[id] < s.dict.held[any[rarest].id] {
				rarest = len(any) - 1
			}
		}
		if len(any) > first {
			any[rarest].key = true
		}
	}
	return any
}

// abbreviate finds the names that a question spells out and the passages
// write as an acronym. It gives for each place of a name's words the number of
// the acronym's term plus one.
func (s *state) abbreviate(tokens []terms.Token) map[int]uint32 {
	var short map[int]uint32
	words := make([]word, len(tokens))
	for i, t := range tokens {
		words[i] = marks(t)
	}
	for i := 0; i < len(words); i++ {
		size := runLength(words[i:])
		id, ok := s.acronymOf(tokens[i : i+size])
		if !ok {
			continue
		}
		for j := i; j < i+size; j++ {
			if short == nil {
				short = map[int]uint32{}
			}
			short[j] = id + 1
		}
		i += size - 1
	}
	return short
}

// acronymOf gives the term that a name's initials spell, where it has three
// or more and passages write that term with a capital.
func (s *state) acronymOf(name []terms.Token) (uint32, bool) {
	var bare, full []byte
	for _, t := range name {
		full = append(full, t.Term[0])
		if !t.Stop {
			bare = append(bare, t.Term[0])
		}
	}
	for _, initials := range [][]byte{bare, full} {
		if len(initials) < 3 {
			continue
		}
		if id, ok := s.dict.find(string(initials)); ok && s.dict.named(id) {
			return id, true
		}
	}
	return 0, false
}
