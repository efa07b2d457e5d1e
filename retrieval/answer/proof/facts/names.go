package facts

import (
	"slices"
	"strings"
	"unicode"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/text"
	"footnote/retrieval/text/lexicon"
)

// name is a capitalised word of a text, or a run of capitals.
type name struct {
	word int
	form string
	// key is the form without its case, endings and script; see nameKey.
	key string
}

// namesIn lists the words of a text that are written as names. A word that opens
// a sentence counts where plain tells of no use of it in lower case.
func namesIn(t *text.Text, plain func(lower string) bool) []name {
	var all []name
	for i, tok := range t.Tokens {
		form := t.Form(i)
		if !text.StartsUpper(form) || len([]rune(form)) < 2 {
			continue
		}
		acronym := strings.ToUpper(form) == form
		if !acronym && (text.IsDateWord(t.Lower[i]) || t.Starts[i] && (tok.Stop || plain(t.Lower[i]))) {
			continue
		}
		if tok.Stop && !acronym {
			continue
		}
		all = append(all, name{word: i, form: form, key: text.NameKey(form)})
	}
	return all
}

// Names finds a name of the claim that neither a quote holds nor its
// article's title or outlet.
func Names(c, q *text.Text, e evidence.Evidence) evidence.Fault {
	known := namesIn(q, never)
	for _, quote := range e.Quotes {
		for _, about := range []string{quote.Source, quote.Title} {
			known = append(known, namesIn(text.Read(about), never)...)
		}
	}
	lower := lowerWords(q, e)
	for _, n := range namesIn(c, func(w string) bool { return lower[w] }) {
		if !named(n, known, q) {
			return evidence.Name.At(n.form)
		}
	}
	return evidence.Fault{}
}

// Mentions reports whether a name is among those of a text.
func Mentions(about, form string) bool {
	return slices.ContainsFunc(namesIn(text.Read(about), never), func(n name) bool { return text.SameKey(text.NameKey(form), n.key) })
}

// lowerWords are the words that the quotes and the other passages use in lower
// case: where one opens a claim it need not be a name.
func lowerWords(q *text.Text, e evidence.Evidence) map[string]bool {
	m := map[string]bool{}
	add := func(t *text.Text) {
		for i := range t.Tokens {
			if !text.StartsUpper(t.Form(i)) {
				m[t.Lower[i]] = true
			}
		}
	}
	add(q)
	for _, around := range e.Around {
		add(text.Read(around))
	}
	return m
}

// named tells whether the quotes hold a name: the same word, another form or
// spelling of it, the words an acronym stands for, or an acronym of them.
func named(n name, known []name, q *text.Text) bool {
	w := lexicon.Look(n.form)
	for _, k := range known {
		if o := lexicon.Look(k.form); text.SameKey(n.key, k.key) || lexicon.SamePlace(w, o) || lexicon.Governs(w, o) {
			return true
		}
	}
	if len(q.At[strings.ToLower(n.form)]) > 0 {
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
