package retrieval

import (
	"unsafe"

	"footnote/corpus"
)

// Sized is an Index that knows how many bytes of memory it takes, a quarter more or less.
// What belongs to the passages themselves is not among them.
type Sized interface{ Bytes() int }

// What a map takes for an entry beside key and value, and how much more than its entries it
// has room for, in quarters: it is half to seven eighths full.
const (
	entryBytes    = 1
	entryQuarters = 6
)

// MapBytes is about what a map of n entries takes, each of whose keys and values together
// has so many bytes.
func MapBytes(n, each int) int { return n * (each + entryBytes) * entryQuarters / 4 }

// Bytes is how much memory the library takes, a quarter more or less: articles, passages,
// and what finds them.
func (l *Library) Bytes() int {
	l.mu.RLock()
	defer l.mu.RUnlock()
	n := sizeOf(l.lexical)
	if d := l.dense.Load(); d != nil {
		n += sizeOf(d.Index)
	}
	for id, h := range l.shelf {
		n += MapBytes(1, int(unsafe.Sizeof(id)+unsafe.Sizeof(h))) + len(id) + h.bytes()
	}
	return n
}

func sizeOf(x Index) int {
	if s, ok := x.(Sized); ok {
		return s.Bytes()
	}
	return 0
}

// bytes are those of an article and its passages.
func (h *held) bytes() int {
	a := h.article
	n := int(unsafe.Sizeof(*h)+unsafe.Sizeof(*a)) + len(a.ID) + len(a.Title) + len(a.URL) + len(a.Source) + len(a.Author) +
		len(a.Text) + len(a.Pages)*int(unsafe.Sizeof(0)) + len(a.Path)
	heading := ""
	for _, p := range h.passages {
		n += int(unsafe.Sizeof(p)+unsafe.Sizeof(*p)) + len(p.Sentences)*int(unsafe.Sizeof(corpus.Span{}))
		if p.Heading != heading {
			heading = p.Heading
			n += len(heading) // passages below one heading share it
		}
	}
	return n
}
