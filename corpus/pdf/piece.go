package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium/responses"
	"github.com/klippa-app/go-pdfium/structs"
)

// piece is a run of text on one line without a wide gap.
type piece struct {
	text string
	// x0 and x1 are its ends, y its baseline, size about that of the type; all
	// as if the text ran from left to right.
	x0, x1, y, size float64
	// turns counts the quarter turns, clockwise, at which it was drawn.
	turns int
	// height is that of its page, to tell how near an edge it stands.
	height float64
	// row marks a row of a table; its cells are parted by tabs.
	row bool
}

// box is where a character stands.
type box struct{ x0, x1, y0, y1 float64 }

// sheet is the size of a page as its text is drawn, before any /Rotate.
type sheet struct{ width, height float64 }

// turned is the place of a character on a sheet that was turned back by so many
// clockwise quarter turns.
func (s sheet) turned(p responses.CharPosition, turns int) box {
	x0, x1 := min(p.Left, p.Right), max(p.Left, p.Right)
	y0, y1 := min(p.Bottom, p.Top), max(p.Bottom, p.Top)
	switch turns {
	case 1:
		return box{s.height - y1, s.height - y0, x0, x1}
	case 2:
		return box{s.width - x1, s.width - x0, s.height - y1, s.height - y0}
	case 3:
		return box{y0, y1, s.width - x1, s.width - x0}
	}
	return box{x0, x1, y0, y1}
}

// heightAt is the height of the sheet after so many quarter turns.
func (s sheet) heightAt(turns int) float64 {
	if turns%2 == 1 {
		return s.width
	}
	return s.height
}

// quarters rounds an angle in radians to quarter turns.
func quarters(angle float64) int {
	return int(math.Round(angle/(math.Pi/2))) & 3
}

// Gaps and shifts, in multiples of the size of the type.
const (
	// wideGap parts two pieces: a gutter, or a cell of a table.
	wideGap = 1
	// raised is how far above the baseline an exponent or a note's mark stands.
	raised = 0.2
	// smaller is how tall such a mark is at most, of the size.
	smaller = 0.58
	// capHeight is how tall letters without descenders are, of the size.
	capHeight = 0.72
)

// gatherer makes pieces of characters.
type gatherer struct {
	pieces    []piece
	undecoded int
	sheet     sheet

	text    strings.Builder
	bottoms []float64 // of the first letters and digits
	line    float64   // baseline of these
	at      box       // of all
	turns   int
	space   bool
}

// hyphens are what PDFium writes for a hyphen at the end of a line.
const hyphens = "\x02\ufffe"

// undecodable stands in a piece for a character that cannot be read.
const undecodable = utf8.RuneError

// bullets are what fonts of signs have at private code points, by habit of Symbol
// and Wingdings.
var bullets = map[rune]rune{'\uf0b7': '•', '\uf0a7': '▪', '\uf0d8': '►', '\uf0a8': '□', '\uf0fc': '✓'}

// add takes in a character; known says that its font says which it is.
func (g *gatherer) add(c *responses.GetPageTextStructuredChar, known bool) {
	r, _ := utf8.DecodeRuneInString(c.Text)
	if sign, ok := bullets[r]; ok {
		r, known = sign, true
	}
	switch {
	case known && (r == '\r' || r == '\n'):
		g.close()
		return
	case known && unicode.IsSpace(r):
		g.space = true
		return
	case known && strings.ContainsRune(hyphens, r):
		r = '-'
	case !known || unicode.In(r, unicode.Cc, unicode.Co): // of no text, r is undecodable as it is
		r = undecodable
	}
	g.undecoded += count(r == undecodable)
	turns := quarters(c.Angle)
	b := g.sheet.turned(c.PointPosition, turns)
	if g.text.Len() > 0 && (turns != g.turns || g.parts(b)) {
		g.close()
	}
	g.put(r, b, turns)
}

// smallest is how tall the letters are at least that somebody may read, in points.
const smallest = 1

// seen reports whether a character is on the page and large enough to be seen.
func seen(c *responses.GetPageTextStructuredChar, page structs.FPDF_FS_RECTF) bool {
	at := sheet{}.turned(c.PointPosition, 0)
	if at.x0 == at.x1 && at.y0 == at.y1 {
		return true // a space, or the end of a line
	}
	r, _ := utf8.DecodeRuneInString(c.Text)
	if (unicode.IsLetter(r) || unicode.IsDigit(r)) && max(at.x1-at.x0, at.y1-at.y0) < smallest {
		return false
	}
	left, right := float64(min(page.Left, page.Right)), float64(max(page.Left, page.Right))
	bottom, top := float64(min(page.Bottom, page.Top)), float64(max(page.Bottom, page.Top))
	return left == right || at.x1 > left && at.x0 < right && at.y1 > bottom && at.y0 < top
}

// parts reports whether a character begins another piece.
func (g *gatherer) parts(b box) bool {
	size := g.size()
	middle := (b.y0 + b.y1) / 2
	return middle < g.at.y0-0.3*size || middle > g.at.y1+0.3*size || b.x0 < g.at.x1-size || b.x0 > g.at.x1+wideGap*size
}

func (g *gatherer) put(r rune, b box, turns int) {
	if g.text.Len() == 0 {
		g.at, g.turns = b, turns
	} else if g.space {
		g.text.WriteByte(' ')
	}
	g.space = false
	if g.isRaised(b) {
		r = superscript(r)
	} else if unicode.IsLetter(r) || unicode.IsDigit(r) {
		g.stands(b.y0)
	}
	g.text.WriteRune(r)
	g.at = box{min(g.at.x0, b.x0), max(g.at.x1, b.x1), min(g.at.y0, b.y0), max(g.at.y1, b.y1)}
}

// isRaised reports whether a character is an exponent or a note's mark.
func (g *gatherer) isRaised(b box) bool {
	if len(g.bottoms) == 0 {
		return false
	}
	size := g.size()
	return b.y0 > g.baseline()+raised*size && b.y1-b.y0 < smaller*size
}

// superscript returns the raised form of a digit, and other runes as they are.
func superscript(r rune) rune {
	if r < '0' || r > '9' {
		return r
	}
	return []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[r-'0']
}

// stands counts the bottom of a letter for the baseline.
func (g *gatherer) stands(bottom float64) {
	const enough = 15
	if len(g.bottoms) == enough {
		return
	}
	at, _ := slices.BinarySearch(g.bottoms, bottom)
	g.bottoms = slices.Insert(g.bottoms, at, bottom)
	g.line = g.bottoms[len(g.bottoms)/2]
}

// baseline is the middle one of the bottoms: most letters stand on the line.
func (g *gatherer) baseline() float64 {
	if len(g.bottoms) == 0 {
		return g.at.y0
	}
	return g.line
}

// size is about the size of the type; fonts that are not in the file have
// boxes without height.
func (g *gatherer) size() float64 {
	if h := g.at.y1 - g.baseline(); h > 1 {
		return h / capHeight
	}
	if n := utf8.RuneCountInString(g.text.String()); n > 0 && g.at.x1 > g.at.x0 {
		return max(4, (g.at.x1-g.at.x0)/float64(n))
	}
	return 10
}

// close ends the piece at hand.
func (g *gatherer) close() {
	if text := strings.TrimSpace(g.text.String()); text != "" {
		g.pieces = append(g.pieces, piece{
			text: text, x0: g.at.x0, x1: g.at.x1, y: g.baseline(), size: g.size(), turns: g.turns,
			height: g.sheet.heightAt(g.turns),
		})
	}
	g.text.Reset()
	g.bottoms, g.space = g.bottoms[:0], false
}
