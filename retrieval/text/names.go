package text

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

// WithoutPossessive is a name without the mark of an owner: "Lind's" is Lind.
func WithoutPossessive(name string) string {
	return strings.TrimSuffix(strings.TrimSuffix(name, "'s"), "’s")
}

// nameKey brings a name to the form names are compared in: lower case, Latin
// letters, no diacritics, no possessive.
func nameKey(form string) string {
	form = strings.ToLower(form)
	form = WithoutPossessive(form)
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

// sameKey tells whether two keys are forms of one name: equal, or alike but
// for an ending (Ukraine, Ukrainian) or a vowel (Zelensky, Zelenskyy).
func sameKey(a, b string) bool {
	if a == b {
		return a != ""
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	n := 0
	for n < len(a) && a[n] == b[n] {
		n++
	}
	if n >= 4 && n*10 >= len(b)*6 && n >= len(a)-2 {
		return true
	}
	sa, sb := skeleton(a), skeleton(b)
	return len(sa) >= 3 && sa == sb && a[0] == b[0]
}

// skeleton is a name's consonants, doubled ones once.
func skeleton(s string) string {
	var b strings.Builder
	last := rune(0)
	for _, r := range s {
		if strings.ContainsRune("aeiouyjh", r) || r == last {
			continue
		}
		last = r
		b.WriteRune(r)
	}
	return b.String()
}

// SameName tells whether two words are forms or spellings of one name, in Latin or
// Cyrillic letters, where Ye and E begin the same names and names have cases.
func SameName(a, b string) bool {
	ka, kb := nameKey(a), nameKey(b)
	if strings.HasPrefix(ka, "ye") != strings.HasPrefix(kb, "ye") {
		ka, kb = strings.TrimPrefix(ka, "y"), strings.TrimPrefix(kb, "y")
	}
	if sameKey(ka, kb) || !strings.ContainsFunc(a+b, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
		return sameKey(ka, kb)
	}
	const endings = "aeiouym"
	ka, kb = strings.TrimRight(ka, endings), strings.TrimRight(kb, endings)
	return len(ka) >= 3 && ka == kb || sameKey(ka, kb)
}
