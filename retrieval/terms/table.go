package terms

import (
	"hash/maphash"
	"math/bits"
	"strings"
)

// table numbers written forms from 0 and keeps what each became. It is a hash
// table with linear probing that answers what reading asks of every word from
// one place in memory: short forms, which nearly all are, stand in the slots
// themselves. A Go map takes twice as long.
type table struct {
	seed maphash.Seed
	// mix is chance, so that nobody can write words that fall together.
	mix uint64
	// slots are as many as a power of two, at most half of them taken.
	slots []slot
	forms []form
}

// slot is a place of the table.
type slot struct {
	key
	// number is that of the form plus one, 0 where the place is free.
	number uint32
}

// key is what tells forms apart: their size with all their bytes, or those of
// longSize and more with their hash, which proves nothing.
type key struct {
	head, tail uint64
	size       uint32
}

// longSize is the size from which on forms do not fit a key.
const longSize = 17

// form is a written form with what it became.
type form struct {
	text string
	word
}

func newTable() table {
	seed := maphash.MakeSeed()
	return table{seed: seed, mix: maphash.String(seed, ""), slots: make([]slot, 2048)}
}

// key makes the key of a form.
func (t *table) key(s string) key {
	n := len(s)
	switch {
	case n >= longSize:
		return key{maphash.String(t.seed, s), 0, longSize}
	case n >= 8:
		return key{eight(s), eight(s[n-8:]), uint32(n)}
	case n >= 4:
		return key{four(s), four(s[n-4:]), uint32(n)}
	case n > 0:
		return key{uint64(s[0]) | uint64(s[n/2])<<8 | uint64(s[n-1])<<16, 0, uint32(n)}
	}
	return key{}
}

func eight(s string) uint64 { return four(s) | four(s[4:])<<32 }

func four(s string) uint64 {
	_ = s[3]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}

// start is where the search for a key begins: the folded product of two numbers
// (Wang Yi, "wyhash", 2019), of which the mask takes the lower half.
func (t *table) start(k key) uint64 {
	high, low := bits.Mul64(k.head^t.mix, k.tail^uint64(k.size)^0x9e3779b97f4a7c15)
	return high ^ low
}

// look returns the number of a written form, which is read where it is new.
func (t *table) look(text string) uint32 {
	k := t.key(text)
	mask := uint64(len(t.slots) - 1)
	for i := t.start(k) & mask; ; i = (i + 1) & mask {
		s := &t.slots[i]
		if s.number == 0 {
			return t.add(text, k)
		}
		if s.key == k && (k.size < longSize || t.forms[s.number-1].text == text) {
			return s.number - 1
		}
	}
}

// add reads a form that is new, and numbers it.
func (t *table) add(text string, k key) uint32 {
	text = strings.Clone(text)
	t.forms = append(t.forms, form{text, read(text)})
	t.place(slot{k, uint32(len(t.forms))})
	if 2*len(t.forms) > len(t.slots) {
		t.grow()
	}
	return uint32(len(t.forms) - 1)
}

func (t *table) place(s slot) {
	mask := uint64(len(t.slots) - 1)
	i := t.start(s.key) & mask
	for t.slots[i].number != 0 {
		i = (i + 1) & mask
	}
	t.slots[i] = s
}

// grow doubles the table.
func (t *table) grow() {
	before := t.slots
	t.slots = make([]slot, 2*len(before))
	for _, s := range before {
		if s.number != 0 {
			t.place(s)
		}
	}
}
