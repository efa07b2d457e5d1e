package proof

import (
	"strings"
	"time"
)

// day is a calendar day, or where only that much is known its month or year.
type day struct {
	time.Time
	known precision
}

type precision int

const (
	toTheDay precision = iota
	toTheMonth
	toTheYear
)

// days are the days that a claim may name: those its quotes name or imply, and
// those on which its articles were published.
type days []day

// number tells whether a number is the day or the year of one of the days.
func (d days) number(v float64) bool {
	for _, t := range d {
		if v == float64(t.Year()) || t.known == toTheDay && v == float64(t.Day()) {
			return true
		}
	}
	return false
}

func (d days) month(m time.Month) bool {
	for _, t := range d {
		if t.known <= toTheMonth && t.Month() == m {
			return true
		}
	}
	return false
}

func (d days) weekday(w time.Weekday) bool {
	for _, t := range d {
		if t.known == toTheDay && t.Weekday() == w {
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
		d = append(d, day{Time: quote.Published})
		t := readText(quote.Text)
		for i, w := range t.lower {
			d = append(d, relative(t, i, w, quote.Published)...)
		}
	}
	return d
}

// relative resolves one word of a quote, with the words before it.
func relative(t *text, i int, w string, published time.Time) days {
	switch w {
	case "today", "tonight":
		return days{{Time: published}}
	case "yesterday":
		return days{{Time: published.AddDate(0, 0, -1)}}
	case "tomorrow":
		return days{{Time: published.AddDate(0, 0, 1)}}
	case "ago":
		return counted(t, i, published)
	}
	before := ""
	if i > 0 {
		before = t.lower[i-1]
	}
	if step := map[string]int{"next": 1, "coming": 1, "last": -1, "past": -1, "previous": -1}[before]; step != 0 {
		switch w {
		case "month":
			return days{month(published, step)}
		case "year":
			return days{year(published, step)}
		}
	}
	day, ok := words().weekdays[w]
	if !ok {
		return nil
	}
	return weekday(published, int(day), before)
}

// weekday is the day that the name of one means: the last such day, today
// included; with "next" the first to come, with "last" the one before today.
func weekday(published time.Time, name int, before string) days {
	back := (int(published.Weekday()) - name + 7) % 7
	switch {
	case before == "next":
		return days{{Time: published.AddDate(0, 0, 7-back)}}
	case before == "last" && back == 0:
		back = 7
	}
	return days{{Time: published.AddDate(0, 0, -back)}}
}

// counted resolves "three days ago", which ends at word i.
func counted(t *text, i int, published time.Time) days {
	if i < 2 {
		return nil
	}
	n, ok := t.number(i - 2)
	if !ok && (t.lower[i-2] == "a" || t.lower[i-2] == "an") {
		n, ok = 1, true
	}
	if !ok || n > 1000 {
		return nil
	}
	switch strings.TrimSuffix(t.lower[i-1], "s") {
	case "day":
		return days{{Time: published.AddDate(0, 0, -int(n))}}
	case "week":
		return days{{Time: published.AddDate(0, 0, -7*int(n))}}
	case "month":
		return days{month(published, -int(n))}
	case "year":
		return days{year(published, -int(n))}
	}
	return nil
}

// month is the one so many months on, year the one so many years on.
func month(from time.Time, on int) day {
	return day{time.Date(from.Year(), from.Month()+time.Month(on), 1, 0, 0, 0, 0, time.UTC), toTheMonth}
}

func year(from time.Time, on int) day {
	return day{time.Date(from.Year()+on, time.January, 1, 0, 0, 0, 0, time.UTC), toTheYear}
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
		if t.lower[i] == t.form(i) && (t.lower[i] == "may" || t.lower[i] == "march") {
			return 0, false
		}
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
