package lexical

import (
	"cmp"
	"math/bits"
	"slices"

	"footnote/retrieval/terms"
)

// A word that no passage holds may be a known one spelled otherwise. How far
// two spellings are apart is a Damerau-Levenshtein distance (optimal string
// alignment) whose steps cost less where hands slip and where alphabets are
// transcribed in several ways: y for i, a letter doubled, w for v.
const (
	costAlike  = 0.3 // letters that transcriptions interchange, a letter doubled
	costFront  = 0.4 // among e, i and y
	costVowel  = 0.7 // among other vowels
	costKey    = 1.0 // neighbours on the keyboard
	costLetter = 1.0 // a letter more or less, two letters exchanged
	costOther  = 1.5 // any other letter instead
	costFirst  = 1.0 // in addition, where the first letters differ
)

// Bounds of what counts as another spelling.
const (
	minSpelled   = 4    // letters that a word has at least
	costPerChar  = 0.2  // cost allowed for each letter
	maxCost      = 2.0  // cost allowed at most
	minCost      = 1.0  // cost allowed for short words
	alsoWithin   = 0.35 // how much worse than the best others may be
	shortWord    = 6    // below it, only names are taken for another spelling, and words but for a doubled letter or the like
	nameShare    = 0.8  // share of capitals that makes a word a name
	maxDistinct  = 4    // letters that may occur in only one of both
	maxLengthGap = 2
)

// shape is what can be told quickly of a term's spelling.
type shape struct {
	letters uint32 // the set of its letters, those written alike as one
	length  uint8
}

// alike gives for each letter the one that stands for all it is mixed up with.
var alike = [26]byte{'a', 'b', 'k', 'd', 'e', 'v', 'g', 'h', 'i', 'i', 'k', 'l', 'm',
	'n', 'o', 'p', 'k', 'r', 's', 't', 'u', 'v', 'v', 'x', 'i', 's'}

func shapeOf(term string) shape {
	if len(term) < minSpelled || len(term) > 40 || !isLetters(term) {
		return shape{}
	}
	s := shape{length: uint8(len(term))}
	for i := range len(term) {
		s.letters |= 1 << (alike[term[i]-'a'] - 'a')
	}
	return s
}

// near tells whether two shapes can belong to spellings of one word.
func (s shape) near(t shape) bool {
	gap := int(s.length) - int(t.length)
	return t.length > 0 && -maxLengthGap <= gap && gap <= maxLengthGap &&
		bits.OnesCount32(s.letters^t.letters) <= maxDistinct
}

// spelling is a known term and how far it is from the word looked for.
type spelling struct {
	term string
	held uint32
	cost float64
}

// spellings gives the known terms that a word may be another spelling of. tell
// says of a term's number how many passages hold it, 0 for a term to be passed
// over, and whether it is a name.
func (d *dict) spellings(t terms.Token, tell func(id uint32) (held uint32, named bool)) []spelling {
	shape := shapeOf(t.Term)
	if shape.length == 0 || commonWords[t.Term] {
		return nil
	}
	limit := min(maxCost, max(minCost, costPerChar*float64(len(t.Term))))
	var found []spelling
	for id := range d.shapes {
		if !shape.near(d.shapes[id]) {
			continue
		}
		held, named := tell(uint32(id))
		if held == 0 || t.Upper && !named {
			continue
		}
		most := limit
		if !allows(t, named) {
			most = costAlike // "sumit", and no other word
		}
		if c := apart(t.Term, d.terms[id]); c <= most+1e-9 {
			found = append(found, spelling{d.terms[id], held, c})
		}
	}
	return found
}

// heldAndNamed tells spellings of a term what the index alone knows of it.
func (d *dict) heldAndNamed(id uint32) (held uint32, named bool) {
	if d.held[id] == 0 {
		return 0, false
	}
	return d.held[id], d.named(id)
}

// nearest are the best of some spellings, the nearest first, each as the
// sequence of one term that it is.
func nearest(found []spelling) (out [][]string) {
	slices.SortFunc(found, func(a, b spelling) int {
		return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(b.held, a.held), cmp.Compare(a.term, b.term))
	})
	for _, f := range found {
		if len(out) == maxExpansions || f.cost > found[0].cost+alsoWithin {
			break
		}
		out = append(out, []string{f.term})
	}
	return out
}

// allows tells whether a word may be read as a term that is spelled rather differently: a
// name is not taken for a common word, and a short word only for a name.
func allows(t terms.Token, named bool) bool {
	return named || !t.Upper && len(t.Term) >= shortWord
}

// named tells whether a term is written with a capital nearly always.
func (d *dict) named(id uint32) bool {
	return isName(d.upper[id], d.count[id])
}

// isName tells whether so many capitals make a word a name.
func isName(upper, count uint32) bool { return float64(upper) >= nameShare*float64(count) }

// apart is the cost of turning one spelling into the other.
func apart(a, b string) float64 {
	var rows [3][48]float64
	before, last, this := &rows[0], &rows[1], &rows[2]
	for j := 1; j <= len(b); j++ {
		last[j] = last[j-1] + extra(b, j-1)
	}
	for i := 1; i <= len(a); i++ {
		this[0] = last[0] + extra(a, i-1)
		for j := 1; j <= len(b); j++ {
			c := min(last[j]+extra(a, i-1), this[j-1]+extra(b, j-1), last[j-1]+instead(a[i-1], b[j-1]))
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] && a[i-1] != a[i-2] {
				c = min(c, before[j-2]+costLetter)
			}
			this[j] = c
		}
		before, last, this = last, this, before
	}
	cost := last[len(b)]
	if alike[a[0]-'a'] != alike[b[0]-'a'] {
		cost += costFirst
	}
	return cost
}

// extra is what the letter at i costs where the other spelling lacks it.
func extra(s string, i int) float64 {
	if i > 0 && alike[s[i]-'a'] == alike[s[i-1]-'a'] {
		return costAlike
	}
	return costLetter
}

// instead is what one letter in place of another costs.
func instead(a, b byte) float64 {
	switch {
	case a == b:
		return 0
	case alike[a-'a'] == alike[b-'a']:
		return costAlike
	case isFront(a) && isFront(b):
		return costFront
	case isVowel(a) && isVowel(b):
		return costVowel
	case neighbours(a, b):
		return costKey
	}
	return costOther
}

func isFront(c byte) bool { return c == 'e' || c == 'i' || c == 'y' }

func isVowel(c byte) bool { return c == 'a' || c == 'o' || c == 'u' || isFront(c) }

// keyboard gives each letter's column and row of QWERTY, in half keys.
var keyboard = func() (at [26][2]int) {
	for row, keys := range []string{"qwertyuiop", "asdfghjkl", "zxcvbnm"} {
		for i := range len(keys) {
			at[keys[i]-'a'] = [2]int{2*i + row, 2 * row}
		}
	}
	return at
}()

// neighbours tells whether two letters lie side by side on the keyboard.
func neighbours(a, b byte) bool {
	p, q := keyboard[a-'a'], keyboard[b-'a']
	dx, dy := p[0]-q[0], p[1]-q[1]
	return dx*dx+dy*dy <= 5
}
