package main

import (
	"encoding/binary"
	"os"
	"slices"
	"strings"
)

// block is how many entries share one place in a table's index.
const block = 16

// table is a list of entries that are found by number through an index of every
// sixteenth.
type table struct {
	data  []byte
	index []uint32
	n     int
}

// add appends an entry.
func (t *table) add(entry []byte) {
	if t.n%block == 0 {
		t.index = append(t.index, uint32(len(t.data)))
	}
	t.n++
	t.data = append(t.data, entry...)
}

// bytes are the number of entries, the index, and the entries.
func (t *table) bytes() []byte {
	out := binary.LittleEndian.AppendUint32(nil, uint32(t.n))
	for _, at := range t.index {
		out = binary.LittleEndian.AppendUint32(out, at)
	}
	return append(out, t.data...)
}

// write numbers lemmas and synsets and writes both tables.
func (w *wordnet) write() error {
	words := make([]string, 0, len(w.lemmas))
	for name := range w.lemmas {
		words = append(words, name)
	}
	slices.Sort(words)
	for i, name := range words {
		w.lemmas[name].id = i
	}
	used := map[string]bool{}
	for _, l := range w.lemmas {
		for _, s := range l.senses {
			w.use(used, s.key, 0)
		}
	}
	keys := make([]string, 0, len(used))
	for k := range used {
		keys = append(keys, k)
	}
	// The commonest get the smallest numbers, which take the fewest bytes.
	slices.SortFunc(keys, func(a, b string) int {
		if c := w.synsets[b].counted - w.synsets[a].counted; c != 0 {
			return c
		}
		return strings.Compare(a, b)
	})
	for i, k := range keys {
		w.synsets[k].id = i
	}
	if err := os.WriteFile("words.bin", w.words(words), 0o644); err != nil {
		return err
	}
	return os.WriteFile("synsets.bin", w.sets(keys, used), 0o644)
}

// use marks a synset and all above it.
func (w *wordnet) use(used map[string]bool, k string, depth int) {
	if used[k] || w.synsets[k] == nil || depth > 30 {
		return
	}
	used[k] = true
	for _, up := range w.synsets[k].links[hypernym] {
		w.use(used, up, depth+1)
	}
}

// words writes, for each word in order: how many bytes it shares with the one
// before, the rest, and a record of what is known of it.
func (w *wordnet) words(list []string) []byte {
	t := &table{}
	before := ""
	for i, name := range list {
		shared := 0
		for i%block != 0 && shared < min(len(before), len(name)) && before[shared] == name[shared] {
			shared++
		}
		before = name
		record := w.record(w.lemmas[name])
		e := binary.AppendUvarint(nil, uint64(shared))
		e = binary.AppendUvarint(e, uint64(len(name)-shared))
		e = append(e, name[shared:]...)
		e = binary.AppendUvarint(e, uint64(len(record)))
		t.add(append(e, record...))
	}
	return t.bytes()
}

// record is: 1 where the word is written small, the senses (part of speech and
// weight in one byte, the synset), the derived words, the base words.
func (w *wordnet) record(l *lemma) []byte {
	r := []byte{0}
	if l.common {
		r[0] = 1
	}
	r = binary.AppendUvarint(r, uint64(len(l.senses)))
	for _, s := range l.senses {
		r = append(r, byte(s.pos<<4|s.weight))
		r = binary.AppendUvarint(r, uint64(w.synsets[s.key].id))
	}
	r = binary.AppendUvarint(r, uint64(len(l.derived)))
	for _, d := range l.derived {
		r = binary.AppendUvarint(r, uint64(w.lemmas[d].id))
	}
	for _, f := range l.forms {
		r = append(r, byte(f.pos))
		r = binary.AppendUvarint(r, uint64(w.lemmas[f.base].id))
	}
	return r
}

// sets writes, for each synset: its length, its file with the mark of an
// instance, and its links by kind.
func (w *wordnet) sets(keys []string, used map[string]bool) []byte {
	t := &table{}
	for _, k := range keys {
		s := w.synsets[k]
		r := []byte{byte(s.file << 1)}
		if s.instance {
			r[0] |= 1
		}
		for kind, links := range s.links {
			for _, to := range links {
				if used[to] {
					r = binary.AppendUvarint(r, uint64(w.synsets[to].id*kinds+kind))
				}
			}
		}
		e := binary.AppendUvarint(nil, uint64(len(r)))
		t.add(append(e, r...))
	}
	return t.bytes()
}
