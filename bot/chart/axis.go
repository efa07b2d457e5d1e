package chart

import (
	"math"
	"time"
)

// axis places events by their days.
type axis struct {
	first, last time.Time
	// level is how far above the axis each dot stands, -1 for none: dots of
	// days close together are stacked.
	level []int
	at    []float64
	high  int
}

// The axis begins and ends so that a dot has room beside it; dots are stacked
// with a little air between them.
const (
	axisStart = margin + 2*dot
	axisWidth = width - 2*axisStart
	storey    = 2.2 * dot
)

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
		level, x := -1, 0.0
		if !e.At.IsZero() {
			x = a.place(e.At)
			for level = 0; a.taken(level, x); level++ {
			}
		}
		a.level, a.at = append(a.level, level), append(a.at, x)
		a.high = max(a.high, level)
	}
	return a
}

// place is where a time is on the axis.
func (a *axis) place(t time.Time) float64 {
	return axisStart + axisWidth*float64(t.Unix()-a.first.Unix())/float64(a.last.Unix()-a.first.Unix())
}

// taken reports whether a dot stands in the way of one on a level.
func (a *axis) taken(level int, x float64) bool {
	for i, other := range a.at {
		if a.level[i] == level && math.Abs(x-other) < storey {
			return true
		}
	}
	return false
}

// draw adds the axis, where there is one.
func (a *axis) draw(p *page) {
	if a.level == nil {
		return
	}
	base := p.y + gap/2 + float64(a.high+1)*storey
	above := func(i int) point { return point{a.at[i], base - 1.2*dot - float64(a.level[i])*storey} }
	for i, level := range a.level {
		if level > 0 {
			p.path(rule, 1, []point{{a.at[i], base}, above(i)})
		}
	}
	p.rect(faint, box{margin, base - 0.6, width - margin, base + 0.6})
	for i, level := range a.level {
		if level >= 0 {
			p.numbered(i+1, above(i), false)
		}
	}
	p.y = base + 6
	a.ticks(p)
	p.y += leading
}

// ticks names days below the axis.
func (a *axis) ticks(p *page) {
	for _, t := range a.days(p) {
		x := a.place(t.at)
		p.rect(faint, box{x - 0.6, p.y - 6, x + 0.6, p.y - 2})
		p.text(t.label, small, t.left, p.y, fromLeft)
	}
}

// tick is a place on an axis and its name, which stands inside the margins.
type tick struct {
	at    time.Time
	label string
	left  float64
}

// pace is a distance of ticks, of months or else of days, and how they are
// written: as ISO 8601 has it, which all languages read.
type pace struct {
	months, days int
	layout       string
}

var paces = []pace{
	{days: 1, layout: time.DateOnly}, {days: 2, layout: time.DateOnly}, {days: 7, layout: time.DateOnly}, {days: 14, layout: time.DateOnly},
	{months: 1, layout: "2006-01"}, {months: 2, layout: "2006-01"}, {months: 3, layout: "2006-01"}, {months: 6, layout: "2006-01"},
	{months: 12, layout: "2006"}, {months: 24, layout: "2006"}, {months: 60, layout: "2006"}, {months: 120, layout: "2006"},
	{months: 240, layout: "2006"}, {months: 600, layout: "2006"}, {months: 1200, layout: "2006"}, {months: 6000, layout: "2006"},
}

// days are the ticks at the shortest pace that leaves room for their names.
func (a *axis) days(p *page) []tick {
	length := float64(a.last.Unix()-a.first.Unix()) / (24 * 60 * 60)
	for _, by := range paces {
		wide, distance := p.width(a.first.Format(by.layout), small)+gap, float64(by.days)+30*float64(by.months)
		if axisWidth*distance/length < wide {
			continue
		}
		ticks, apart := a.every(by), true
		for i := range ticks {
			t := &ticks[i]
			t.left = min(max(a.place(t.at)-(wide-gap)/2, margin), width-margin-(wide-gap))
			apart = apart && (i == 0 || t.left >= ticks[i-1].left+wide-gap/2)
		}
		if apart {
			return ticks
		}
	}
	return nil
}

// every is the ticks at a pace, at whole months, years, and so on.
func (a *axis) every(by pace) []tick {
	var ticks []tick
	year, month, day := a.first.Date()
	for {
		var at time.Time
		if by.months > 0 {
			whole := (year*12 + int(month) - 1) / by.months * by.months
			at = time.Date(0, time.Month(1+whole), 1, 0, 0, 0, 0, time.UTC)
			month += time.Month(by.months)
		} else {
			at = time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
			day += by.days
		}
		if at.After(a.last) {
			return ticks
		}
		if !at.Before(a.first) {
			ticks = append(ticks, tick{at: at, label: at.Format(by.layout)})
		}
	}
}
