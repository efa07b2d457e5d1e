package chart

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// canvas is the pixels of a page.
type canvas struct {
	img   *image.RGBA
	faces map[cut]font.Face
	shape vector.Rasterizer
}

// point is a place, in points from the top left.
type point struct{ x, y float64 }

// newCanvas is an empty card of a height.
func newCanvas(height float64) *canvas {
	c := &canvas{img: image.NewRGBA(image.Rect(0, 0, width*scale, int(math.Ceil(height*scale))))}
	draw.Draw(c.img, c.img.Bounds(), image.NewUniform(card), image.Point{}, draw.Src)
	return c
}

// text draws a text from a place on its base line.
func (c *canvas) text(s string, st style, x, base float64) {
	d := font.Drawer{Dst: c.img, Src: image.NewUniform(st.colour), Face: c.faces[st.cut],
		Dot: fixed.Point26_6{X: fixed.Int26_6(x * scale * 64), Y: fixed.Int26_6(math.Round(base*scale) * 64)}}
	d.DrawString(s)
}

// rect fills a rectangle of whole pixels, at least one.
func (c *canvas) rect(colour color.RGBA, b box) {
	whole := func(v float64) int { return int(math.Round(v * scale)) }
	r := image.Rect(whole(b.left), whole(b.top), whole(b.right), whole(b.bottom))
	r.Max.X, r.Max.Y = max(r.Max.X, r.Min.X+1), max(r.Max.Y, r.Min.Y+1)
	draw.Draw(c.img, r, image.NewUniform(colour), image.Point{}, draw.Src)
}

// segment draws a straight line with round ends.
func (c *canvas) segment(colour color.RGBA, thick float64, from, to point) {
	long := math.Hypot(to.x-from.x, to.y-from.y)
	if long > 0 {
		x, y := (from.y-to.y)/long*thick/2, (to.x-from.x)/long*thick/2
		outline := []point{{from.x + x, from.y + y}, {to.x + x, to.y + y}, {to.x - x, to.y - y}, {from.x - x, from.y - y}}
		c.fill(colour, around(outline...), func(at func(point) (x, y float32)) {
			c.shape.MoveTo(at(outline[0]))
			for _, o := range outline[1:] {
				c.shape.LineTo(at(o))
			}
		})
	}
	c.disc(colour, from, thick/2)
	c.disc(colour, to, thick/2)
}

// disc fills a circle: four curves whose handles have the length that comes
// nearest to one.
func (c *canvas) disc(colour color.RGBA, o point, r float64) {
	h := r * 4 / 3 * (math.Sqrt2 - 1)
	bounds := around(point{o.x - r, o.y - r}, point{o.x + r, o.y + r})
	c.fill(colour, bounds, func(at func(point) (x, y float32)) {
		c.shape.MoveTo(at(point{o.x + r, o.y}))
		for _, q := range [][3]point{
			{{o.x + r, o.y + h}, {o.x + h, o.y + r}, {o.x, o.y + r}},
			{{o.x - h, o.y + r}, {o.x - r, o.y + h}, {o.x - r, o.y}},
			{{o.x - r, o.y - h}, {o.x - h, o.y - r}, {o.x, o.y - r}},
			{{o.x + h, o.y - r}, {o.x + r, o.y - h}, {o.x + r, o.y}},
		} {
			ax, ay := at(q[0])
			bx, by := at(q[1])
			cx, cy := at(q[2])
			c.shape.CubeTo(ax, ay, bx, by, cx, cy)
		}
	})
}

// fill draws a shape within bounds; outline is told how a point is written to the
// rasterizer.
func (c *canvas) fill(colour color.RGBA, bounds image.Rectangle, outline func(at func(point) (x, y float32))) {
	c.shape.Reset(bounds.Dx(), bounds.Dy())
	outline(func(p point) (x, y float32) {
		return float32(p.x*scale - float64(bounds.Min.X)), float32(p.y*scale - float64(bounds.Min.Y))
	})
	c.shape.ClosePath()
	c.shape.Draw(c.img, bounds, image.NewUniform(colour), image.Point{})
}

// around is the smallest rectangle of pixels that holds points.
func around(points ...point) image.Rectangle {
	var r image.Rectangle
	for _, p := range points {
		x, y := int(math.Floor(p.x*scale)), int(math.Floor(p.y*scale))
		r = r.Union(image.Rect(x, y, x+1, y+1))
	}
	return r
}

// indexed is the picture with a table of its colours, which takes a third of the
// time and room; edges that blend two colours are at most 3% off. It is the
// picture itself where that has too many.
func (c *canvas) indexed() image.Image {
	size := c.img.Bounds()
	out := &image.Paletted{Pix: make([]uint8, size.Dx()*size.Dy()), Stride: size.Dx(), Rect: size}
	var index [1 << 15]uint16 // by five bits of each part, one more than the place
	add := func(r, g, b uint8) uint16 {
		at := &index[int(r>>3)<<10|int(g>>3)<<5|int(b>>3)]
		if *at == 0 {
			out.Palette = append(out.Palette, color.RGBA{r, g, b, 0xFF})
			*at = uint16(len(out.Palette))
		}
		return *at - 1
	}
	for _, exact := range append([]color.RGBA{card, ink, faint, rule}, palette...) {
		add(exact.R, exact.G, exact.B)
	}
	for i := range out.Pix {
		p := c.img.Pix[4*i : 4*i+3]
		n := add(p[0], p[1], p[2])
		if n > 0xFF {
			return c.img
		}
		out.Pix[i] = uint8(n)
	}
	return out
}
