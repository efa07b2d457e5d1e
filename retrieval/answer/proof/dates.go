package proof

import "time"

// days are the calendar days that a claim may name: those its quotes name or
// imply, and the days on which its articles were published.
type days []time.Time

// number tells whether a number is the day or the year of one of the days.
func (d days) number(v float64) bool {
	for _, t := range d {
		if v == float64(t.Day()) || v == float64(t.Year()) {
			return true
		}
	}
	return false
}

func (d days) month(m time.Month) bool {
	for _, t := range d {
		if t.Month() == m {
			return true
		}
	}
	return false
}

func (d days) weekday(w time.Weekday) bool {
	for _, t := range d {
		if t.Weekday() == w {
			return true
		}
	}
	return false
}

// datesOf reads the relative dates of the quotes against the days on which
// their articles were published: "on Thursday" in an article of Thursday, 7
// August 2025 is that day.
func datesOf(q *text, e Evidence) days {
	var d days
	for _, quote := range e.Quotes {
		if quote.Published.IsZero() {
			continue
		}
		d = append(d, quote.Published)
		t := readText(quote.Text)
		for i, w := range t.lower {
			d = append(d, relative(t, i, w, quote.Published)...)
		}
	}
	return d
}

// relative resolves one word of a quote.
func relative(t *text, i int, w string, published time.Time) []time.Time {
	switch w {
	case "today", "tonight":
		return []time.Time{published}
	case "yesterday":
		return []time.Time{published.AddDate(0, 0, -1)}
	case "tomorrow":
		return []time.Time{published.AddDate(0, 0, 1)}
	}
	day, ok := words().weekdays[w]
	if !ok {
		return nil
	}
	back := (int(published.Weekday()) - int(day) + 7) % 7
	if i > 0 && t.lower[i-1] == "next" {
		return []time.Time{published.AddDate(0, 0, 7-back)}
	}
	return []time.Time{published.AddDate(0, 0, -back)}
}

// checkDates finds a month or a day of the week that neither a quote names nor
// its article's date gives.
func checkDates(c, q *text, e Evidence) Fault {
	d := datesOf(q, e)
	for i, w := range c.lower {
		if m, ok := c.monthAt(i); ok && !q.namesMonth(m) && !d.month(m) {
			return Fault{Date, c.form(i)}
		}
		if day, ok := words().weekdays[w]; ok && !q.namesWeekday(day) && !d.weekday(time.Weekday(int(day))) {
			return Fault{Date, c.form(i)}
		}
	}
	return Fault{}
}

// monthAt reads word i as a month. English "may" and "march" are months only
// with a capital, and at the beginning of a sentence only next to a number.
func (t *text) monthAt(i int) (time.Month, bool) {
	m, ok := words().months[t.lower[i]]
	if !ok {
		return 0, false
	}
	switch t.lower[i] {
	case "may", "march", "mars", "sept", "mai", "jan", "mar":
		beside := i > 0 && hasDigit(t.form(i-1)) || i+1 < len(t.tokens) && hasDigit(t.form(i+1))
		if !beside && (!t.tokens[i].Upper || t.starts[i]) {
			return 0, false
		}
	}
	return time.Month(int(m)), true
}

func (t *text) namesMonth(want time.Month) bool {
	for i := range t.tokens {
		if m, ok := t.monthAt(i); ok && m == want {
			return true
		}
	}
	return false
}

func (t *text) namesWeekday(want float64) bool {
	for _, w := range t.lower {
		if day, ok := words().weekdays[w]; ok && day == want {
			return true
		}
	}
	return false
}
