package stats

import (
	"slices"
	"time"

	"footnote/bot/chart"
	"footnote/bot/store/statstore"
	"footnote/bot/words"
)

// statsPicture draws a guild's figures as a PNG. names are those of the
// articles cited most.
func statsPicture(w words.Words, t *statstore.Stats, names []string) ([]byte, error) {
	// Milliseconds where all days stay below a second.
	unit, one := "ms", time.Millisecond
	if slices.ContainsFunc(t.Days, func(d statstore.DayStats) bool { return d.Median >= time.Second }) {
		unit, one = "s", time.Second
	}
	var days []string
	var answered, curated, declined, up, down, took []float64
	for _, d := range t.Days {
		days = append(days, w.Say("stats.day", "day", d.Day.Format("2"), "month", d.Day.Format("1")))
		answered, curated, declined = append(answered, float64(d.Answered)), append(curated, float64(d.Curated)), append(declined, float64(d.Declined))
		up, down, took = append(up, float64(d.Up)), append(down, float64(d.Down)), append(took, float64(d.Median)/float64(one))
	}
	asked := []chart.Series{{Name: w.Say("stats.panel.answered"), Values: answered}, {Name: w.Say("stats.panel.declined"), Values: declined}}
	if t.Curated > 0 {
		asked = append(asked, chart.Series{Name: w.Say("stats.panel.curated"), Values: curated})
	}
	var times []float64
	for _, u := range t.Top {
		times = append(times, float64(u.Times))
	}
	none := w.Say("stats.panel.none")
	return chart.Panels(w.Say("stats.panel.title"), []chart.Panel{
		{Title: w.Say("stats.panel.questions"), Kind: chart.Bars, Labels: days, Series: asked, Empty: none},
		{Title: w.Say("stats.panel.time"), Kind: chart.Bars, Labels: days, Series: []chart.Series{{Values: took}}, Unit: unit, Decimal: decimalMark(w), Empty: none},
		{Title: w.Say("stats.panel.votes"), Kind: chart.Bars, Labels: days, Empty: none, Series: []chart.Series{
			{Name: w.Say("stats.panel.up"), Values: up}, {Name: w.Say("stats.panel.down"), Values: down},
		}},
		{Title: w.Say("stats.panel.top"), Kind: chart.Ranking, Labels: names, Series: []chart.Series{{Values: times}}, Empty: none},
	})
}
