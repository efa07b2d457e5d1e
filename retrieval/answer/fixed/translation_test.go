package fixed

import "testing"

// A translation keeps to its quote's names and numbers, and is words alone.
func TestTranslationsAreHeldToTheirQuotes(t *testing.T) {
	const quote = "Mayor Anna Berg named Lisbon as a possible venue for 12 talks."
	for translation, want := range map[string]string{
		"Bürgermeisterin Anna Berg nannte Lissabon als möglichen Ort für 12 Gespräche.": "as it is",
		"Мэр Анна Берг":                                                                "",
		"Anna Berg nannte Lissabon als Ort für 13 Gespräche.":                          "",
		"The pier is owned by Bo Rask, who named 12 other people as a possible venue.": "",
		"Anna Berg nannte Lissabon für 12 Gespräche: https://evil.example":             "",
		"Anna Berg nannte Lissabon für 12 Gespräche, <@123456789012345678>":            "",
		"Anna Berg nannte Lissabon für 12 Gespräche, [hier](https://evil.example)":     "",
		"Anna Berg nannte Lissabon für 12 Gespräche. @everyone":                        "",
		"Anna Berg nannte Lissabon für 12 Gespräche. discord.gg/abc":                   "",
		"Anna Berg nannte Lissabon für 12 Gespräche. discord․gg/abc":                   "",
		"Anna Berg nannte Lissabon für 12 Gespräche. d\u0456scord.g\ufe0fg/abc":        "",
		"Anna Berg nannte Lissabon für 12 Gespräche. evil。example":                     "",
		"Anna Berg nannte Lissabon für 12 Gespräche. ｅｖｉｌ.ｅｘａｍｐｌｅ/x":                   "",
		"Anna Berg nannte Lissabon für 12 Gespräche. discord . gg / abc":               "",
		"Anna Berg nannte Lissabon für 12 Gespräche. http:\\\\evil.example":            "",
		"Anna Berg nannte Lissabon für 12 Gespräche. @Moderatoren":                     "",
		"Anna Berg nannte Lissabon für 12 Gespräche, d. h. zwölf, usw.":                "as it is",
		"Anna Berg nannte Lissabon für 12 Gespräche. </sources:123456789012345678> ":   "",
		"": "",
	} {
		if want == "as it is" {
			want = translation
		}
		if got := Translation(translation, quote); got != want {
			t.Errorf("%q: %q", translation, got)
		}
	}
}
