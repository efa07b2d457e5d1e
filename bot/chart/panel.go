package chart

import (
	"fmt"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
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
	// Empty is shown in the place of a chart without values.
	Empty string
}

// Sizes of panels, in points.
const (
	panelHeight = 190 * vg.Length(1)
	mostRanked  = 8
	mostTicks   = 6
)

// Panels draws charts as one PNG, one below the other, under a title.
func Panels(title string, panels []Panel) ([]byte, error) {
	if len(panels) == 0 {
		return nil, errEmpty
	}
	heading := styled(15, ink, true)
	lines := wrap(title, heading, width-2*margin, 2)
	height := 2*margin + vg.Length(len(lines))*1.3*leading
	for i := range panels {
		height += panels[i].height() + 2*gap
	}
	c, img := canvas(height)
	top := height - margin
	for _, l := range lines {
		c.FillText(heading, vg.Point{X: margin, Y: top}, l)
		top -= 1.3 * leading
	}
	for i := range panels {
		p := &panels[i]
		top -= 2 * gap
		area := draw.Canvas{Canvas: c.Canvas, Rectangle: vg.Rectangle{Min: vg.Point{X: margin, Y: top - p.height()}, Max: vg.Point{X: width - margin, Y: top}}}
		if err := p.draw(area); err != nil {
			return nil, fmt.Errorf("chart: panel %q: %w", p.Title, err)
		}
		top -= p.height()
	}
	return encode(img)
}

// height is what a panel takes, in points.
func (p *Panel) height() vg.Length {
	switch {
	case p.blank():
		return panelHeight / 3
	case p.Kind == Ranking:
		_, names := p.ranked()
		return 2*leading + names
	}
	return panelHeight
}

func (p *Panel) draw(c draw.Canvas) error {
	if p.blank() {
		title, empty := styled(12, ink, true), styled(10, faint, false)
		title.XAlign, empty.XAlign = draw.XCenter, draw.XCenter
		c.FillText(title, vg.Point{X: c.Center().X, Y: c.Max.Y}, plain(p.Title))
		c.FillText(empty, vg.Point{X: c.Center().X, Y: c.Center().Y}, plain(p.Empty))
		return nil
	}
	if p.Kind == Ranking {
		p.ranking(c)
		return nil
	}
	chart := plot.New()
	p.dress(chart)
	var err error
	switch p.Kind {
	case Lines:
		err = p.lines(chart)
	default:
		err = p.bars(chart, c.Max.X-c.Min.X)
	}
	if err != nil {
		return err
	}
	chart.Draw(c)
	return nil
}

// blank reports whether there is no value above zero.
func (p *Panel) blank() bool {
	return !slices.ContainsFunc(p.Series, func(s Series) bool {
		return slices.ContainsFunc(s.Values[:min(len(s.Values), len(p.Labels))], func(v float64) bool { return v > 0 })
	})
}

// dress sets the looks that all panels share.
func (p *Panel) dress(chart *plot.Plot) {
	chart.Title.Text, chart.Title.Padding = plain(p.Title), vg.Points(6)
	title := styled(12, ink, true)
	title.XAlign, title.YAlign = draw.XCenter, draw.YBottom
	chart.Title.TextStyle = title
	chart.BackgroundColor = nil
	for _, a := range []*plot.Axis{&chart.X, &chart.Y} {
		ticks, label := a.Tick.Label, a.Label.TextStyle
		for _, s := range []*text.Style{&ticks, &label} {
			s.Font, s.Color = styled(9, faint, false).Font, faint
		}
		a.Tick.Label, a.Label.TextStyle = ticks, label
		a.LineStyle.Color, a.Tick.LineStyle.Color = rule, rule
	}
	chart.Legend.TextStyle.Font, chart.Legend.TextStyle.Color = styled(9, ink, false).Font, ink
	chart.Legend.Top = true
	chart.Legend.ThumbnailWidth = vg.Points(10)
	chart.Legend.Padding = vg.Points(3)
	chart.Y.Min = 0
	chart.Y.Label.Text = plain(p.Unit)
	chart.Y.Tick.Marker = counts{}
}
