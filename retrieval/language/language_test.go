package language

import "testing"

func TestOf(t *testing.T) {
	for text, want := range map[string]string{
		"Who proposed the UAE as a venue?":     "en",
		"When is Xi due in Moscow?":            "en",
		"Has the café in Müllerstraße opened?": "en",
		"Wer ist Marco Rubio?":                 "de",
		"Regnet es morgen in Berlin?":          "de",
		"Qui est Marco Rubio ?":                "fr",
		"Qu'a proposé Erdogan ?":               "fr",
		"¿Quién es Marco Rubio?":               "es",
		"¿Lloverá mañana en Berlín?":           "es",
		"Хто такий Марко Рубіо?":               "uk",
		"Кто такой Марко Рубио?":               "ru",
		"Насколько высоки пошлины на индийские товары?": "ru",
		"Наскільки високі мита на індійські товари?":    "uk",
		"Паром":              "uk",
		"crimea recognition": "",
		"":                   "",
		"Patriot 2025":       "",
		"いつフェリーが出ますか":        "",
		"The die was cast at the river before the bridge": "en",
	} {
		if got := Of(text); got != want {
			t.Errorf("%q is taken as %q, want %q", text, got, want)
		}
	}
}

// Short questions are told, and so are other languages where letters tell them.
func TestAny(t *testing.T) {
	for text, want := range map[string]string{
		"Wann besucht Xi Jinping Moskau?": "de",
		"Worauf hofft Kiew?":              "de",
		"Quand Xi visite-t-il Moscou ?":   "fr",
		"¿Cuándo visita Xi Moscú?":        "es",
		"Кому звонил Песков?":             "ru",
		"Сколько стоит система Patriot?":  "ru",
		"Чиї це слова?":                   "uk",
		"Who is Xi?":                      "en",
		"Ποιος πρότεινε τα Εμιράτα;":      "el",
		"いつフェリーが出ますか":                     "ja",
		"Chi ha proposto gli Emirati Arabi Uniti come sede dell'incontro tra i due presidenti?": "it",
		"Kto zaproponował Zjednoczone Emiraty Arabskie jako miejsce spotkania?":                 "pl",
		"Peskov 2025": "",
	} {
		if got := Any(text); got != want {
			t.Errorf("%q is taken as %q, want %q", text, got, want)
		}
	}
}
