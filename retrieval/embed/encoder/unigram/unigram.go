// Package unigram divides text into the pieces that XLM-R and its kin know, as
// SentencePiece does: Kudo, "Subword Regularization" (2018), section 3.2, the
// most likely division of each word.
//
// A vocabulary may be a part of the published one: what is missing falls back to
// shorter pieces, single characters, and in the end to the unknown piece.
package unigram

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// space marks the beginning of a word within a piece.
const space = "▁"

// unknownPenalty is how much less likely than every piece an unknown character
// is, as a difference of logarithms; SentencePiece's own number.
const unknownPenalty = 10

// names are those of the pieces that mean no text, in order of their IDs.
var names = [...]string{"<s>", "<pad>", "</s>", "<unk>"}

const (
	begin, end, unknown int32 = 0, 2, 3
)

// Tokenizer turns text into token IDs. It is safe for concurrent use.
type Tokenizer struct {
	pieces  map[string]int32
	scores  []float32 // by ID: the logarithm of the piece's probability
	inside  []bool    // by ID: the piece continues a word
	longest int       // of all pieces, in bytes
	lowest  float32   // the score of an unknown character
}

// New returns a tokenizer for a vocabulary in order of the IDs, with a score for
// each piece. The first four are the beginning and padding of a text, its end, and
// what is unknown.
func New(vocabulary []string, scores []float32) (*Tokenizer, error) {
	if len(vocabulary) != len(scores) || len(vocabulary) < len(names) {
		return nil, fmt.Errorf("%d pieces have %d scores, want one each and at least %d", len(vocabulary), len(scores), len(names))
	}
	for i, name := range names {
		if vocabulary[i] != name {
			return nil, fmt.Errorf("piece %d is %q, want %q", i, vocabulary[i], name)
		}
	}
	t := &Tokenizer{pieces: make(map[string]int32, len(vocabulary)), scores: scores, inside: make([]bool, len(vocabulary))}
	for i, piece := range vocabulary[len(names):] {
		id := int32(i + len(names))
		t.pieces[piece] = id
		t.inside[id] = !strings.HasPrefix(piece, space)
		t.longest = max(t.longest, len(piece))
		t.lowest = min(t.lowest, scores[id])
	}
	t.lowest -= unknownPenalty
	return t, nil
}

// Around returns the tokens that the model wants before and after a text.
func (t *Tokenizer) Around() (before, after int32) { return begin, end }

// Continues reports whether a token continues the word of the token before it.
func (t *Tokenizer) Continues(id int32) bool { return t.inside[id] }

// Unknown reports whether a token stands for characters outside the vocabulary.
func (t *Tokenizer) Unknown(id int32) bool { return id == unknown }

// Encode returns the tokens of a text of any length, without those around it.
func (t *Tokenizer) Encode(text string) []int32 {
	words := strings.FieldsFunc(normalize(text), func(r rune) bool { return r == ' ' })
	if len(words) == 0 {
		return nil
	}
	// No piece reaches into the next word, but sums of the same pieces in another
	// order differ by their rounding: so all words are one lattice, as in the
	// reference.
	return t.best(space + strings.Join(words, space))
}

// lattice holds for each byte of a text the best way there.
type lattice struct {
	score []float32
	piece []int32
	from  []int32
}

func newLattice(n int) *lattice {
	l := &lattice{score: make([]float32, n+1), piece: make([]int32, n+1), from: make([]int32, n+1)}
	for i := range l.piece {
		l.piece[i] = -1
	}
	return l
}

// step offers a piece as the way to a byte. Of equals the first stays.
func (l *lattice) step(from, to int, piece int32, score float32) {
	if score += l.score[from]; l.piece[to] < 0 || score > l.score[to] {
		l.score[to], l.piece[to], l.from[to] = score, piece, int32(from)
	}
}

// best returns the most likely division of a text; unknown characters in a row
// are one token.
func (t *Tokenizer) best(text string) []int32 {
	l := newLattice(len(text))
	for at := 0; at < len(text); {
		_, size := utf8.DecodeRuneInString(text[at:])
		t.offer(text, at, l)
		if _, ok := t.pieces[text[at:at+size]]; !ok {
			l.step(at, at+size, unknown, t.lowest)
		}
		at += size
	}
	ids := make([]int32, 0, len(text)/3+2)
	for at := len(text); at > 0; at = int(l.from[at]) {
		if id := l.piece[at]; id != unknown || len(ids) == 0 || ids[len(ids)-1] != unknown {
			ids = append(ids, id)
		}
	}
	slices.Reverse(ids)
	return ids
}

// offer offers every piece that begins at a byte of a text.
func (t *Tokenizer) offer(text string, at int, l *lattice) {
	for to := at + 1; to <= min(len(text), at+t.longest); to++ {
		if to < len(text) && !utf8.RuneStart(text[to]) {
			continue
		}
		if id, ok := t.pieces[text[at:to]]; ok {
			l.step(at, to, id, t.scores[id])
		}
	}
}
