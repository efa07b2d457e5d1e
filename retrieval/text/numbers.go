package text

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// Quantity is a number in a text.
type Quantity struct {
	Value float64
	// Unit is "%", a currency's sign, or "".
	Unit string
	// Word is the index of its first word, Form how it is written.
	Word int
	// Next is the index behind its last word.
	Next int
	Form string
	// Article marks a lone "one", which is a pronoun as often as a number.
	Article bool
}

// Quantities reads the numbers of a text: digits with separators, number words
// ("twenty-five"), scales ("200m", "two million"), percentages and currencies.
func (t *Text) Quantities() []Quantity {
	var all []Quantity
	for i := 0; i < len(t.Tokens); {
		if percent, next := t.fraction(i); next > i {
			all = append(all, Quantity{Value: percent, Unit: "%", Word: i, Next: next, Form: t.Raw[t.Tokens[i].Start:t.Tokens[next-1].End]})
			i = next
			continue
		}
		value, ok := t.Number(i)
		if !ok {
			i++
			continue
		}
		q := Quantity{Value: value, Word: i, Form: t.Form(i), Article: t.Lower[i] == "one"}
		next := t.compound(i, &q)
		q.Unit, q.Next = t.unit(i, next), next
		all = append(all, q)
		i = next
	}
	return all
}

// Number reads word i as a number.
func (t *Text) Number(i int) (float64, bool) {
	if v, ok := words().numbers[t.Lower[i]]; ok {
		return v, true
	}
	form := t.Form(i)
	if !strings.ContainsFunc(form, unicode.IsDigit) {
		return 0, false
	}
	return parseNumber(form)
}

// parseNumber reads digits with separators: a separator before exactly three
// digits groups, any other is the decimal point.
func parseNumber(form string) (float64, bool) {
	var b strings.Builder
	for i, r := range form {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case unicode.IsDigit(r):
			b.WriteByte(byte('0' + digitValue(r)))
		case (r == '.' || r == ',') && !groups(form[i+1:]):
			b.WriteByte('.')
		case r == '.' || r == ',' || r == '\'' || r == '’' || unicode.IsSpace(r):
		default:
			if b.Len() > 0 { // 5th, 90s
				v, err := strconv.ParseFloat(b.String(), 64)
				return v, err == nil
			}
		}
	}
	v, err := strconv.ParseFloat(b.String(), 64)
	return v, err == nil
}

// digitValue is the value of a decimal digit of any script: they stand in runs of ten.
func digitValue(r rune) int {
	n := 0
	for unicode.IsDigit(r-1) && n < 9 {
		r--
		n++
	}
	return n
}

// groups tells whether a number's rest begins with exactly three digits.
func groups(rest string) bool {
	n := 0
	for n < len(rest) && rest[n] >= '0' && rest[n] <= '9' {
		n++
	}
	return n == 3
}

// compound takes in the words that continue a number: a unit behind a ten, a
// scale behind either. It returns the index behind the number.
func (t *Text) compound(i int, q *Quantity) int {
	next := i + 1
	if next < len(t.Tokens) && q.Value >= 20 && q.Value < 100 && math.Mod(q.Value, 10) == 0 && !HasDigit(q.Form) {
		if v, ok := words().numbers[t.Lower[next]]; ok && v >= 1 && v < 10 && joined(t.Between(next)) {
			q.Value += v
			next++
		}
	}
	next = t.halves(q, next)
	for next < len(t.Tokens) && joined(t.Between(next)) {
		scale, ok := words().scales[t.Lower[next]]
		if !ok {
			break
		}
		q.Value *= scale
		q.Article = false
		next++
	}
	return next
}

// halves skips the "a" of "half a million".
func (t *Text) halves(q *Quantity, next int) int {
	if q.Value == 0.5 && next < len(t.Tokens) && t.Lower[next] == "a" && t.scaled(next) {
		return next + 1
	}
	return next
}

// joined tells whether two words of a number may have this between them.
func joined(between string) bool {
	return between == "" || between == " " || between == "-" || between == "\u00a0"
}

// currencies are the words for which a sign may stand.
var currencies = map[string]string{"dollar": "$", "dollars": "$", "euro": "€", "euros": "€", "pound": "£", "pounds": "£", "yen": "¥", "rouble": "₽", "roubles": "₽", "rubles": "₽", "hryvnia": "₴"}

// Currency is the sign of a currency by its name in lower case, "" for other words.
func Currency(lower string) string { return currencies[lower] }

// unit reads what a number from word i up to next counts.
func (t *Text) unit(i, next int) string {
	before := strings.TrimRight(t.Between(i), " ")
	for _, sign := range []string{"$", "€", "£", "¥", "₴", "₽"} {
		if strings.HasSuffix(before, sign) || strings.HasPrefix(strings.TrimLeft(t.rest(next), " "), sign) {
			return sign
		}
	}
	if next < len(t.Tokens) {
		if sign, ok := currencies[t.Lower[next]]; ok {
			return sign
		}
	}
	if strings.HasPrefix(strings.TrimLeft(t.rest(next), " "), "%") || next < len(t.Tokens) && IsPercent(t.Lower[next]) {
		return "%"
	}
	return ""
}

// rest is the text behind the last word before index next.
func (t *Text) rest(next int) string { return t.Raw[t.Tokens[next-1].End:] }

// IsPercent reports whether a word in lower case means a hundredth.
func IsPercent(w string) bool {
	switch w {
	case "percent", "per", "prozent", "pourcent", "ciento", "процент", "процента", "процентов", "відсоток", "відсотка", "відсотків":
		return true
	}
	return false
}

// Span is how long so many of a measure of time are, in minutes or else in months, 0 where
// the word in lower case is no such measure.
func Span(number float64, lower string) (length float64, months bool) {
	key, months := strings.CutPrefix(words().spans[lower], "M")
	if key == "" {
		return 0, false
	}
	measure, err := strconv.ParseFloat(key, 64)
	if err != nil {
		panic(err) // the list is part of the program
	}
	return number * measure, months
}

// SpanOf is the Span of a quantity of the text, by the word behind it.
func (t *Text) SpanOf(q Quantity) (length float64, months bool) {
	if q.Next >= len(t.Lower) || q.Unit != "" {
		return 0, false
	}
	return Span(q.Value, t.Lower[q.Next])
}

// HasDigit reports whether a word has a digit in it.
func HasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }

// lastYear is the last that a number of four digits is taken for.
const lastYear = 2200

// PartOfDate tells whether a number is written as a year, or as a day beside a
// month: only such a number may come from a date instead of from a quote.
func (t *Text) PartOfDate(q Quantity) bool {
	if len(q.Form) == 4 && q.Value >= 1000 && q.Value <= lastYear {
		return true
	}
	for _, i := range []int{q.Word - 1, q.Word + 1, q.Word - 2, q.Word + 2} {
		if i >= 0 && i < len(t.Tokens) {
			if _, ok := t.MonthAt(i); ok {
				return q.Value <= 31
			}
		}
	}
	return false
}

// Figures are the numbers, months and days of the week that a text names, in a
// form in which "twelve" and "12" are the same. A "one" that may be an article
// is none.
func Figures(raw string) map[string]bool {
	t, all := Read(raw), map[string]bool{}
	for _, q := range t.Quantities() {
		if !q.Article {
			all[fmt.Sprintf("%g%s", q.Value, q.Unit)] = true
		}
	}
	for i, w := range t.Lower {
		if m, ok := t.MonthAt(i); ok {
			all[m.String()] = true
		}
		if day, ok := words().weekdays[w]; ok {
			all[fmt.Sprintf("weekday %g", day)] = true
		}
	}
	return all
}
