package corpus

import (
	"strings"
	"unicode/utf8"

	"github.com/ledongthuc/pdf"
)

// pdfFont decodes a font's strings and knows how wide its glyphs are, which the
// library does for fonts of one byte a glyph only.
type pdfFont struct {
	encoding pdf.TextEncoding
	// twoBytes: a glyph's code has two bytes.
	twoBytes bool
	// widths are in thousandths of the type size; other glyphs are usual wide.
	widths map[int]float64
	usual  float64
}

// fontNamed returns the page's font of that name, nil where it has none.
func (p *pdfPage) fontNamed(name string) *pdfFont {
	if f, ok := p.fonts[name]; ok {
		return f
	}
	var f *pdfFont
	if v := p.resources.Key("Font").Key(name); v.Kind() == pdf.Dict {
		f = newPDFFont(v)
	}
	p.fonts[name] = f
	return f
}

func newPDFFont(v pdf.Value) *pdfFont {
	font := pdf.Font{V: v}
	f := &pdfFont{encoding: font.Encoder(), widths: make(map[int]float64), usual: 500}
	if v.Key("Subtype").Name() == "Type0" {
		f.twoBytes = true
		f.readWide(v.Key("DescendantFonts").Index(0))
		return f
	}
	first := int(v.Key("FirstChar").Int64())
	for i, w := 0, v.Key("Widths"); i < min(w.Len(), 256); i++ {
		f.widths[first+i] = w.Index(i).Float64()
	}
	if strings.Contains(v.Key("BaseFont").Name(), "Courier") {
		f.usual = 600
	}
	return f
}

// readWide reads the widths of a font of two bytes a glyph: "first [w w ...]" or
// "first last w".
func (f *pdfFont) readWide(v pdf.Value) {
	f.usual = 1000
	if dw := v.Key("DW"); !dw.IsNull() {
		f.usual = dw.Float64()
	}
	w := v.Key("W")
	for i := 0; i+1 < w.Len(); {
		first := int(w.Index(i).Int64())
		if list := w.Index(i + 1); list.Kind() == pdf.Array {
			for k := range list.Len() {
				f.widths[first+k] = list.Index(k).Float64()
			}
			i += 2
			continue
		}
		last := min(int(w.Index(i+1).Int64()), 1<<16)
		for c := first; c <= last; c++ {
			f.widths[c] = w.Index(i + 2).Float64()
		}
		i += 3
	}
}

// width is how far the string moves the pen.
func (f *pdfFont) width(raw string, size, tc, tw float64) float64 {
	step := 1
	if f.twoBytes {
		step = 2
	}
	sum := 0.0
	for i := 0; i+step <= len(raw); i += step {
		code := int(raw[i])
		if f.twoBytes {
			code = code<<8 | int(raw[i+1])
		}
		w, ok := f.widths[code]
		if !ok {
			w = f.usual
		}
		sum += w/1000*size + tc
		if code == ' ' && !f.twoBytes {
			sum += tw
		}
	}
	return sum
}

// ligatures are the signs that stand for several letters.
var ligatures = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl", "ﬅ", "st", "ﬆ", "st", "\u00a0", " ")

// decode returns the string's text without signs that show nothing.
func (f *pdfFont) decode(raw string) string {
	text := ligatures.Replace(f.encoding.Decode(raw))
	return strings.Map(func(r rune) rune {
		if r != ' ' && r != '\u00ad' && inkless(r) || r == utf8.RuneError {
			return -1
		}
		return r
	}, text)
}
