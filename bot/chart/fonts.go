package chart

import (
	"fmt"
	"image/color"
	"sort"
	"strings"
	"sync"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
)

// cut is a font in a size.
type cut struct {
	size float64
	bold bool
}

// style is how a text looks.
type style struct {
	cut
	colour color.RGBA
}

// regular and bold read the fonts once; they are safe for concurrent use.
var (
	regular = sync.OnceValues(func() (*sfnt.Font, error) { return opentype.Parse(liberationsansregular.TTF) })
	bold    = sync.OnceValues(func() (*sfnt.Font, error) { return opentype.Parse(liberationsansbold.TTF) })
)

// fonts measures and draws the texts of one picture; it is not safe for
// concurrent use.
type fonts struct {
	faces map[cut]font.Face
	plain *sfnt.Font
	buf   sfnt.Buffer
}

// newFonts has a face for every style.
func newFonts() (*fonts, error) {
	f := &fonts{faces: map[cut]font.Face{}}
	for _, s := range []style{heading, subtitle, strong, body, quiet, small, legend, digits} {
		load := regular
		if s.bold {
			load = bold
		}
		parsed, err := load()
		if err != nil {
			return nil, fmt.Errorf("chart: a font: %w", err)
		}
		if !s.bold {
			f.plain = parsed
		}
		// At 72 dots an inch, a size in points is one in pixels.
		face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: s.size * scale, DPI: 72, Hinting: font.HintingNone})
		if err != nil {
			return nil, fmt.Errorf("chart: a font: %w", err)
		}
		f.faces[s.cut] = face
	}
	return f, nil
}

// has reports whether there is a glyph for a character.
func (f *fonts) has(r rune) bool {
	glyph, err := f.plain.GlyphIndex(&f.buf, r)
	return err == nil && glyph != 0
}

// width is that of a text on one line.
func (f *fonts) width(s string, st style) float64 {
	return float64(font.MeasureString(f.faces[st.cut], s)) / 64 / scale
}

// wrap divides a text into at most most lines of a width; what is left out of
// the last is marked by an ellipsis. A word that is longer than a line goes on in
// the next.
func (f *fonts) wrap(s string, st style, width float64, most int) []string {
	var lines []string
	line, used, space := "", 0.0, f.width(" ", st)
	for _, w := range f.words(s, st, width) {
		wide := f.width(w, st)
		switch {
		case line == "":
			line, used = w, wide
		case used+space+wide <= width:
			line, used = line+" "+w, used+space+wide
		default:
			lines, line, used = append(lines, line), w, wide
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	if len(lines) > most {
		lines = append(lines[:most-1], f.cut(lines[most-1], st, width))
	}
	return lines
}

// words are those of a text, in pieces where they are longer than a width.
func (f *fonts) words(s string, st style, width float64) []string {
	var words []string
	for _, w := range strings.FieldsFunc(plain(s), breaks) {
		for f.width(w, st) > width {
			n := f.within(w, st, width)
			words, w = append(words, w[:n]), w[n:]
		}
		words = append(words, w)
	}
	return words
}

// within is how many bytes of a text a width takes, at least those of its first
// character.
func (f *fonts) within(s string, st style, width float64) int {
	var ends []int
	for i := range s {
		ends = append(ends, i)
	}
	ends = append(ends[1:], len(s))
	n := sort.Search(len(ends), func(n int) bool { return f.width(s[:ends[n]], st) > width })
	return ends[max(0, n-1)]
}

// cut ends a text that goes on by an ellipsis, within a width.
func (f *fonts) cut(s string, st style, width float64) string {
	return strings.TrimSpace(s[:f.within(s, st, width-f.width("…", st))]) + "…"
}

// fit is a text within a width, with an ellipsis where something is missing.
func (f *fonts) fit(s string, st style, width float64) string {
	if s = plain(s); f.width(s, st) <= width {
		return s
	}
	return f.cut(s, st, width)
}
