package place

import "testing"

// Names of one place in several languages and cases are told from those of others.
func TestNames(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Xi besucht Moskau.", "Xi visits Moscow.", true},
		{"Kiew und Moskau", "Kyiv", true},
		{"die Vereinigten Arabischen Emirate", "the United Arab Emirates", true},
		{"in den Vereinigten Arabischen Emiraten", "the United Arab Emirates", true},
		{"в Объединённых Арабских Эмиратах", "Émirats arabes unis", false},
		{"в Москве", "in Moscow", true},
		{"у Москві", "in Moscow", true},
		{"a Pekín", "to Beijing", true},
		{"Пекін", "Beijing", true},
		{"en Arabie saoudite", "in Saudi Arabia", true},
		{"Länder wie Ungarn", "Hungary", true},
		{"in Wien", "in Vienna", true},
		{"à Bruxelles", "in Brussels", true},
		{"in Genf", "in Geneva", false},
		{"Moskau", "Minsk", false},
		{"Iran", "Irak", false},
		{"Niger", "Nigeria", false},
		{"Österreich", "Australia", false},
		{"Indien", "Indonesien", false},
		{"moscow", "Moskau", false},
		{"", "", false},
	} {
		if got := Names(Words(c.a), Words(c.b)); got != c.same {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}
