// Package chart draws the pictures that go with a message: a time line of
// events, and panels of figures. It knows nothing of Discord; what a picture
// shows must also be said in words beside it.
package chart

import (
	"errors"
	"image/color"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// Lengths are in points. width is that of every picture: on a phone, which shows
// a picture some 330 points wide, letters keep most of their size. scale is how
// many pixels a point has.
const (
	width = 380
	scale = 2.5

	margin  = 16
	leading = 15
	gap     = 12
)

// Colours that people with any colour vision tell apart, after Okabe and Ito,
// "Color Universal Design", 2008.
var palette = []color.RGBA{
	{0x56, 0xB4, 0xE9, 0xFF}, // sky blue
	{0xE6, 0x9F, 0x00, 0xFF}, // orange
	{0x00, 0x9E, 0x73, 0xFF}, // green
	{0xD5, 0x5E, 0x00, 0xFF}, // vermilion
	{0xCC, 0x79, 0xA7, 0xFF}, // purple
}

// A picture cannot know its reader's theme: it is a dark card of its own, which
// does not glare where all else is dark and stands out where all else is light.
var (
	card  = color.RGBA{0x23, 0x29, 0x2C, 0xFF}
	ink   = color.RGBA{0xF2, 0xEE, 0xE6, 0xFF}
	faint = color.RGBA{0xB6, 0xB9, 0xB4, 0xFF}
	rule  = color.RGBA{0x4A, 0x53, 0x57, 0xFF}
)

// The styles of text.
var (
	heading  = style{cut{15, true}, ink}
	subtitle = style{cut{12, true}, ink}
	strong   = style{cut{11, true}, faint}
	body     = style{cut{11, false}, ink}
	quiet    = style{cut{11, false}, faint}
	small    = style{cut{10, false}, faint}
	legend   = style{cut{10, false}, ink}
	digits   = style{cut{9, true}, card}
)

// errEmpty: there is nothing to draw.
var errEmpty = errors.New("chart: there is nothing to draw")

// errScript: the fonts have no letters for most of what there is to say.
var errScript = errors.New("chart: the text is in a script that cannot be drawn")

// mostText is how much of a text is looked at, in bytes: more than any picture
// has room for.
const mostText = 900

// plain is a text on one line without what a font cannot show or a reader see.
// A letter and its accent are one character where there is one for both.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		switch r {
		case '\n', '\t':
			return ' '
		case narrowSpace:
			return noBreak
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.So, r) || unicode.Is(unicode.Co, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	s = norm.NFC.String(strings.Join(strings.FieldsFunc(s, breaks), " "))
	if len(s) > mostText {
		s = strings.ToValidUTF8(s[:mostText], "") + "…"
	}
	return s
}

// Spaces at which no line ends.
const (
	noBreak     = '\u00a0'
	narrowSpace = '\u202f'
)

// breaks reports whether a line may end at a character.
func breaks(r rune) bool { return unicode.IsSpace(r) && r != noBreak }

// drawable reports whether at least three of four letters of texts can be drawn:
// the fonts have them, and they are written from left to right.
func (f *fonts) drawable(texts ...string) bool {
	letters, known := 0, 0
	for _, s := range texts {
		for _, r := range plain(s) {
			if !unicode.IsLetter(r) {
				continue
			}
			letters++
			class, _ := bidi.LookupRune(r)
			if c := class.Class(); c != bidi.R && c != bidi.AL && f.has(r) {
				known++
			}
		}
	}
	return 4*known >= 3*letters
}
