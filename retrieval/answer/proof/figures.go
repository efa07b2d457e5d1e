package proof

import (
	"embed"
	"slices"
	"strings"
	"time"

	"footnote/retrieval/text"
)

//go:embed lexicon/*.txt
var files embed.FS

var lists = text.Lists{FS: files, Folder: "lexicon"}

// reading is a claim, or all quotes of one, with its words.
type reading struct{ *text.Text }

func readText(raw string) reading { return reading{text.Read(raw)} }

// readQuotes reads all quotes as one text, a line each.
func readQuotes(e Evidence) reading {
	quotes := make([]string, len(e.Quotes))
	for i, q := range e.Quotes {
		quotes[i] = q.Text
	}
	return readText(strings.Join(quotes, "\n"))
}

// supports tells whether the quotes hold word i of the claim, in this or
// another form, or spelled out where it is an acronym.
func (t reading) supports(c reading, i int) bool {
	term := c.Tokens[i].Term
	if len(t.At[term]) > 0 {
		return true
	}
	key := text.NameKey(c.Form(i))
	if text.StartsUpper(c.Form(i)) && named(name{form: c.Form(i), key: key}, t.names(func(string) bool { return false }), t) {
		return true
	}
	if v, ok := c.Number(i); ok && holds(t.Quantities(), text.Quantity{Value: v}) {
		return true
	}
	for other := range t.At {
		if text.SameFamily(term, other) {
			return true
		}
	}
	return false
}

// checkNumbers finds a number of the claim that no quote holds. A day or year
// that the quotes' dates give is left to checkDates.
func checkNumbers(c, q reading, e Evidence) Fault {
	have := q.Quantities()
	days := datesOf(q, e)
	for _, want := range c.Quantities() {
		if want.Article || holds(have, want) || c.PartOfDate(want) && days.Number(want.Value) {
			continue
		}
		return Fault{Number, want.Form}
	}
	return Fault{}
}

func holds(have []text.Quantity, want text.Quantity) bool {
	for _, h := range have {
		if text.SameNumber(h.Value, want.Value, want.Unit) && (want.Unit == "" || want.Unit == h.Unit) {
			return true
		}
	}
	return false
}

// datesOf reads the relative dates of the quotes against the days on which
// their articles were published: "on Thursday" in an article of Thursday, 7
// August 2025 is that day.
func datesOf(q reading, e Evidence) text.Dates {
	var d text.Dates
	for _, quote := range e.Quotes {
		if quote.Published.IsZero() {
			continue
		}
		d = append(d, text.Day{Time: quote.Published})
		t := readText(quote.Text)
		for i, w := range t.Lower {
			d = append(d, text.Implied(t.Text, i, w, quote.Published)...)
		}
	}
	return d
}

// checkDates finds a month or a day of the week that neither a quote names nor
// its article's date gives.
func checkDates(c, q reading, e Evidence) Fault {
	d := datesOf(q, e)
	for i, w := range c.Lower {
		if m, ok := c.MonthAt(i); ok && !q.NamesMonth(m) && !d.Month(m) {
			return Fault{Date, c.Form(i)}
		}
		if day, ok := text.Weekday(w); ok && !q.NamesWeekday(day) && !d.Weekday(time.Weekday(int(day))) {
			return Fault{Date, c.Form(i)}
		}
	}
	return Fault{}
}

// checkFigures holds numbers, dates and names to all quotes together.
func (j *judge) checkFigures(claim string) Fault {
	c, q := readText(claim), readQuotes(j.Evidence)
	if len(q.Quantities()) > 1 {
		if f := checkNumbers(c, q, j.Evidence); f.Found() && j.sums(q, f.Detail, c) {
			return checkDates(c, q, j.Evidence)
		}
	}
	for _, check := range []func(reading, reading, Evidence) (Fault, map[int]bool){otherNumber, otherDate} {
		if f, at := check(c, q, j.Evidence); f.Found() && c.sameSubject(q, j.Evidence, at) {
			j.opposed = true
			return f
		}
	}
	for _, check := range []func(reading, reading, Evidence) Fault{checkNumbers, checkDates} {
		if f := check(c, q, j.Evidence); f.Found() {
			return f
		}
	}
	return Fault{}
}

// sums reports whether a number of the claim is the sum of two or three of one unit
// in the quotes; which ones, the alignment tells.
func (j *judge) sums(q reading, form string, c reading) bool {
	have := q.Quantities()
	for _, want := range c.Quantities() {
		if want.Form != form {
			continue
		}
		for x := range have {
			for y := x + 1; y < len(have); y++ {
				two := have[x].Value + have[y].Value
				if have[x].Unit != want.Unit || have[y].Unit != want.Unit {
					continue
				}
				if two == want.Value || slices.ContainsFunc(have[y+1:], func(z text.Quantity) bool { return two+z.Value == want.Value && z.Unit == want.Unit }) {
					return true
				}
			}
		}
	}
	return false
}

// namesOther reports whether the quotes are about the same thing and name
// somebody else.
func (j *judge) namesOther(claim string) bool {
	c, q := readText(claim), readQuotes(j.Evidence)
	f, at := otherName(c, q, j.Evidence)
	return f.Found() && c.sameSubject(q, j.Evidence, at)
}

// dates finds a date of the claim that this sentence of the quote neither names
// nor implies by the day of publication.
func (a *alignment) dates(j *judge) Fault {
	q := Quote{Text: a.quote.raw}
	if a.quote.quote >= 0 {
		q.Published = j.Quotes[a.quote.quote].Published
	}
	e := Evidence{Quotes: []Quote{q}}
	if f := checkDates(a.claim.text, a.quote.text, e); f.Found() {
		return f
	}
	if f := otherPeriod(a); f.Found() {
		return f
	}
	days, times := datesOf(a.quote.text, e), map[float64]int{}
	for _, q := range a.quote.text.Quantities() {
		times[q.Value]++
	}
	for i, w := range a.claim.words {
		if !w.date || !w.isNumber {
			continue
		}
		if times[w.number]--; times[w.number] < 0 && !days.Number(w.number) {
			return Fault{Date, a.claim.words[i].form}
		}
	}
	return Fault{}
}

// otherPeriod finds a week, month or the like of the claim that lies ahead and in the
// quote lies back, or the other way round.
func otherPeriod(a *alignment) Fault {
	for i := 1; i < len(a.claim.words); i++ {
		w, side := &a.claim.words[i], lies(a.claim.words[i-1].lower)
		if side == 0 || !calendar[strings.TrimSuffix(w.lower, "'s")] {
			continue
		}
		for q := 1; q < len(a.quote.words); q++ {
			if a.quote.words[q].term == w.term && lies(a.quote.words[q-1].lower) == -side {
				return Fault{Date, a.claim.words[i-1].form}
			}
		}
	}
	return Fault{}
}

// lies is 1 for what lies ahead, "next week", -1 for what lies back, else 0.
func lies(lower string) int {
	switch lower {
	case "next", "coming", "upcoming":
		return 1
	case "last", "past", "previous":
		return -1
	}
	return 0
}
