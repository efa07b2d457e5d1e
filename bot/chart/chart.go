// Package chart draws the pictures that go with a message: a time line of
// events, and panels of figures. It knows nothing of Discord; what a picture
// shows must also be said in words beside it.
package chart

import (
	"bytes"
	"fmt"
	"image/color"
	"sort"
	"strings"
	"unicode"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
)

// width is that of every picture, in points: on a phone, which shows a picture some
// 330 points wide, letters keep most of their size. dpi makes a point 2.5 pixels.
const (
	width = 380 * vg.Length(1)
	dpi   = 180
)

// Colours that people with any colour vision tell apart, after Okabe and Ito,
// "Color Universal Design", 2008.
var palette = []color.Color{
	color.RGBA{0x56, 0xB4, 0xE9, 0xFF}, // sky blue
	color.RGBA{0xE6, 0x9F, 0x00, 0xFF}, // orange
	color.RGBA{0x00, 0x9E, 0x73, 0xFF}, // green
	color.RGBA{0xD5, 0x5E, 0x00, 0xFF}, // vermilion
	color.RGBA{0xCC, 0x79, 0xA7, 0xFF}, // purple
}

// A picture cannot know its reader's theme: it is a dark card of its own, which
// does not glare where all else is dark and stands out where all else is light.
var (
	card  = color.RGBA{0x23, 0x29, 0x2C, 0xFF}
	ink   = color.RGBA{0xF2, 0xEE, 0xE6, 0xFF}
	faint = color.RGBA{0xB6, 0xB9, 0xB4, 0xFF}
	rule  = color.RGBA{0x4A, 0x53, 0x57, 0xFF}
)

// styled is a style of text in a size, in points.
func styled(size float64, c color.Color, bold bool) text.Style {
	f := font.Font{Typeface: "Liberation", Variant: "Sans", Size: font.Points(size)}
	if bold {
		f.Weight = xfont.WeightBold
	}
	return text.Style{Color: c, Font: f, Handler: plot.DefaultTextHandler, YAlign: draw.YTop}
}

// canvas is an empty picture of a height, in points.
func canvas(height vg.Length) (draw.Canvas, *vgimg.Canvas) {
	img := vgimg.NewWith(vgimg.UseWH(width, height), vgimg.UseDPI(dpi), vgimg.UseBackgroundColor(card))
	return draw.New(img), img
}

// encode is the picture as a PNG.
func encode(img *vgimg.Canvas) ([]byte, error) {
	var b bytes.Buffer
	if _, err := (vgimg.PngCanvas{Canvas: img}).WriteTo(&b); err != nil {
		return nil, fmt.Errorf("chart: %w", err)
	}
	return b.Bytes(), nil
}

// plain is a text on one line without what a font cannot show or a reader see.
func plain(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return ' '
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.So, r) || unicode.Is(unicode.Co, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > mostText {
		s = strings.ToValidUTF8(s[:mostText], "") + "…"
	}
	return s
}

// mostText is how much of a text is looked at, in bytes: more than any picture
// has room for.
const mostText = 900

// wrap divides a text into at most most lines of a width; what is left out of
// the last is marked by an ellipsis.
func wrap(s string, style text.Style, width vg.Length, most int) []string {
	var lines []string
	line := ""
	words := strings.Fields(plain(s))
	for i, w := range words {
		w = fit(w, style, width)
		longer := strings.TrimSpace(line + " " + w)
		if line == "" || style.Width(longer) <= width {
			line = longer
			continue
		}
		if len(lines)+1 == most {
			return append(lines, fit(line+" "+strings.Join(words[i:], " "), style, width))
		}
		lines, line = append(lines, line), w
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// fit cuts a text to a width, with an ellipsis where something is missing.
func fit(s string, style text.Style, width vg.Length) string {
	if style.Width(s) <= width {
		return s
	}
	runes := []rune(s)
	n := sort.Search(len(runes), func(n int) bool { return style.Width(string(runes[:n])+"…") > width })
	return strings.TrimSpace(string(runes[:max(0, n-1)])) + "…"
}
