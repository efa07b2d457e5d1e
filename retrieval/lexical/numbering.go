package lexical

// numbering translates the numbers of an analyser into those of a state. It is
// for those who hold the lock on changes; the analyser never looks at it.
type numbering struct {
	state *state
	terms []term
	// ids are those of the state, notMet where it has not seen the term yet.
	ids []word
}

// of sets the state, and adds terms.
func (n *numbering) of(s *state, fresh []term) {
	if n.state != s {
		n.state, n.ids = s, n.ids[:0]
	}
	n.terms = append(n.terms, fresh...)
	for len(n.ids) < len(n.terms) {
		n.ids = append(n.ids, notMet)
	}
}

// word gives a word its number in the state.
func (n *numbering) word(s *state, w word) word {
	id := n.ids[w.id()]
	if id == notMet {
		t := n.terms[w.id()]
		id = s.intern(t.text, t.stop)
		n.ids[w.id()] = id
	}
	return id | w&^idMask
}

// intern gives the number of a term, new where it has none.
func (s *state) intern(term string, stop bool) word {
	id := s.dict.intern(term, stop)
	for len(s.lists) < s.dict.size() {
		s.lists = append(s.lists, nil)
	}
	return id
}
