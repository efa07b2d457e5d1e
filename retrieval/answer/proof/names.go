package proof

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

// names lists the words of a text that are written as names. A word that opens
// a sentence counts where plain tells of no use of it in lower case.
func names(t *text.Text, plain func(lower string) bool) []name {
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

// checkNames finds a name of the claim that neither a quote holds nor its
// article's title or outlet.
func checkNames(c, q *text.Text, e evidence.Evidence) evidence.Fault {
	known := names(q, never)
	for _, quote := range e.Quotes {
		for _, about := range []string{quote.Source, quote.Title} {
			known = append(known, names(text.Read(about), never)...)
		}
	}
	lower := lowerWords(q, e)
	for _, n := range names(c, func(w string) bool { return lower[w] }) {
		if !named(n, known, q) {
			return evidence.Name.At(n.form)
		}
	}
	return evidence.Fault{}
}

// mentions reports whether a name is among those of a text.
func mentions(about, form string) bool {
	return slices.ContainsFunc(names(text.Read(about), never), func(n name) bool { return text.SameKey(text.NameKey(form), n.key) })
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

// acronym finds the words that a claim's acronym stands for, or the acronym
// that a run of the claim's names stands for.
func (a *alignment) acronym(i int) []int {
	w := a.claim.words[i]
	if letters := strings.ReplaceAll(w.form, ".", ""); len(letters) > 1 && strings.ToUpper(letters) == letters {
		return spelled(letters, a.quote)
	}
	for j, q := range a.quote.words {
		letters := strings.ReplaceAll(q.form, ".", "")
		if slices.Contains(a.pair, j) || len(letters) < 2 || strings.ToUpper(letters) != letters || text.HasDigit(letters) {
			continue
		}
		for _, k := range spelled(letters, a.claim) {
			if k == i {
				return []int{j}
			}
		}
	}
	return nil
}

// spelled finds neighbouring names whose first letters are these.
func spelled(letters string, s *sentence) []int {
	var run []int
	for j, q := range s.words {
		if !q.name {
			if q.class != free {
				run = nil
			}
			continue
		}
		if n := len(run); n > 0 && j-run[n-1] > 3 {
			run = nil
		}
		run = append(run, j)
		if n := len(letters); len(run) >= n {
			tail := run[len(run)-n:]
			if initials(s, tail) == letters {
				return tail
			}
		}
	}
	return nil
}

func initials(s *sentence, at []int) string {
	var b strings.Builder
	for _, i := range at {
		for _, r := range s.words[i].form {
			b.WriteString(strings.ToUpper(string(r)))
			break
		}
	}
	return b.String()
}
