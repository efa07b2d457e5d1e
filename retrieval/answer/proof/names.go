package proof

import (
	"strings"
	"unicode"

	"footnote/retrieval/text/lexicon"
)

// name is a capitalised word of a text, or a run of capitals.
type name struct {
	word int
	form string
	// key is the form without its case, endings and script; see nameKey.
	key string
}

// names lists the words of a text that are written as names. A word that opens
// a sentence counts where plain tells of no use of it in lower case.
func (t *text) names(plain func(lower string) bool) []name {
	var all []name
	for i, tok := range t.tokens {
		form := t.form(i)
		if !startsUpper(form) || len([]rune(form)) < 2 {
			continue
		}
		acronym := strings.ToUpper(form) == form
		if !acronym && (isDateWord(t.lower[i]) || t.starts[i] && (tok.Stop || plain(t.lower[i]))) {
			continue
		}
		if tok.Stop && !acronym {
			continue
		}
		all = append(all, name{word: i, form: form, key: nameKey(form)})
	}
	return all
}

func startsUpper(form string) bool {
	for _, r := range form {
		return unicode.IsUpper(r)
	}
	return false
}

func isDateWord(lower string) bool {
	_, month := words().months[lower]
	_, day := words().weekdays[lower]
	_, number := words().numbers[lower]
	return month || day || number
}

// checkNames finds a name of the claim that neither a quote holds nor its
// article's title or outlet.
func checkNames(c, q *text, e Evidence) Fault {
	known := q.names(func(string) bool { return false })
	for _, quote := range e.Quotes {
		for _, about := range []string{quote.Source, quote.Title} {
			known = append(known, readText(about).names(func(string) bool { return false })...)
		}
	}
	lower := lowerWords(q, e)
	for _, n := range c.names(func(w string) bool { return lower[w] }) {
		if !named(n, known, q) {
			return Fault{Name, n.form}
		}
	}
	return Fault{}
}

// lowerWords are the words that the quotes and the other passages use in lower
// case: where one opens a claim it need not be a name.
func lowerWords(q *text, e Evidence) map[string]bool {
	m := map[string]bool{}
	add := func(t *text) {
		for i := range t.tokens {
			if !startsUpper(t.form(i)) {
				m[t.lower[i]] = true
			}
		}
	}
	add(q)
	for _, around := range e.Around {
		add(readText(around))
	}
	return m
}

// named tells whether the quotes hold a name: the same word, another form or
// spelling of it, the words an acronym stands for, or an acronym of them.
func named(n name, known []name, q *text) bool {
	w := lexicon.Look(n.form)
	for _, k := range known {
		if o := lexicon.Look(k.form); sameName(n.key, k.key) || placed(w, o) || lexicon.Governs(w, o) {
			return true
		}
	}
	if len(q.at[strings.ToLower(n.form)]) > 0 {
		return true
	}
	return strings.ToUpper(n.form) == n.form && initialsIn(n.form, known)
}

// initialsIn tells whether neighbouring names begin with the letters of an acronym.
func initialsIn(acronym string, known []name) bool {
	var initials strings.Builder
	last := -3
	for _, k := range known {
		if k.word-last > 3 || k.word < last {
			initials.WriteByte(' ')
		}
		last = k.word
		for _, r := range k.form {
			initials.WriteRune(unicode.ToUpper(r))
			break
		}
	}
	return strings.Contains(initials.String(), strings.ReplaceAll(acronym, ".", ""))
}

// SameName tells whether two words are forms or spellings of one name, in Latin or
// Cyrillic letters, where Ye and E begin the same names and names have cases.
func SameName(a, b string) bool {
	ka, kb := nameKey(a), nameKey(b)
	if strings.HasPrefix(ka, "ye") != strings.HasPrefix(kb, "ye") {
		ka, kb = strings.TrimPrefix(ka, "y"), strings.TrimPrefix(kb, "y")
	}
	if sameName(ka, kb) || !strings.ContainsFunc(a+b, func(r rune) bool { return unicode.Is(unicode.Cyrillic, r) }) {
		return sameName(ka, kb)
	}
	const endings = "aeiouym"
	ka, kb = strings.TrimRight(ka, endings), strings.TrimRight(kb, endings)
	return len(ka) >= 3 && ka == kb || sameName(ka, kb)
}

// sameName tells whether two keys are forms of one name: equal, or alike but
// for an ending (Ukraine, Ukrainian) or a vowel (Zelensky, Zelenskyy).
func sameName(a, b string) bool {
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
