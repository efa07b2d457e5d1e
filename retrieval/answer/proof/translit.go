package proof

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// cyrillic spells Cyrillic letters in Latin, roughly as newspapers do. It is
// only used to compare names, so that several letters may share a spelling.
var cyrillic = map[rune]string{
	'а': "a", 'б': "b", 'в': "v", 'г': "g", 'ґ': "g", 'д': "d", 'е': "e", 'ё': "e", 'є': "e", 'ж': "zh", 'з': "z",
	'и': "i", 'і': "i", 'ї': "i", 'й': "i", 'к': "k", 'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r",
	'с': "s", 'т': "t", 'у': "u", 'ў': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch", 'ш': "sh", 'щ': "shch",
	'ъ': "", 'ы': "y", 'ь': "", 'э': "e", 'ю': "yu", 'я': "ya",
}

// nameKey brings a name to the form names are compared in: lower case, Latin
// letters, no diacritics, no possessive.
func nameKey(form string) string {
	form = strings.ToLower(form)
	form = strings.TrimSuffix(strings.TrimSuffix(form, "'s"), "’s")
	var b strings.Builder
	for _, r := range norm.NFD.String(recompose(form)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case cyrillic[r] != "" || r == 'ъ' || r == 'ь':
			b.WriteString(cyrillic[r])
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// recompose spells out the Cyrillic letters that decomposing would take for
// another letter with a mark.
func recompose(s string) string {
	return strings.NewReplacer("й", "i", "ї", "i", "ё", "e", "ў", "u").Replace(norm.NFC.String(s))
}
