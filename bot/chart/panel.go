package chart

import (
	"fmt"
	"image/color"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

var whiteInk = color.White

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
	panelHeight = 220 * vg.Length(1)
	mostRanked  = 8
	mostTicks   = 6
)

// Panels draws charts as one PNG, two in a row, under a title.
func Panels(title string, panels []Panel) ([]byte, error) {
	if len(panels) == 0 {
		return nil, errEmpty
	}
	rows := (len(panels) + 1) / 2
	height := 2*margin + leading + vg.Length(rows)*(panelHeight+2*gap)
	c, img := canvas(height)
	heading := styled(15, ink, true)
	c.FillText(heading, vg.Point{X: margin, Y: height - margin}, fit(plain(title), heading, width-2*margin))
	for i, p := range panels {
		top := height - margin - leading - 2*gap - vg.Length(i/2)*(panelHeight+2*gap)
		left, wide := margin, (width-2*margin-2*gap)/2
		if i == len(panels)-1 && i%2 == 0 {
			wide = width - 2*margin // the last of an odd number has the row to itself
		}
		left += vg.Length(i%2) * (wide + 2*gap)
		area := draw.Canvas{Canvas: c.Canvas, Rectangle: vg.Rectangle{Min: vg.Point{X: left, Y: top - panelHeight}, Max: vg.Point{X: left + wide, Y: top}}}
		if err := p.draw(area); err != nil {
			return nil, fmt.Errorf("chart: panel %q: %w", p.Title, err)
		}
	}
	return encode(img)
}

func (p *Panel) draw(c draw.Canvas) error {
	if p.blank() {
		title, empty := styled(12, ink, true), styled(10, faint, false)
		title.XAlign, empty.XAlign = draw.XCenter, draw.XCenter
		c.FillText(title, vg.Point{X: c.Center().X, Y: c.Max.Y}, plain(p.Title))
		c.FillText(empty, vg.Point{X: c.Center().X, Y: c.Center().Y}, plain(p.Empty))
		return nil
	}
	chart := plot.New()
	p.dress(chart)
	var err error
	switch p.Kind {
	case Lines:
		err = p.lines(chart)
	case Ranking:
		err = p.ranking(chart)
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
	chart.Legend.TextStyle.Font = styled(9, ink, false).Font
	chart.Legend.Top = true
	chart.Legend.ThumbnailWidth = vg.Points(10)
	chart.Legend.Padding = vg.Points(3)
	if p.Kind != Ranking {
		chart.Y.Min = 0
		chart.Y.Label.Text = plain(p.Unit)
		chart.Y.Tick.Marker = counts{}
	}
}
