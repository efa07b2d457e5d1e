package chart

import (
	"image/color"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Kind is the form of a panel.
type Kind int

// The kinds of panel.
const (
	// Bars stacks the series' values over each label, left to right.
	Bars Kind = iota
	// Lines joins each series' values over the labels.
	Lines
	// Ranking lies down: a bar a label, the first on top, of the first series.
	Ranking
)

// Series is a row of values, one for each label of its panel. In Lines, NaN is
// a value that there is not.
type Series struct {
	Name   string
	Values []float64
}

// Panel is one chart of a picture.
type Panel struct {
	Title  string
	Kind   Kind
	Labels []string
	Series []Series
	// Unit names what is counted, beside the axis; it may be "".
	Unit string
	// Decimal is the decimal mark; "" is a point.
	Decimal string
	// Empty is shown in the place of a chart without values.
	Empty string
}

// Bounds of a panel.
const (
	mostRanked      = 8
	mostRankedLines = 3
)

// Panels draws charts as one PNG, one below the other, under a title. It fails
// where their texts are in a script that cannot be drawn.
func Panels(title string, panels []Panel) ([]byte, error) {
	p, err := panelled(title, panels)
	if err != nil {
		return nil, err
	}
	return p.encode()
}

func panelled(title string, panels []Panel) (*page, error) {
	if len(panels) == 0 {
		return nil, errEmpty
	}
	p, err := newPage()
	if err != nil {
		return nil, err
	}
	said := []string{title}
	for i := range panels {
		said = append(said, panels[i].says()...)
	}
	if !p.drawable(said...) {
		return nil, errScript
	}
	p.lines(p.wrap(title, heading, width-2*margin, mostTitle), heading, margin, 1.3*leading)
	for i := range panels {
		p.y += gap
		panels[i].draw(p)
	}
	return p, nil
}

// says is what a panel shows as text.
func (p *Panel) says() []string {
	said := []string{p.Title}
	if p.blank() {
		return append(said, p.Empty)
	}
	for _, s := range p.Series {
		said = append(said, s.Name)
	}
	return append(said, p.Labels[:min(len(p.Labels), mostRanked)]...)
}

// draw adds the panel to a page.
func (p *Panel) draw(on *page) {
	on.lines(on.wrap(p.Title, subtitle, width-2*margin, mostTitle), subtitle, margin, 1.1*leading)
	on.y += gap / 3
	switch {
	case p.blank():
		on.lines(on.wrap(p.Empty, quiet, width-2*margin, mostTitle), quiet, margin, leading)
	case p.Kind == Ranking:
		p.ranking(on)
	default:
		p.legend(on)
		p.plot(on)
	}
}

// blank reports whether there is no value above zero.
func (p *Panel) blank() bool {
	return !slices.ContainsFunc(p.Series, func(s Series) bool {
		return slices.ContainsFunc(p.values(s), func(v float64) bool { return v > 0 })
	})
}

// values are a series' values, as many as there are labels; what is missing,
// negative or no number is 0.
func (p *Panel) values(s Series) []float64 {
	v := make([]float64, len(p.Labels))
	for i := range v {
		if i < len(s.Values) && s.Values[i] > 0 && !math.IsInf(s.Values[i], 0) {
			v[i] = s.Values[i]
		}
	}
	return v
}

// number writes a value of at most three decimals.
func (p *Panel) number(v float64) string {
	s := strconv.FormatFloat(math.Round(v*1000)/1000, 'f', -1, 64)
	if p.Decimal == "" {
		return s
	}
	return strings.Replace(s, ".", p.Decimal, 1)
}

// swatch is the size of a series' colour in the legend.
const swatch = 9

// legend names the series, where there are several, in rows.
func (p *Panel) legend(on *page) {
	if len(p.Series) < 2 {
		return
	}
	x := float64(margin)
	for i, s := range p.Series {
		name := on.fit(s.Name, legend, width-2*margin-swatch-gap/2)
		wide := swatch + gap/2 + on.width(name, legend)
		if x > margin && x+wide > width-margin {
			x, on.y = margin, on.y+leading
		}
		on.rect(p.colour(i), box{x, on.y + 1, x + swatch, on.y + 1 + swatch})
		on.text(name, legend, x+swatch+gap/2, on.y, fromLeft)
		x += wide + 1.5*gap
	}
	on.y += leading
}

// The height of a ranking's bar.
const ranked = 8

// ranking lays bars down, the first on top: the whole label, below it the bar, and
// its value behind it.
func (p *Panel) ranking(on *page) {
	values := p.values(p.Series[0])
	values = values[:min(len(values), mostRanked)]
	most, counts, room := slices.Max(values), make([]string, len(values)), 0.0
	for i, v := range values {
		counts[i] = strings.TrimSpace(p.number(v) + " " + plain(p.Unit))
		room = max(room, on.width(counts[i], strong))
	}
	room = width - 2*margin - gap/2 - room
	for i, v := range values {
		on.lines(on.wrap(p.Labels[i], body, width-2*margin, mostRankedLines), body, margin, leading)
		long := 0.0
		if v > 0 {
			long = room * v / most
			on.rect(p.colour(0), box{margin, on.y + 2, margin + long, on.y + 2 + ranked})
		}
		on.text(counts[i], strong, margin+long+gap/2, on.y+2+ranked/2-(ascent-capital/2)*strong.size, fromLeft)
		on.y += leading + gap/2
	}
	on.y -= gap / 2
}

// colour is that of a series.
func (p *Panel) colour(series int) color.RGBA { return palette[series%len(palette)] }
