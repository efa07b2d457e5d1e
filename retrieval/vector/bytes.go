package vector

import (
	"unsafe"

	"footnote/retrieval"

	chromem "github.com/philippgille/chromem-go"
)

var _ retrieval.Sized = (*Index)(nil)

// emptyMap is what chromem-go keeps as the metadata of a document that has none.
const emptyMap = 48

// Bytes implements retrieval.Sized.
func (x *Index) Bytes() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	document := x.dims*int(unsafe.Sizeof(float32(0))) + int(unsafe.Sizeof(chromem.Document{})) + emptyMap + idBytes
	n := x.table.len()*document + retrieval.MapBytes(x.table.len(), int(unsafe.Sizeof("")+unsafe.Sizeof(&x)))
	return n + x.table.bytes()
}
