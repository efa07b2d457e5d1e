package proof

import "fmt"

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
