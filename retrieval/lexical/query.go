package lexical

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"

	"footnote/retrieval/terms"
)

//go:embed numberwords.txt
var numberFile string

//go:embed namewords.txt
var nameFile string

var numberWords, nameWords = wordSet(numberFile), wordSet(nameFile)

// wordSet reads terms separated by white space; # begins a comment line.
func wordSet(file string) map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(file) {
		if !strings.HasPrefix(line, "#") {
			for _, w := range strings.Fields(line) {
				set[w] = true
			}
		}
	}
	return set
}

// maxSlots bounds how many words of a question count, so that a set of them
// fits one machine word; of a longer question the rarest words count.
const maxSlots = 64

// slot is a word of the question as it is looked for.
type slot struct {
	idf float64
	// any holds the terms that stand for the word, each a part of it: one for
	// a word the passages hold, more where it was expanded.
	any []part
	pos int
}

// part is a term with the share of its slot it makes up.
type part struct {
	id    uint32
	share float64
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
	var q query
	seen := map[string]bool{}
	tokens := terms.Tokens(text)
	q.phrases = s.phrases(tokens)
	for i, t := range tokens {
		q.name = q.name || nameWords[t.Term]
		q.number = q.number || numberWords[t.Term]
		if t.Stop || seen[t.Term] {
			continue
		}
		seen[t.Term] = true
		if slot, ok := s.slot(t); ok {
			slot.pos = i
			if i > 0 && namesKind(tokens[i-1]) {
				slot.idf *= kindWeight
			}
			q.slots = append(q.slots, slot)
		}
	}
	if len(q.slots) > maxSlots {
		slices.SortStableFunc(q.slots, func(a, b slot) int { return cmp.Compare(b.idf, a.idf) })
		q.slots = q.slots[:maxSlots]
		slices.SortFunc(q.slots, func(a, b slot) int { return cmp.Compare(a.pos, b.pos) })
	}
	for _, slot := range q.slots {
		q.total += slot.idf
	}
	return q
}

// kindWeight is what the word counts that says what kind of thing is asked for
// ("what city", "which law"): the answer is one, but often does not say so.
const kindWeight = 0.5

func namesKind(before terms.Token) bool { return before.Term == "what" || before.Term == "which" }

// slot looks a word up; ok is false where nothing stands for it.
func (s *state) slot(t terms.Token) (slot, bool) {
	if id, ok := s.dict.find(t.Term); ok {
		return slot{idf: s.idf(s.dict.held[id]), any: []part{{id, 1}}}, true
	}
	var out slot
	for _, sequence := range s.expand(t) {
		for _, term := range sequence {
			if id, ok := s.dict.find(term); ok {
				out.any = append(out.any, part{id, 1 / float64(len(sequence))})
				out.idf = max(out.idf, s.idf(s.dict.held[id]))
			}
		}
	}
	return out, len(out.any) > 0
}
