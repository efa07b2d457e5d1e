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

// ranking lays bars down, the first on top.
func (p *Panel) ranking(chart *plot.Plot) error {
	n := min(len(p.Labels), mostRanked)
	rows := max(n, leastRanked) // few bars lie at the top, as many would
	values, names := make(plotter.Values, rows), make([]string, rows)
	style := styled(9, faint, false)
	all := p.values(p.Series[0])
	for i := range n {
		values[rows-1-i] = all[i]
		names[rows-1-i] = fit(plain(p.Labels[i]), style, width/4)
	}
	b, err := plotter.NewBarChart(values, vg.Points(14))
	if err != nil {
		return err
	}
	b.Horizontal, b.Color, b.LineStyle.Width = true, palette[0], 0
	chart.Add(b)
	chart.NominalY(names...)
	chart.X.Min, chart.X.Label.Text, chart.X.Tick.Marker = 0, plain(p.Unit), counts{}
	chart.X.Max = max(chart.X.Max, 1)
	return nil
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

// leastRanked is how many bars a ranking has room for at the least.
const leastRanked = 5

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
