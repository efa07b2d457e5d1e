package vector

import (
	"encoding/binary"
	"unsafe"

	"footnote/corpus"
	"footnote/retrieval"
)

// slot numbers a document of the store. Numbers of deleted documents are
// given out again, so that the table grows no larger than it has to be.
type slot uint32

// id is the slot as a document's ID: four bytes, since the store keeps it
// for every passage.
func (s slot) id() string {
	var b [4]byte
	binary.BigEndian.PutUint32(b[:], uint32(s))
	return string(b[:])
}

// slotOf reads an ID that id made.
func slotOf(id string) slot { return slot(binary.BigEndian.Uint32([]byte(id))) }

// table knows which document is which passage, and which article has which
// documents: what the store would keep as metadata and find by visiting all.
type table struct {
	passages []*corpus.Passage // by slot; nil where the slot is free
	parts    []parts           // by slot
	unused   []slot
	articles map[string][]slot
}

// idBytes is the least that memory is given out for, which an ID takes.
const idBytes = 8

// bytes are those of the table, and of the passages' parts.
func (t *table) bytes() int {
	n := cap(t.passages)*int(unsafe.Sizeof(t.passages[0])) + cap(t.parts)*int(unsafe.Sizeof(t.parts[0])) + cap(t.unused)*int(unsafe.Sizeof(slot(0)))
	for i := range t.parts {
		n += len(t.parts[i].numbers) + len(t.parts[i].scales)*int(unsafe.Sizeof(float32(0)))
	}
	for article, slots := range t.articles {
		n += retrieval.MapBytes(1, int(unsafe.Sizeof(article)+unsafe.Sizeof(slots))) + cap(slots)*int(unsafe.Sizeof(slot(0)))
	}
	return n
}

// len is the number of passages held.
func (t *table) len() int { return len(t.passages) - len(t.unused) }

// take finds a slot for a passage and its parts.
func (t *table) take(p *corpus.Passage, of parts) slot {
	if n := len(t.unused); n > 0 {
		s := t.unused[n-1]
		t.unused = t.unused[:n-1]
		t.passages[s], t.parts[s] = p, of
		return s
	}
	t.passages, t.parts = append(t.passages, p), append(t.parts, of)
	return slot(len(t.passages) - 1)
}

// free gives slots back.
func (t *table) free(slots []slot) {
	for _, s := range slots {
		t.passages[s], t.parts[s] = nil, parts{}
	}
	t.unused = append(t.unused, slots...)
}

// assign says which slots are an article's; none forgets the article.
func (t *table) assign(article string, slots []slot) {
	if len(slots) == 0 {
		delete(t.articles, article)
		return
	}
	t.articles[article] = slots
}
