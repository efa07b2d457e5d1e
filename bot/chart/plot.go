package chart

import "math"

// Sizes of a plot.
const (
	plotHeight = 120
	mostSteps  = 5
	thickest   = 26
	// crowded is the room of a bar below which there is none between two.
	crowded = 3
)

// plot is a panel's axes in place: x by label, y by value.
type plot struct {
	*Panel
	on          *page
	left, slot  float64
	top, bottom float64
	// most is the value at the top, step that between two lines across.
	most, step float64
}

// plot draws the panel's series between axes.
func (p *Panel) plot(on *page) {
	most, step := p.scale()
	f := &plot{Panel: p, on: on, most: most, step: step}
	f.across()
	f.slot = (width - margin - f.left) / float64(len(p.Labels))
	if p.Kind == Lines {
		f.lines()
	} else {
		f.bars()
	}
	on.rect(faint, box{f.left, f.bottom - 0.2, width - margin, f.bottom + 0.2})
	on.y = f.bottom + 6
	f.names()
	on.y += leading
}

// scale is how high the axis reaches and its steps: 1, 2 or 5 times a power of
// ten, whole where all values are.
func (p *Panel) scale() (most, step float64) {
	high, whole := 0.0, true
	stacked := make([]float64, len(p.Labels))
	for _, s := range p.Series {
		for i, v := range p.values(s) {
			if p.Kind == Lines {
				stacked[i] = 0
			}
			stacked[i] += v
			high, whole = max(high, stacked[i]), whole && v == math.Trunc(v)
		}
	}
	power := math.Pow(10, math.Floor(math.Log10(high/mostSteps)))
	for _, by := range []float64{1, 2, 5, 10} {
		if step = power * by; high/step <= mostSteps {
			break
		}
	}
	if whole {
		step = max(step, 1)
	}
	return math.Ceil(high/step-1e-9) * step, step
}

// across draws the lines across with their values, below the unit, and finds the
// room that these leave.
func (f *plot) across() {
	if f.Unit != "" {
		f.on.text(f.on.fit(f.Unit, small, width-2*margin), small, margin, f.on.y, fromLeft)
		f.on.y += leading
	}
	f.top, f.bottom = f.on.y+small.size/2, f.on.y+small.size/2+plotHeight
	var names []string
	for i := range int(math.Round(f.most/f.step)) + 1 {
		names = append(names, f.number(float64(i)*f.step))
		f.left = max(f.left, margin+f.on.width(names[i], small)+gap/2)
	}
	for i, name := range names {
		y := f.y(float64(i) * f.step)
		f.on.text(name, small, f.left-gap/2, y-(ascent-capital/2)*small.size, fromRight)
		f.on.rect(rule, box{f.left, y - 0.2, width - margin, y + 0.2})
	}
}

// x is the middle of a label's place.
func (f *plot) x(i int) float64 { return f.left + (float64(i)+0.5)*f.slot }

// y is the height of a value.
func (f *plot) y(v float64) float64 { return f.bottom - (f.bottom-f.top)*v/f.most }

// bars stacks a bar a label.
func (f *plot) bars() {
	half := min(thickest, 0.7*f.slot) / 2
	if f.slot < crowded {
		half = f.slot / 2
	}
	base := make([]float64, len(f.Labels))
	for n, s := range f.Series {
		for i, v := range f.values(s) {
			if v > 0 {
				f.on.rect(f.colour(n), box{f.x(i) - half, f.y(base[i] + v), f.x(i) + half, f.y(base[i])})
				base[i] += v
			}
		}
	}
}

// lines joins each series' values.
func (f *plot) lines() {
	for n, s := range f.Series {
		var points []point
		for i, v := range f.values(s) {
			if i < len(s.Values) && !math.IsNaN(s.Values[i]) {
				points = append(points, point{f.x(i), f.y(v)})
			}
		}
		if len(points) > 0 {
			f.on.path(f.colour(n), 2, points)
		}
		for _, at := range points {
			f.on.disc(f.colour(n), at, min(2.5, f.slot/2))
		}
	}
}

// names writes the labels below the axis: all of them, or every second, third ...
// where more have no room.
func (f *plot) names() {
	all := make([]label, len(f.Labels))
	for i, name := range f.Labels {
		name = f.on.fit(name, small, width-2*margin)
		wide := f.on.width(name, small)
		all[i] = label{name, f.x(i), min(max(f.x(i)-wide/2, margin), width-margin-wide), wide}
	}
	every := 1
	for every < len(all) && !apart(all, every) {
		every++
	}
	for i := 0; i < len(all); i += every {
		l := all[i]
		f.on.text(l.name, small, l.left, f.on.y, fromLeft)
		f.on.rect(faint, box{l.x - 0.2, f.bottom, l.x + 0.2, f.bottom + 3})
	}
}

// label is a name below an axis, inside the margins and as near below its place
// as these let it.
type label struct {
	name          string
	x, left, wide float64
}

// apart reports whether every so manieth label keeps clear of the next.
func apart(all []label, every int) bool {
	for i := every; i < len(all); i += every {
		if before := all[i-every]; all[i].left < before.left+before.wide+gap/2 {
			return false
		}
	}
	return true
}
