package chart

import (
	"errors"
	"strconv"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Event is something on a time line.
type Event struct {
	// At is its day; the zero time means that it is not known: the event is
	// listed and not on the axis.
	At time.Time
	// When is the day as readers write it, Text what happened.
	When, Text string
}

// Bounds of a time line.
const (
	mostEvents = 20
	mostLines  = 4
)

// errEmpty: there is nothing to draw.
var errEmpty = errors.New("chart: there is nothing to draw")

// Sizes of a time line, in points.
const (
	margin  = 16 * vg.Length(1)
	leading = 15 * vg.Length(1)
	gap     = 12 * vg.Length(1)
	dot     = 9 * vg.Length(1)
	indent  = margin + 3*dot
)

// Timeline draws events in the order given as a PNG: an axis true to scale with
// a numbered dot for each day that is known, and below it each event with its
// number, day and text. Texts are cut after four lines.
func Timeline(title string, events []Event) ([]byte, error) {
	if len(events) == 0 {
		return nil, errEmpty
	}
	events = events[:min(len(events), mostEvents)]
	body := styled(11, ink, false)
	texts, height := make([][]string, len(events)), 2*margin+leading
	for i, e := range events {
		texts[i] = wrap(e.Text, body, width-indent-margin, mostLines)
		height += rowHeight(texts[i])
	}
	axis := newAxis(events)
	height += axis.height()
	c, img := canvas(height)
	top := height - margin
	heading := styled(15, ink, true)
	c.FillText(heading, vg.Point{X: margin, Y: top}, fit(plain(title), heading, width-2*margin))
	top -= leading + gap
	axis.draw(c, top)
	top -= axis.height()
	for i, e := range events {
		row(c, i+1, e, texts[i], top)
		top -= rowHeight(texts[i])
	}
	return encode(img)
}

// rowHeight is what an event takes: a line for its day, and its text.
func rowHeight(lines []string) vg.Length { return vg.Length(1+len(lines))*leading + gap }

// row draws one event: its number in a dot, its day, its text.
func row(c draw.Canvas, number int, e Event, lines []string, top vg.Length) {
	numbered(c, number, vg.Point{X: margin + dot, Y: top - leading/2 + 1}, e.At.IsZero())
	when := styled(11, faint, true)
	c.FillText(when, vg.Point{X: indent, Y: top}, fit(plain(e.When), when, width-indent-margin))
	for i, l := range lines {
		c.FillText(styled(11, ink, false), vg.Point{X: indent, Y: top - vg.Length(i+1)*leading}, l)
	}
}

// numbered draws a dot with a number in it; an unknown day's is hollow grey.
func numbered(c draw.Canvas, number int, at vg.Point, unknown bool) {
	colour := palette[0]
	if unknown {
		colour = faint
	}
	c.DrawGlyph(draw.GlyphStyle{Color: colour, Radius: dot, Shape: draw.CircleGlyph{}}, at)
	style := styled(9, card, true)
	style.XAlign, style.YAlign = draw.XCenter, draw.YCenter
	c.FillText(style, at, strconv.Itoa(number))
}

// axis places events by their days.
type axis struct {
	first, last time.Time
	// level is how far above the axis each dot stands, -1 for none: dots of
	// days close together are stacked.
	level []int
	at    []vg.Length
	high  int
}

const axisWidth = width - 2*margin - 4*dot

// newAxis stacks dots that would cover each other. Without two different days
// there is nothing that an axis would show.
func newAxis(events []Event) *axis {
	a := &axis{}
	for _, e := range events {
		if e.At.IsZero() {
			continue
		}
		if a.first.IsZero() || e.At.Before(a.first) {
			a.first = e.At
		}
		if e.At.After(a.last) {
			a.last = e.At
		}
	}
	if !a.first.Before(a.last) {
		return a
	}
	for _, e := range events {
		level, x := -1, vg.Length(0)
		if !e.At.IsZero() {
			x = margin + 2*dot + axisWidth*vg.Length(e.At.Sub(a.first).Hours()/a.last.Sub(a.first).Hours())
			level = 0
			for i, other := range a.at {
				if a.level[i] == level && x-other < 2.2*dot && other-x < 2.2*dot {
					level++
				}
			}
		}
		a.level, a.at = append(a.level, level), append(a.at, x)
		a.high = max(a.high, level)
	}
	return a
}

// height is what the axis takes, in points.
func (a *axis) height() vg.Length {
	if a.level == nil {
		return 0
	}
	return vg.Length(a.high+1)*2.2*dot + 2*leading + gap
}

func (a *axis) draw(c draw.Canvas, top vg.Length) {
	if a.level == nil {
		return
	}
	base := top - vg.Length(a.high+1)*2.2*dot
	line := draw.LineStyle{Color: faint, Width: vg.Points(1.5)}
	c.StrokeLine2(line, margin, base, width-margin, base)
	ticks := plot.TimeTicks{Format: time.DateOnly}.Ticks(float64(a.first.Unix()), float64(a.last.Unix()))
	right := vg.Length(0)
	for _, t := range ticks {
		x := margin + 2*dot + axisWidth*vg.Length((t.Value-float64(a.first.Unix()))/float64(a.last.Unix()-a.first.Unix()))
		style := styled(9, faint, false)
		style.XAlign = draw.XCenter
		half := style.Width(t.Label) / 2
		if t.IsMinor() || x-half < right || x+half > width-margin/2 {
			continue
		}
		right = x + half + gap
		c.StrokeLine2(line, x, base, x, base-4)
		c.FillText(style, vg.Point{X: x, Y: base - 6}, t.Label)
	}
	above := func(i int) vg.Length { return base + dot*1.2 + vg.Length(a.level[i])*2.2*dot }
	for i, level := range a.level {
		if level > 0 {
			c.StrokeLine2(draw.LineStyle{Color: rule, Width: vg.Points(1)}, a.at[i], base, a.at[i], above(i))
		}
	}
	for i, level := range a.level {
		if level >= 0 {
			numbered(c, i+1, vg.Point{X: a.at[i], Y: above(i)}, false)
		}
	}
}
