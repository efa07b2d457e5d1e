package proof

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
)

// quantity is a number in a text.
type quantity struct {
	value float64
	// unit is "%", a currency's sign, or "".
	unit string
	// word is the index of its first word, form how it is written.
	word int
	// next is the index behind its last word.
	next int
	form string
	// article marks a lone "one", which is a pronoun as often as a number.
	article bool
}

// quantities reads the numbers of a text: digits with separators, number words
// ("twenty-five"), scales ("200m", "two million"), percentages and currencies.
func (t *text) quantities() []quantity {
	var all []quantity
	for i := 0; i < len(t.tokens); {
		if percent, next := t.fraction(i); next > i {
			all = append(all, quantity{value: percent, unit: "%", word: i, next: next, form: t.raw[t.tokens[i].Start:t.tokens[next-1].End]})
			i = next
			continue
		}
		value, ok := t.number(i)
		if !ok {
			i++
			continue
		}
		q := quantity{value: value, word: i, form: t.form(i), article: t.lower[i] == "one"}
		next := t.compound(i, &q)
		q.unit, q.next = t.unit(i, next), next
		all = append(all, q)
		i = next
	}
	return all
}

// number reads word i as a number.
func (t *text) number(i int) (float64, bool) {
	if v, ok := words().numbers[t.lower[i]]; ok {
		return v, true
	}
	form := t.form(i)
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
func (t *text) compound(i int, q *quantity) int {
	next := i + 1
	if next < len(t.tokens) && q.value >= 20 && q.value < 100 && math.Mod(q.value, 10) == 0 && !hasDigit(q.form) {
		if v, ok := words().numbers[t.lower[next]]; ok && v >= 1 && v < 10 && joined(t.between(next)) {
			q.value += v
			next++
		}
	}
	for next < len(t.tokens) && joined(t.between(next)) {
		scale, ok := words().scales[t.lower[next]]
		if !ok {
			break
		}
		q.value *= scale
		q.article = false
		next++
	}
	return next
}

// joined tells whether two words of a number may have this between them.
func joined(between string) bool {
	return between == "" || between == " " || between == "-" || between == "\u00a0"
}

// currencies are the words for which a sign may stand.
var currencies = map[string]string{"dollar": "$", "dollars": "$", "euro": "€", "euros": "€", "pound": "£", "pounds": "£", "yen": "¥", "rouble": "₽", "roubles": "₽", "rubles": "₽", "hryvnia": "₴"}

// unit reads what a number from word i up to next counts.
func (t *text) unit(i, next int) string {
	before := strings.TrimRight(t.between(i), " ")
	for _, sign := range []string{"$", "€", "£", "¥", "₴", "₽"} {
		if strings.HasSuffix(before, sign) || strings.HasPrefix(strings.TrimLeft(t.rest(next), " "), sign) {
			return sign
		}
	}
	if next < len(t.tokens) {
		if sign, ok := currencies[t.lower[next]]; ok {
			return sign
		}
	}
	if strings.HasPrefix(strings.TrimLeft(t.rest(next), " "), "%") || next < len(t.tokens) && isPercent(t.lower[next]) {
		return "%"
	}
	return ""
}

// rest is the text behind the last word before index next.
func (t *text) rest(next int) string { return t.raw[t.tokens[next-1].End:] }

func isPercent(w string) bool {
	switch w {
	case "percent", "per", "prozent", "pourcent", "ciento", "процент", "процента", "процентов", "відсоток", "відсотка", "відсотків":
		return true
	}
	return false
}

func hasDigit(s string) bool { return strings.ContainsFunc(s, unicode.IsDigit) }

// checkNumbers finds a number of the claim that no quote holds. A day or year
// that the quotes' dates give is left to checkDates.
func checkNumbers(c, q *text, e Evidence) Fault {
	have := q.quantities()
	days := datesOf(q, e)
	for _, want := range c.quantities() {
		if want.article || holds(have, want) || c.partOfDate(want) && days.number(want.value) {
			continue
		}
		return Fault{Number, want.form}
	}
	return Fault{}
}

func holds(have []quantity, want quantity) bool {
	for _, h := range have {
		if sameNumber(h.value, want.value, want.unit) && (want.unit == "" || want.unit == h.unit) {
			return true
		}
	}
	return false
}

// partOfDate tells whether a number is written as a year, or as a day beside a
// month: only such a number may come from a date instead of from a quote.
func (t *text) partOfDate(q quantity) bool {
	if len(q.form) == 4 && q.value >= 1000 {
		return true
	}
	for _, i := range []int{q.word - 1, q.word + 1, q.word - 2, q.word + 2} {
		if i >= 0 && i < len(t.tokens) {
			if _, ok := t.monthAt(i); ok {
				return q.value <= 31
			}
		}
	}
	return false
}

// Figures are the numbers, months and days of the week that a text names, in a
// form in which "twelve" and "12" are the same. A "one" that may be an article
// is none.
func Figures(raw string) map[string]bool {
	t, all := readText(raw), map[string]bool{}
	for _, q := range t.quantities() {
		if !q.article {
			all[fmt.Sprintf("%g%s", q.value, q.unit)] = true
		}
	}
	for i, w := range t.lower {
		if m, ok := t.monthAt(i); ok {
			all[m.String()] = true
		}
		if day, ok := words().weekdays[w]; ok {
			all[fmt.Sprintf("weekday %g", day)] = true
		}
	}
	return all
}
