package facts

import (
	"time"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/text"
)

// DatesOf reads the relative dates of the quotes against the days on which
// their articles were published: "on Thursday" in an article of Thursday, 7
// August 2025 is that day.
func DatesOf(e evidence.Evidence) text.Dates {
	var d text.Dates
	for _, quote := range e.Quotes {
		if quote.Published.IsZero() {
			continue
		}
		d = append(d, text.Day{Time: quote.Published})
		t := text.Read(quote.Text)
		for i, w := range t.Lower {
			d = append(d, text.Implied(t, i, w, quote.Published)...)
		}
	}
	return d
}

// Dates finds a month or a day of the week that neither a quote names nor
// its article's date gives.
func Dates(c, q *text.Text, e evidence.Evidence) evidence.Fault {
	d := DatesOf(e)
	for i, w := range c.Lower {
		if m, ok := c.MonthAt(i); ok && !q.NamesMonth(m) && !d.Month(m) {
			return evidence.Date.At(c.Form(i))
		}
		if day, ok := text.Weekday(w); ok && !q.NamesWeekday(day) && !d.Weekday(time.Weekday(int(day))) {
			return evidence.Date.At(c.Form(i))
		}
	}
	return evidence.Fault{}
}
