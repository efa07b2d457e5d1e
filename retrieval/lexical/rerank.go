package lexical

import (
	"slices"
)

// The features tell how a passage answers a question beyond how often its
// words occur. Each lies between 0 and about 1. Words count by their idf, so
// that "a share of the question" is a share of the sum of its words' idf.
const (
	fBM25     = iota // BM25 as a share of what the question could reach
	fTight           // share of the question in the best sentence, less for a long one
	fKin             // share in the best sentence, words of the same family included
	fAdjacent        // share in the best two sentences that follow each other
	fNear            // share of the question's neighbours that stand near each other
	fPhrase          // share of the question's word pairs that the best sentence repeats
	fTitle           // share in the title and heading
	fNumber          // 1 where a number is asked for and the best sentence tells one
	fName            // 1 where somebody or somewhere is asked for and it tells a name
	nFeatures
)

type features [nFeatures]float64

// weights of the features: fitted by listwise softmax regression on the tuning
// halves of the shared sets, then rounded and moved towards BM25, which costs
// little there and trusts less in the style of their questions.
var weights = features{
	fBM25: 1, fTight: 0.45, fKin: 0.4, fAdjacent: 0.3, fNear: 0.3, fPhrase: 0.5,
	fTitle: 0.4, fNumber: 0.15, fName: 0.1,
}

// capture shows the features of each candidate to whoever tunes the weights.
var capture func(candidate, features)

// rerank orders the first candidates anew and gives all of them their scores;
// those after the first fifty stay behind.
func (s *state) rerank(q query, best []candidate) {
	n := min(depth, len(best))
	look := s.newLookup(q)
	least := 0.0
	for i := range best[:n] {
		f := s.features(&look, &best[i])
		if capture != nil {
			capture(best[i], f)
		}
		best[i].score = f.score()
		if i == 0 || best[i].score < least {
			least = best[i].score
		}
	}
	slices.SortFunc(best[:n], s.compare)
	for i := n; i < len(best); i++ {
		best[i].score = least * float64(best[i].bm25) / float64(best[0:n][n-1].bm25+best[i].bm25)
	}
}

func (f *features) score() float64 {
	sum := 0.0
	for i, w := range weights {
		sum += w * f[i]
	}
	return sum
}

// fullLength is the number of words, without stop words, that halve what a
// sentence's share counts.
const fullLength = 12

func (s *state) features(l *lookup, c *candidate) (f features) {
	d := &s.docs[c.slot]
	f[fBM25] = float64(c.bm25) / (l.q.total * (k1 + 1))
	var before, pairs uint64
	start, best := uint32(0), 0.0
	for _, end := range d.ends {
		m := s.match(l, d.words[start:end])
		share := l.share(m.found)
		f[fTight] = max(f[fTight], share/(1+float64(m.length)/fullLength))
		f[fKin] = max(f[fKin], l.share(m.found|m.kin))
		f[fAdjacent] = max(f[fAdjacent], l.share(m.found|before))
		if share >= best && share > 0 {
			best = share
			f[fNumber], f[fName] = l.q.asked(m)
		}
		f[fPhrase] = max(f[fPhrase], l.q.phrases.share(m.repeated))
		pairs |= m.near
		before, start = m.found, end
	}
	f[fNear] = l.neighbours(pairs)
	f[fTitle] = l.share(l.context(d))
	return f
}

// asked tells whether a sentence tells what the question asks for.
func (q *query) asked(m match) (number, name float64) {
	if q.number && m.number {
		number = 1
	}
	if q.name && m.name {
		name = 1
	}
	return number, name
}

// context gives the slots that the title and heading hold.
func (l *lookup) context(d *doc) (found uint64) {
	for _, w := range d.context {
		if !w.stop() {
			found |= l.find(w.id())
		}
	}
	return found
}

// window is how far apart two words still stand together.
const window = 4

// match is what a sentence holds of a question: sets of its slots.
type match struct {
	found  uint64 // slots whose words it holds
	kin    uint64 // slots of which it holds a word of the same family
	near   uint64 // slots that stand near the slot after them
	length int    // words without stop words
	number bool   // it tells a number that the question does not
	name   bool   // and a name
	// repeated counts the pairs of words, stop words too, that follow each
	// other as they do in the question.
	repeated int
}

func (s *state) match(l *lookup, words []word) (m match) {
	var recent [window]uint64
	for i, w := range words {
		var found uint64
		if !w.stop() {
			m.length++
			if found = l.find(w.id()); found == 0 {
				m.kin |= s.kin(l, w)
				m.number = m.number || w.digit()
				m.name = m.name || i > 0 && w.upper()
			}
		}
		if found != 0 {
			m.found |= found
			for _, r := range recent {
				m.near |= r&(found>>1) | found&(r>>1)
			}
		}
		if i > 0 && l.q.phrases.hold(words[i-1], w) {
			m.repeated++
		}
		recent[i%window] = found
	}
	return m
}

// kin gives the slots that hold a word of the same family as w.
func (s *state) kin(l *lookup, w word) uint64 {
	if f := s.dict.family[w.id()]; f != 0 {
		return l.kin(f, s.dict.terms[w.id()])
	}
	return 0
}

func isNumber(term string) bool { return term[0] >= '0' && term[0] <= '9' }
