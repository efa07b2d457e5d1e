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
	found := s.acronym(t)
	if len(found) == 0 {
		found = s.dict.spellings(t)
	}
	s.expansions.put(t.Term, found)
	return found
}

// acronym gives the names that a short word may abbreviate, those met most
// often first.
func (s *state) acronym(t terms.Token) [][]string {
	if len(t.Term) < 2 || len(t.Term) > maxRun || !isLetters(t.Term) {
		return nil
	}
	found := s.names.behind(t.Term)
	// Words that only happen to stand together within longer names stand
	// behind an acronym where nothing better does, and never behind two letters.
	whole := len(t.Term) == 2 || slices.ContainsFunc(found, func(x stand) bool { return x.whole })
	found = slices.DeleteFunc(found, func(x stand) bool { return len(x.words) < 2 || whole && !x.whole })
	slices.SortFunc(found, func(a, b stand) int {
		return cmp.Or(cmp.Compare(b.held, a.held), slices.Compare(a.words, b.words))
	})
	var out [][]string
	for _, x := range found {
		if len(out) == maxExpansions || 2*x.held < found[0].held {
			break
		}
		sequence := make([]string, len(x.words))
		for i, id := range x.words {
			sequence[i] = s.dict.terms[id]
		}
		out = append(out, sequence)
	}
	return out
}

func isLetters(term string) bool {
	for i := range len(term) {
		if term[i] < 'a' || term[i] > 'z' {
			return false
		}
	}
	return true
}
