package docx

import (
	"strings"

	"footnote/corpus/plaintext"
)

// flow is text that is read by itself.
type flow struct {
	out  strings.Builder
	last wordBlock

	para         strings.Builder
	style        string
	shaded       bool // something in it has a colour behind it
	listed       bool
	list, level  string
	cells        []string
	behind       []string // blocks that come behind the paragraph at hand
	formulaStart []int    // where the parts of a formula begin in para
}

// wordBlock is a kind of block.
type wordBlock int

const (
	paragraph wordBlock = iota
	item
	row
)

// endPart writes a part of a formula so that it cannot be read as another number:
// 12/5 for a fraction, raised digits for a power.
func (f *flow) endPart(name string) {
	n := len(f.formulaStart)
	if n == 0 {
		return
	}
	text := f.para.String()
	from := min(f.formulaStart[n-1], len(text))
	f.formulaStart = f.formulaStart[:n-1]
	part := strings.TrimSpace(text[from:])
	switch {
	case name == "sup":
		part = plaintext.Superscript(part)
	case strings.ContainsAny(part, " +-−·*/"):
		part = "(" + part + ")"
	}
	if name == "num" {
		part += "/"
	}
	f.para.Reset()
	f.para.WriteString(text[:from] + part)
}

// write adds a block behind those there are.
func (f *flow) write(text string, kind wordBlock) {
	switch {
	case text == "":
		return
	case f.out.Len() == 0:
	case kind != paragraph && kind == f.last:
		f.out.WriteString("\n")
	default:
		f.out.WriteString("\n\n")
	}
	f.out.WriteString(text)
	f.last = kind
}
