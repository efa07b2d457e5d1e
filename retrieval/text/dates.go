package text

import (
	"strings"
	"time"
)

// Dates are days that may be named for each other: those a text names or implies, and
// those on which it was published.
type Dates []Day

// Number tells whether a number is the day or the year of one of the days.
func (d Dates) Number(v float64) bool {
	for _, t := range d {
		if v == float64(t.Year()) || t.Known == ToTheDay && v == float64(t.Day()) {
			return true
		}
	}
	return false
}

// Month reports whether one of the days is known to be in a month.
func (d Dates) Month(m time.Month) bool {
	for _, t := range d {
		if t.Known <= ToTheMonth && t.Month() == m {
			return true
		}
	}
	return false
}

// Weekday reports whether one of the days falls on a day of the week.
func (d Dates) Weekday(w time.Weekday) bool {
	for _, t := range d {
		if t.Known == ToTheDay && t.Weekday() == w {
			return true
		}
	}
	return false
}

// Implied resolves one word of a quote, with the words before it.
func Implied(t *Text, i int, w string, published time.Time) Dates {
	switch w {
	case "today", "tonight":
		return Dates{{Time: published}}
	case "yesterday":
		return Dates{{Time: published.AddDate(0, 0, -1)}}
	case "tomorrow":
		return Dates{{Time: published.AddDate(0, 0, 1)}}
	case "ago":
		return counted(t, i, published)
	}
	before := ""
	if i > 0 {
		before = t.Lower[i-1]
	}
	if step := map[string]int{"next": 1, "coming": 1, "last": -1, "past": -1, "previous": -1}[before]; step != 0 {
		switch w {
		case "month":
			return Dates{month(published, step)}
		case "year":
			return Dates{year(published, step)}
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
func weekday(published time.Time, name int, before string) Dates {
	back := (int(published.Weekday()) - name + 7) % 7
	switch {
	case before == "next":
		return Dates{{Time: published.AddDate(0, 0, 7-back)}}
	case before == "last" && back == 0:
		back = 7
	}
	return Dates{{Time: published.AddDate(0, 0, -back)}}
}

// counted resolves "three days ago", which ends at word i.
func counted(t *Text, i int, published time.Time) Dates {
	if i < 2 {
		return nil
	}
	n, ok := t.Number(i - 2)
	if !ok && (t.Lower[i-2] == "a" || t.Lower[i-2] == "an") {
		n, ok = 1, true
	}
	if !ok || n > 1000 {
		return nil
	}
	switch strings.TrimSuffix(t.Lower[i-1], "s") {
	case "day":
		return Dates{{Time: published.AddDate(0, 0, -int(n))}}
	case "week":
		return Dates{{Time: published.AddDate(0, 0, -7*int(n))}}
	case "month":
		return Dates{month(published, -int(n))}
	case "year":
		return Dates{year(published, -int(n))}
	}
	return nil
}

// month is the one so many months on, year the one so many years on.
func month(from time.Time, on int) Day {
	return Day{Time: time.Date(from.Year(), from.Month()+time.Month(on), 1, 0, 0, 0, 0, time.UTC), Known: ToTheMonth}
}

func year(from time.Time, on int) Day {
	return Day{Time: time.Date(from.Year()+on, time.January, 1, 0, 0, 0, 0, time.UTC), Known: ToTheYear}
}

// MonthAt reads word i as a month. English "may" and "march" are months only
// with a capital, and at the beginning of a sentence only next to a number.
func (t *Text) MonthAt(i int) (time.Month, bool) {
	m, ok := words().months[t.Lower[i]]
	if !ok {
		return 0, false
	}
	switch t.Lower[i] {
	case "may", "march", "mars", "sept", "mai", "jan", "mar":
		if t.Lower[i] == t.Form(i) && (t.Lower[i] == "may" || t.Lower[i] == "march") {
			return 0, false
		}
		beside := i > 0 && HasDigit(t.Form(i-1)) || i+1 < len(t.Tokens) && HasDigit(t.Form(i+1))
		if !beside && (!t.Tokens[i].Upper || t.Starts[i]) {
			return 0, false
		}
	}
	return time.Month(int(m)), true
}

// NamesMonth reports whether the text names a month.
func (t *Text) NamesMonth(want time.Month) bool {
	for i := range t.Tokens {
		if m, ok := t.MonthAt(i); ok && m == want {
			return true
		}
	}
	return false
}

// NamesWeekday reports whether the text names a day of the week, 0 being Sunday.
func (t *Text) NamesWeekday(want float64) bool {
	for _, w := range t.Lower {
		if day, ok := words().weekdays[w]; ok && day == want {
			return true
		}
	}
	return false
}

// IsDateWord reports whether a word in lower case names a month or a day of the week, or
// is a number.
func IsDateWord(lower string) bool {
	month := Month(lower)
	_, day := Weekday(lower)
	_, number := NumberOf(lower)
	return month || day || number
}
