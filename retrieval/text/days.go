package text

import (
	"regexp"
	"strconv"
	"time"
)

// Precision is how much of a date is known.
type Precision int

// The precisions of a date.
const (
	ToTheDay Precision = iota
	ToTheMonth
	ToTheYear
)

// Day is a date that a text names or implies.
type Day struct {
	// Time is midnight of the day, or of the first day of the month or year
	// where only that much is known; in UTC.
	time.Time
	Known Precision
	// Yearless marks a day and month whose year neither the text states nor the
	// date of publication tells; Time's year is 0 then.
	Yearless bool
	// At is the byte of the text at which the date begins.
	At int
}

// isoDay is a date in digits.
var isoDay = regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})\b`)

// Days lists the dates of a text in the order in which they stand: those it
// states, and those its words imply by the day of publication ("yesterday",
// "on Thursday"), which may be zero. Bare years count only behind "in".
func Days(raw string, published time.Time) []Day {
	t := Read(raw)
	var all []Day
	for i := 0; i < len(t.Tokens); {
		d, next, ok := t.dayAt(i, published)
		if ok {
			d.At = t.Tokens[i].Start
			all = append(all, d)
		}
		i = max(next, i+1)
	}
	return all
}

// dayAt reads the date that begins at word i, and returns the word behind it.
func (t *Text) dayAt(i int, published time.Time) (Day, int, bool) {
	if m := isoDay.FindStringSubmatchIndex(t.Raw[t.Tokens[i].Start:]); m != nil && m[0] == 0 {
		if day, err := time.Parse(time.DateOnly, t.Raw[t.Tokens[i].Start:][:m[1]]); err == nil {
			return Day{Time: day}, i + 3, true
		}
	}
	if d, next, ok := t.calendar(i, published); next > i {
		return d, next, ok
	}
	if _, ok := words().weekdays[t.Lower[i]]; ok {
		for j := i + 1; j <= i+2 && j < len(t.Tokens); j++ {
			if d, next, ok := t.calendar(j, published); ok { // Thursday, 7 August
				return d, next, true
			}
		}
	}
	if year, ok := t.year(i); ok && i > 0 && t.Lower[i-1] == "in" {
		return Day{Time: time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC), Known: ToTheYear}, i + 1, true
	}
	if published.IsZero() {
		return Day{}, i, false
	}
	return t.implied(i, published)
}

// implied reads word i as a date that counts from the day of publication. A day
// of the week that is still to come, as "will" before it tells, is the next.
func (t *Text) implied(i int, published time.Time) (Day, int, bool) {
	if name, ok := words().weekdays[t.Lower[i]]; ok && t.ahead(i) {
		on := (int(name) - int(published.Weekday()) + 7) % 7
		return Day{Time: midnight(published.AddDate(0, 0, on))}, i + 1, true
	}
	found := Implied(t, i, t.Lower[i], published)
	if len(found) == 0 {
		return Day{}, i, false
	}
	return Day{Time: midnight(found[0].Time), Known: found[0].Known}, i + 1, true
}

// ahead tells whether the words before word i speak of the future.
func (t *Text) ahead(i int) bool {
	for j := i - 1; j >= 0 && j >= i-7; j-- {
		switch t.Lower[j] {
		case "will", "shall", "due", "scheduled", "planned", "plans", "upcoming":
			return true
		case "said", "told", "says", "reported", "announced", "confirmed":
			return false
		}
	}
	return false
}

// calendar reads "4 February 2025", "February 24, 2022", "February 2025" and the
// like, with or without the year, from word i on.
func (t *Text) calendar(i int, published time.Time) (Day, int, bool) {
	number, at := 0, i
	if n, ok := t.dayNumber(i); ok && i+1 < len(t.Tokens) {
		number, at = n, i+1
		if t.Lower[at] == "of" || t.Lower[at] == "de" {
			at++
		}
	}
	if at >= len(t.Tokens) {
		return Day{}, i, false
	}
	m, ok := t.MonthAt(at)
	if !ok {
		return Day{}, i, false
	}
	next := at + 1
	if number == 0 {
		if n, ok := t.dayNumber(next); ok {
			number, next = n, next+1
		}
	}
	if next < len(t.Tokens) && t.Lower[next] == "de" {
		next++
	}
	year, stated := t.year(next)
	if stated {
		next++
	}
	d, ok := dated(year, m, number, published)
	return d, next, ok
}

// dated makes a day of its parts; 0 stands for what is not stated. Where the
// year is not, it is the one that brings the day nearest to publication; what
// lies ahead counts as twice as far, since articles mostly tell what was.
func dated(year int, m time.Month, number int, published time.Time) (Day, bool) {
	d := Day{Known: ToTheDay, Yearless: year == 0 && published.IsZero()}
	if number == 0 {
		d.Known, number = ToTheMonth, 1
	}
	if year == 0 && !published.IsZero() {
		year = nearestYear(m, number, published)
	}
	d.Time = time.Date(year, m, number, 0, 0, 0, 0, time.UTC)
	return d, d.Day() == number || d.Yearless
}

func nearestYear(m time.Month, number int, published time.Time) int {
	best, distance := published.Year(), time.Duration(1<<62)
	for year := published.Year() - 1; year <= published.Year()+1; year++ {
		d := time.Date(year, m, number, 0, 0, 0, 0, time.UTC).Sub(published)
		if d > 0 {
			d *= 2
		}
		if d.Abs() < distance {
			best, distance = year, d.Abs()
		}
	}
	return best
}

// dayNumber reads word i as the number of a day of a month.
func (t *Text) dayNumber(i int) (int, bool) {
	if i >= len(t.Tokens) || len(t.Form(i)) > 4 || !HasDigit(t.Form(i)) {
		return 0, false
	}
	v, ok := t.Number(i)
	return int(v), ok && v >= 1 && v <= 31 && v == float64(int(v))
}

// year reads word i as a year of four digits.
func (t *Text) year(i int) (int, bool) {
	if i >= len(t.Tokens) || len(t.Form(i)) != 4 {
		return 0, false
	}
	year, err := strconv.Atoi(t.Form(i))
	return year, err == nil && year >= 1600 && year <= lastYear
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}
