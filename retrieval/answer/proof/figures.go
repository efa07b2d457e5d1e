package proof

import (
	"embed"
	"math"
	"slices"
	"strings"
	"time"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/text"
)

//go:embed lexicon/*.txt
var files embed.FS

var lists = text.Lists{FS: files, Folder: "lexicon"}

// readQuotes reads all quotes as one text, a line each.
func readQuotes(e evidence.Evidence) *text.Text {
	quotes := make([]string, len(e.Quotes))
	for i, q := range e.Quotes {
		quotes[i] = q.Text
	}
	return text.Read(strings.Join(quotes, "\n"))
}

// supports tells whether the quotes hold word i of the claim, in this or
// another form, or spelled out where it is an acronym.
func supports(t *text.Text, c *text.Text, i int) bool {
	term := c.Tokens[i].Term
	if len(t.At[term]) > 0 {
		return true
	}
	key := text.NameKey(c.Form(i))
	if text.StartsUpper(c.Form(i)) && named(name{form: c.Form(i), key: key}, names(t, never), t) {
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
func checkNumbers(c, q *text.Text, e evidence.Evidence) evidence.Fault {
	have := q.Quantities()
	days := datesOf(q, e)
	for _, want := range c.Quantities() {
		if want.Article || holds(have, want) || c.PartOfDate(want) && days.Number(want.Value) {
			continue
		}
		return evidence.Number.At(want.Form)
	}
	return evidence.Fault{}
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
func datesOf(q *text.Text, e evidence.Evidence) text.Dates {
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

// checkDates finds a month or a day of the week that neither a quote names nor
// its article's date gives.
func checkDates(c, q *text.Text, e evidence.Evidence) evidence.Fault {
	d := datesOf(q, e)
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

// checkFigures holds the numbers and dates of a claim to all quotes together. It reports
// too whether the quotes give others of the same thing.
func checkFigures(claim string, e evidence.Evidence) (fault evidence.Fault, opposed bool) {
	c, q := text.Read(claim), readQuotes(e)
	if f := checkNumbers(c, q, e); f.Found() && reckoned(c, q, e) {
		return checkDates(c, q, e), false
	}
	for _, check := range []func(*text.Text, *text.Text, evidence.Evidence) (evidence.Fault, map[int]bool){otherNumber, otherDate} {
		if f, at := check(c, q, e); f.Found() && aboutSame(c, q, e, at) {
			return f, true
		}
	}
	for _, check := range []func(*text.Text, *text.Text, evidence.Evidence) evidence.Fault{checkNumbers, checkDates} {
		if f := check(c, q, e); f.Found() {
			return f, false
		}
	}
	return evidence.Fault{}, false
}

// reckoned reports whether each number of the claim that no quote holds may follow from
// those of the quotes; whether it does, the alignment tells.
func reckoned(c, q *text.Text, e evidence.Evidence) bool {
	have, days := q.Quantities(), datesOf(q, e)
	for _, want := range c.Quantities() {
		if want.Article || holds(have, want) || c.PartOfDate(want) && days.Number(want.Value) {
			continue
		}
		if c.PartOfDate(want) || !follows(c, want, q, have) {
			return false
		}
	}
	return true
}

// follows reports whether a number is a sum or difference of some, as long a time as one,
// or only said to be more or less than one.
func follows(c *text.Text, want text.Quantity, q *text.Text, have []text.Quantity) bool {
	for n, x := range have {
		if length, months := c.SpanOf(want); length > 0 {
			if other, also := q.SpanOf(x); other == length && also == months {
				return true
			}
		}
		if x.Unit == want.Unit && bounds(c, want, x.Value) {
			return true
		}
		for m, y := range have[n+1:] {
			if (x.Unit == y.Unit || x.Unit == "" || y.Unit == "") && combines(want, x.Value, y.Value, have[n+m+2:]) {
				return true
			}
		}
	}
	return want.Value == 2 && want.Unit == ""
}

// bounds reports whether the claim says of a number only that something is more or less
// than it, as v is.
func bounds(t *text.Text, want text.Quantity, v float64) bool {
	k := want.Word - 1
	if k > 0 && t.Lower[k] == "than" {
		k--
	}
	if k < 0 {
		return false
	}
	c := classOf(t.Lower[k])
	return c == more && v > want.Value || c == less && v < want.Value
}

// combines reports whether a number is the sum of two or three, the difference of two, or
// that in percent of the first.
func combines(want text.Quantity, x, y float64, more []text.Quantity) bool {
	if want.Unit == "%" {
		return text.SameNumber(want.Value, 100*math.Abs(y-x)/x, "%")
	}
	return want.Value == x+y || text.Equal(want.Value, math.Abs(x-y)) || slices.ContainsFunc(more, func(z text.Quantity) bool { return x+y+z.Value == want.Value && z.Unit == want.Unit })
}

// namesOther reports whether the quotes are about the same thing and name
// somebody else.
func namesOther(claim string, e evidence.Evidence) bool {
	c, q := text.Read(claim), readQuotes(e)
	f, at := otherName(c, q, e)
	return f.Found() && aboutSame(c, q, e, at)
}

// dates finds a date of the claim that this sentence of the quote neither names
// nor implies by the day of publication.
func (a *alignment) dates() evidence.Fault {
	q := evidence.Quote{Text: a.quote.raw}
	if a.quote.quote >= 0 {
		q.Published = a.known.Quotes[a.quote.quote].Published
	}
	e := evidence.Evidence{Quotes: []evidence.Quote{q}}
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
			return evidence.Date.At(a.claim.words[i].form)
		}
	}
	return evidence.Fault{}
}

// otherPeriod finds a week, month or the like of the claim that lies ahead and in the
// quote lies back, or the other way round.
func otherPeriod(a *alignment) evidence.Fault {
	for i := 1; i < len(a.claim.words); i++ {
		w, side := &a.claim.words[i], lies(a.claim.words[i-1].lower)
		if side == 0 || !calendar[strings.TrimSuffix(w.lower, "'s")] {
			continue
		}
		for q := 1; q < len(a.quote.words); q++ {
			if a.quote.words[q].term == w.term && lies(a.quote.words[q-1].lower) == -side {
				return evidence.Date.At(a.claim.words[i-1].form)
			}
		}
	}
	return evidence.Fault{}
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
