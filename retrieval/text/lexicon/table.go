package lexicon

import (
	_ "embed" // the tables
	"encoding/binary"
	"strings"
)

//go:embed words.bin
var wordsBin string

//go:embed synsets.bin
var synsetsBin string

// block is how many entries share one place in a table's index.
const block = 16

// table is a list of entries as build writes it: their number, the place of
// every sixteenth, and the entries.
type table struct {
	n     int
	index string
	data  string
}

func newTable(bin string) table {
	n := int(binary.LittleEndian.Uint32([]byte(bin[:4])))
	blocks := (n + block - 1) / block
	return table{n, bin[4 : 4+4*blocks], bin[4+4*blocks:]}
}

var (
	words   = newTable(wordsBin)
	synsets = newTable(synsetsBin)
)

// at is where block b of a table begins.
func (t table) at(b int) reader {
	i := t.index[4*b : 4*b+4]
	return reader{t.data[uint32(i[0])|uint32(i[1])<<8|uint32(i[2])<<16|uint32(i[3])<<24:]}
}

func (t table) blocks() int { return len(t.index) / 4 }

// reader takes numbers and bytes off the front of an entry.
type reader struct{ rest string }

func (r *reader) uvarint() int {
	var v, shift uint
	for i := range len(r.rest) {
		b := r.rest[i]
		v |= uint(b&0x7f) << shift
		if b < 0x80 {
			r.rest = r.rest[i+1:]
			return int(v)
		}
		shift += 7
	}
	r.rest = ""
	return int(v)
}

func (r *reader) byte() byte {
	b := r.rest[0]
	r.rest = r.rest[1:]
	return b
}

func (r *reader) bytes(n int) string {
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

// first is the first word of block b, which is written whole.
func first(b int) string {
	r := words.at(b)
	r.uvarint()
	return r.bytes(r.uvarint())
}

// find returns the number and the record of a word.
func find(word string) (id int, record reader, ok bool) {
	low, high := 0, words.blocks()
	for low < high {
		middle := (low + high) / 2
		if first(middle) <= word {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low == 0 {
		return 0, reader{}, false
	}
	r := words.at(low - 1)
	var buffer [64]byte
	current := buffer[:0]
	for i := range min(block, words.n-(low-1)*block) {
		current = append(current[:r.uvarint()], r.bytes(r.uvarint())...)
		record := reader{r.bytes(r.uvarint())}
		if string(current) == word {
			return (low-1)*block + i, record, true
		}
	}
	return 0, reader{}, false
}

// name returns the word of a number.
func name(id int) string {
	r := words.at(id / block)
	var current []byte
	for range id%block + 1 {
		current = append(current[:r.uvarint()], r.bytes(r.uvarint())...)
		r.bytes(r.uvarint())
	}
	return string(current)
}

// Synset is the number of a set of words with one meaning.
type Synset int

// linkKind is what one synset is to another, as build numbers it.
type linkKind int

const (
	hypernym linkKind = iota
	antonym
	similar
	whole
	pertain
	cause
	group
	kinds
)

// entry returns the record of a synset.
func (s Synset) entry() reader {
	r := synsets.at(int(s) / block)
	for range int(s) % block {
		r.bytes(r.uvarint())
	}
	return reader{r.bytes(r.uvarint())}
}

// links yields the synsets that s is linked to by one kind.
func (s Synset) links(kind linkKind, yield func(Synset) bool) {
	r := s.entry()
	r.byte()
	for r.rest != "" {
		v := r.uvarint()
		if linkKind(v%int(kinds)) == kind && !yield(Synset(v/int(kinds))) {
			return
		}
	}
}

// Category is the number of the synset's lexicographer file and whether it is
// an instance, such as a place or a person.
func (s Synset) Category() (file int, instance bool) {
	r := s.entry()
	b := r.byte()
	return int(b >> 1), b&1 == 1
}

// fold brings a word to the form of the table: lower case, plain apostrophes.
func fold(word string) string {
	return strings.ReplaceAll(strings.ToLower(word), "’", "'")
}
