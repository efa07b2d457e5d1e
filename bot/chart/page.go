package chart

import (
	"bytes"
	"fmt"
	"image/color"
	"image/png"
)

// page is a picture in the making. It is laid out from the top down, and drawn
// when its height is known.
type page struct {
	*fonts
	// y is how far down it is filled.
	y     float64
	marks []func(*canvas)
	// texts are those on it.
	texts []placed
}

// box is a rectangle, in points from the top left.
type box struct{ left, top, right, bottom float64 }

// placed is a text and where it stands.
type placed struct {
	box
	text string
}

// align is where a text stands by its place.
type align float64

const (
	fromLeft  align = 0
	centred   align = 0.5
	fromRight align = 1
)

// newPage is an empty page, filled as far as its margin.
func newPage() (*page, error) {
	f, err := newFonts()
	return &page{fonts: f, y: margin}, err
}

// The shape of the fonts' letters, in sizes: how high the ascenders and capitals
// reach above the base line.
const (
	ascent  = 0.905
	capital = 0.69
)

// text puts a text on a line that begins at a height.
func (p *page) text(s string, st style, x, top float64, a align) {
	wide := p.width(s, st)
	x -= wide * float64(a)
	p.texts = append(p.texts, placed{box{x, top, x + wide, top + 1.1*st.size}, s})
	p.marks = append(p.marks, func(c *canvas) { c.text(s, st, x, top+ascent*st.size) })
}

// lines puts lines of text at the page's end.
func (p *page) lines(lines []string, st style, x, leading float64) {
	for _, l := range lines {
		p.text(l, st, x, p.y, fromLeft)
		p.y += leading
	}
}

// rect fills a rectangle.
func (p *page) rect(colour color.RGBA, b box) {
	p.marks = append(p.marks, func(c *canvas) { c.rect(colour, b) })
}

// path joins points by a line.
func (p *page) path(colour color.RGBA, thick float64, points []point) {
	p.marks = append(p.marks, func(c *canvas) {
		for i := range points[1:] {
			c.segment(colour, thick, points[i], points[i+1])
		}
	})
}

// disc fills a circle.
func (p *page) disc(colour color.RGBA, at point, radius float64) {
	p.marks = append(p.marks, func(c *canvas) { c.disc(colour, at, radius) })
}

// encode is the page as a PNG.
func (p *page) encode() ([]byte, error) {
	c := newCanvas(p.y + margin)
	c.faces = p.faces
	for _, m := range p.marks {
		m(c)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, c.indexed()); err != nil {
		return nil, fmt.Errorf("chart: %w", err)
	}
	return b.Bytes(), nil
}
