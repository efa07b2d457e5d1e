package lexical

import "slices"

// maxRun is how many words a name has at most, the small ones between
// included; initials of as many letters fit one machine word.
const maxRun = 7

// run is a name: the numbers of its words plus one, with their marks but that
// of the capital, and zero after the last.
type run [maxRun]word

// name is a run with what acronyms it can stand behind.
type name struct {
	run
	// bare and full are the initials, a byte each, the last lowest: without
	// and with the small words between.
	bare, full uint64
	// held counts how often live passages hold the run.
	held int32
}

// names knows the names in the passages: words with capitals that follow each
// other within a sentence, with stop words between ("Bank of Somewhere").
type names struct {
	at   map[run]int
	list []name
}

func newNames() names { return names{at: map[run]int{}} }

// count adds the names of a passage, or with by -1 takes them away.
func (n *names) count(d *dict, p *doc, by int32) {
	start := uint32(0)
	for _, end := range p.ends {
		sentence := p.words[start:end]
		for i := 0; i < len(sentence); {
			size := runLength(sentence[i:])
			if size > 1 {
				n.add(d, sentence[i:i+size], by)
				n.pieces(d, sentence[i:i+size], by)
			}
			i += max(size, 1)
		}
		start = end
	}
}

// runLength gives how many words of a name stand at the beginning of words.
func runLength(words []word) int {
	size := 0
	for i, w := range words {
		switch {
		case i == maxRun:
			return size
		case w.upper() && !w.stop():
			size = i + 1
		case i == 0 || i-size > 1 || !w.joins(): // at most two small words on end
			return size
		}
	}
	return size
}

// pieces counts the parts of a run that "and" joins, since these may be two
// names or one.
func (n *names) pieces(d *dict, words []word, by int32) {
	start := 0
	for i, w := range words {
		last := i == len(words)-1
		if !last && !(w.joins() && d.terms[w.id()] == "and") {
			continue
		}
		end := i
		if last {
			end++
		}
		if size := runLength(words[min(start, end):end]); size > 1 && size < len(words) {
			n.add(d, words[start:start+size], by)
		}
		start = i + 1
		for start < len(words) && words[start].joins() {
			start++
		}
	}
}

func (n *names) add(d *dict, words []word, by int32) {
	var key run
	for i, w := range words {
		key[i] = w&^(upperBit|digitBit) + 1
	}
	i, ok := n.at[key]
	if !ok {
		i = len(n.list)
		n.at[key] = i
		n.list = append(n.list, d.name(key))
	}
	n.list[i].held += by
}

// name prepares a run that is met for the first time.
func (d *dict) name(r run) name {
	n := name{run: r}
	for _, w := range r.words() {
		letter := uint64(d.terms[w.id()][0])
		n.full = n.full<<8 | letter
		if !w.stop() {
			n.bare = n.bare<<8 | letter
		}
	}
	return n
}

// words gives the words of a run, with their stop marks.
func (r run) words() []word {
	list := make([]word, 0, maxRun)
	for _, w := range r {
		if w == 0 {
			break
		}
		list = append(list, w-1)
	}
	return list
}

// stand is a sequence of content words that an acronym may stand for.
type stand struct {
	words []uint32
	held  int32
	whole bool // it is a name of its own somewhere
}

// behind finds the names whose initials are an acronym's letters.
func (n *names) behind(acronym string) []stand {
	letters := uint64(0)
	for i := range len(acronym) {
		letters = letters<<8 | uint64(acronym[i])
	}
	var found []stand
	for i := range n.list {
		name := &n.list[i]
		if name.held <= 0 {
			continue
		}
		if at := within(name.bare, letters, len(acronym)); at >= 0 {
			found = merge(found, name.part(at, len(acronym), false), name.held)
		} else if at := within(name.full, letters, len(acronym)); at >= 0 {
			found = merge(found, name.part(at, len(acronym), true), name.held)
		}
	}
	return found
}

// within tells how many initials stand after those looked for, -1 where the
// initials do not hold them.
func within(initials, letters uint64, n int) int {
	mask := uint64(1)<<(8*n) - 1
	for at := 0; initials>>(8*at) > mask>>8; at++ {
		if initials>>(8*at)&mask == letters {
			return at
		}
	}
	return -1
}

// part gives the content words behind n initials that have after more behind
// them; small tells whether stop words count among the initials.
func (n *name) part(after, count int, small bool) stand {
	words := n.words()
	if !small {
		words = slices.DeleteFunc(words, word.stop)
	}
	s := stand{whole: count == len(words)}
	for _, w := range words[len(words)-after-count : len(words)-after] {
		if !w.stop() {
			s.words = append(s.words, w.id())
		}
	}
	return s
}

// merge adds a name found to those found before.
func merge(found []stand, s stand, held int32) []stand {
	for i := range found {
		if slices.Equal(found[i].words, s.words) {
			found[i].held += held
			found[i].whole = found[i].whole || s.whole
			return found
		}
	}
	s.held = held
	return append(found, s)
}
