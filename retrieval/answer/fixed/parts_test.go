package fixed

import "testing"

// Places are found under their other names, in German too, where other names are not
// told; what a text does not name is lacking.
func TestFixedPartsInOtherLanguages(t *testing.T) {
	for _, c := range []struct {
		question, text string
		lacking        float64
	}{
		{"Wann besucht Xi Jinping Moskau?", "Xi is due in Moscow in May.", 0},
		{"Wann besucht Xi Jinping Peking?", "Xi is due in Moscow in May.", 1},
		{"Wer nannte die Vereinigten Arabischen Emirate?", "Putin named the United Arab Emirates.", 0},
		{"¿Cuándo viaja Starmer a Kiev?", "Starmer goes to Kyiv.", 0},
		{"¿Cuándo viaja Macron a Kiev?", "Starmer goes to Kyiv.", 0.5},
		{"Qui a parlé en 2024 ?", "It was said in 2025.", 1},
		{"Was ist der Plan?", "There is no plan.", 0},
	} {
		if got := Of(c.question).Lacking(c.text); got != c.lacking {
			t.Errorf("%s: %v of it is lacking in “%s”, want %v", c.question, got, c.text, c.lacking)
		}
	}
}
