package lexical

import (
	"cmp"
	"slices"
	"sync"

	"footnote/retrieval/terms"
)

// maxExpansions is how many readings of an unknown word are tried together.
const maxExpansions = 3

// memo keeps what unknown words were found to stand for, by term, until the
// passages change. It is safe for concurrent use.
type memo struct {
	mu   sync.Mutex
	kept map[string][][]string
}

// maxKept bounds a memo, since anybody can ask for words that do not exist.
const maxKept = 4096

func (m *memo) get(term string) ([][]string, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	found, ok := m.kept[term]
	return found, ok
}

func (m *memo) put(term string, found [][]string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.kept == nil || len(m.kept) >= maxKept {
		m.kept = map[string][][]string{}
	}
	m.kept[term] = found
}

func (m *memo) clear() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.kept = nil
}

// expand gives what the passages write for a word that they do not hold: the
// names that it abbreviates, or else the words it is a spelling of.
func (s *state) expand(t terms.Token) [][]string {
	if _, known := s.dict.find(t.Term); known || t.Stop {
		return nil
	}
	if kept, ok := s.expansions.get(t.Term); ok {
		return kept
	}
	found := acronym(t, s)
	if len(found) == 0 {
		found = nearest(s.dict.spellings(t, s.dict.heldAndNamed))
	}
	s.expansions.put(t.Term, found)
	return found
}

// reading is a sequence of terms that an acronym may stand for.
type reading struct {
	terms []string
	held  int32
	whole bool // it is a name of its own somewhere
}

// acronym gives the names in some states that a short word may abbreviate,
// those met most often first.
func acronym(t terms.Token, states ...*state) [][]string {
	if len(t.Term) < 2 || len(t.Term) > maxRun || !isLetters(t.Term) {
		return nil
	}
	var found []reading
	for _, s := range states {
		for _, x := range s.names.behind(t.Term) {
			found = addReading(found, s, x)
		}
	}
	// Words that only happen to stand together within longer names stand
	// behind an acronym where nothing better does, and never behind two letters.
	whole := len(t.Term) == 2 || slices.ContainsFunc(found, func(x reading) bool { return x.whole })
	found = slices.DeleteFunc(found, func(x reading) bool { return len(x.terms) < 2 || whole && !x.whole })
	slices.SortFunc(found, func(a, b reading) int {
		return cmp.Or(cmp.Compare(b.held, a.held), slices.Compare(a.terms, b.terms))
	})
	var out [][]string
	for _, x := range found {
		if len(out) == maxExpansions || 2*x.held < found[0].held {
			break
		}
		out = append(out, x.terms)
	}
	return out
}

// addReading adds what a state's names give to what others gave.
func addReading(found []reading, s *state, x stand) []reading {
	r := reading{terms: make([]string, len(x.words)), held: x.held, whole: x.whole}
	for i, id := range x.words {
		r.terms[i] = s.dict.terms[id]
	}
	for i := range found {
		if slices.Equal(found[i].terms, r.terms) {
			found[i].held += r.held
			found[i].whole = found[i].whole || r.whole
			return found
		}
	}
	return append(found, r)
}

func isLetters(term string) bool {
	for i := range len(term) {
		if term[i] < 'a' || term[i] > 'z' {
			return false
		}
	}
	return true
}
