package lexical

import (
	"unsafe"

	"footnote/retrieval"
)

var _ retrieval.Sized = (*Index)(nil)

// Bytes implements retrieval.Sized.
func (x *Index) Bytes() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	s := x.state
	n := s.dict.bytes() + s.names.bytes() + room(s.docs) + room(s.lists)
	for i := range s.docs {
		d := &s.docs[i]
		n += len(d.words)*wordBytes + len(d.context)*wordBytes + len(d.ends)*wordBytes + len(d.bag)*wordBytes
	}
	for _, list := range s.lists {
		n += room(list)
	}
	for article, slots := range s.slots {
		n += retrieval.MapBytes(1, int(unsafe.Sizeof(article)+unsafe.Sizeof(slots))) + room(slots)
	}
	return n
}

// wordBytes are those of a word, a posting and an end.
const wordBytes = 4

// room is what a list takes, with what is kept free behind it.
func room[T any](list []T) int {
	var one T
	return cap(list) * int(unsafe.Sizeof(one))
}

func (d *dict) bytes() int {
	const keyAndNumber = int(unsafe.Sizeof("")) + 8
	n := room(d.terms) + room(d.held) + room(d.family) + room(d.shapes) + room(d.count) + room(d.upper)
	n += retrieval.MapBytes(len(d.ids)+len(d.stops)+len(d.families), keyAndNumber)
	for _, term := range d.terms {
		n += (len(term) + 7) &^ 7 // strings are kept in eights of bytes
	}
	return n
}

func (n *names) bytes() int {
	return retrieval.MapBytes(len(n.at), int(unsafe.Sizeof(run{}))+8) + room(n.list)
}
