package chart

import (
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// values are a series' values, as many as there are labels; what is missing,
// negative or no number is 0.
func (p *Panel) values(s Series) plotter.Values {
	v := make(plotter.Values, len(p.Labels))
	for i := range v {
		if i < len(s.Values) && s.Values[i] > 0 && !math.IsInf(s.Values[i], 0) {
			v[i] = s.Values[i]
		}
	}
	return v
}

// bars stacks a bar a label.
func (p *Panel) bars(chart *plot.Plot, wide vg.Length) error {
	thick := min(vg.Points(26), wide*0.7/vg.Length(max(1, len(p.Labels))))
	var below *plotter.BarChart
	for i, s := range p.Series {
		b, err := plotter.NewBarChart(p.values(s), thick)
		if err != nil {
			return err
		}
		b.Color, b.LineStyle.Width = palette[i%len(palette)], 0
		if below != nil {
			b.StackOn(below)
		}
		below = b
		chart.Add(b)
		p.name(chart, s, b)
	}
	chart.X.Tick.Marker = labels(p.Labels)
	chart.Y.Max = max(chart.Y.Max*headroom, 1)
	return nil
}

// headroom keeps the legend off the bars.
const headroom = 1.25

func (p *Panel) name(chart *plot.Plot, s Series, t plot.Thumbnailer) {
	if len(p.Series) > 1 && s.Name != "" {
		chart.Legend.Add(plain(s.Name), t)
	}
}

// lines joins a series' values.
func (p *Panel) lines(chart *plot.Plot) error {
	for i, s := range p.Series {
		var points plotter.XYs
		for j, v := range p.values(s) {
			if j < len(s.Values) && !math.IsNaN(s.Values[j]) {
				points = append(points, plotter.XY{X: float64(j), Y: v})
			}
		}
		if len(points) == 0 {
			continue
		}
		line, dots, err := plotter.NewLinePoints(points)
		if err != nil {
			return err
		}
		line.Color, line.Width = palette[i%len(palette)], vg.Points(2)
		dots.Color, dots.Shape, dots.Radius = palette[i%len(palette)], draw.CircleGlyph{}, vg.Points(2.5)
		chart.Add(line, dots)
		p.name(chart, s, line)
	}
	chart.X.Tick.Marker = labels(p.Labels)
	chart.X.Min, chart.X.Max = -0.5, float64(len(p.Labels))-0.5
	chart.Y.Max *= headroom
	return nil
}

// ranked are the labels of a ranking, each on one or two lines, as many as there is
// room for; height is what they take with their bars.
func (p *Panel) ranked() (names [][]string, height vg.Length) {
	for _, l := range p.Labels[:min(len(p.Labels), mostRanked)] {
		lines := wrap(l, styled(10, ink, false), width-2*margin, 2)
		names, height = append(names, lines), height+rankHeight(lines)
	}
	return names, height
}

// rankHeight is what a label and its bar take.
func rankHeight(lines []string) vg.Length { return vg.Length(max(len(lines), 1)+1)*leading + gap/2 }

// ranking lays bars down, the first on top: the whole label, below it the bar, and
// its value behind it.
func (p *Panel) ranking(c draw.Canvas) {
	title, name, count := styled(12, ink, true), styled(10, ink, false), styled(10, faint, true)
	title.XAlign = draw.XCenter
	c.FillText(title, vg.Point{X: c.Center().X, Y: c.Max.Y}, plain(p.Title))
	values := p.values(p.Series[0])
	room, most := c.Max.X-c.Min.X-4*leading, slices.Max(values)
	top := c.Max.Y - 2*leading
	names, _ := p.ranked()
	for i, lines := range names {
		for n, l := range lines {
			c.FillText(name, vg.Point{X: c.Min.X, Y: top - vg.Length(n)*leading}, l)
		}
		long := max(room*vg.Length(values[i]/most), 1)
		base := top - rankHeight(lines) + leading
		c.FillPolygon(palette[0], []vg.Point{{X: c.Min.X, Y: base}, {X: c.Min.X + long, Y: base}, {X: c.Min.X + long, Y: base + leading/2}, {X: c.Min.X, Y: base + leading/2}})
		c.FillText(count, vg.Point{X: c.Min.X + long + gap/2, Y: base + 0.7*leading}, strconv.FormatFloat(values[i], 'f', -1, 64)+" "+plain(p.Unit))
		top -= rankHeight(lines)
	}
}

// labels names places 0, 1, 2 ... of an axis, a few of them where there are many.
type labels []string

// Ticks implements plot.Ticker.
func (l labels) Ticks(float64, float64) []plot.Tick {
	every := (len(l) + mostTicks - 1) / mostTicks
	var ticks []plot.Tick
	for i, name := range l {
		if i%max(1, every) == 0 {
			ticks = append(ticks, plot.Tick{Value: float64(i), Label: plain(name)})
		}
	}
	return ticks
}

// counts marks an axis at whole numbers, or at the tenths of small figures.
type counts struct{}

// Ticks implements plot.Ticker.
func (counts) Ticks(low, high float64) []plot.Tick {
	step := math.Pow(10, math.Floor(math.Log10(max(high-low, 1e-9))))
	for _, by := range []float64{1, 2, 5, 10} {
		if (high-low)/(step*by/5) <= mostTicks {
			step *= by / 5
			break
		}
	}
	if high >= 1 {
		step = max(step, 1)
	}
	var ticks []plot.Tick
	for v := 0.0; v <= high && step > 0; v += step {
		ticks = append(ticks, plot.Tick{Value: v, Label: strconv.FormatFloat(math.Round(v*1000)/1000, 'f', -1, 64)})
	}
	return slices.Clip(ticks)
}
