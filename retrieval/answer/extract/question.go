package extract

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/retrieval"
	"footnote/retrieval/answer/asking"
	"footnote/retrieval/answer/speaker"
	"footnote/retrieval/terms"
	"footnote/retrieval/text/lexicon"
)

// Weights of a question's words, as shares of their inverse document frequency.
// Reporting verbs and generic words shape a question more than they narrow it.
const (
	weightReporting = 0.25
	weightGeneric   = 0.12
	weightKindNoun  = 0.35
)

// word is a word of a question that an answer has to bear out.
type word struct {
	term, lower, form string
	// weight is what the word's absence costs, its IDF scaled by its part in
	// the question; idf is the unscaled value.
	weight, idf float64
	// known tells that the articles hold the term, or an expansion of it.
	known bool
	// name tells that it is written like a name: a capital or a digit where
	// the grammar asks for none.
	name bool
	// reporting, generic and kindNoun are the parts that lower the weight.
	reporting, generic, kindNoun bool
	// variants are other term sequences that stand for the word.
	variants [][]string
}

// question is a question as the package understands it.
type question struct {
	text  string
	kind  asking.Kind
	words []word
	total float64
	// rarest is the IDF of a term that no passage holds.
	rarest float64
	// plural: it asks for several things; several is the word for them, and counts how
	// many it says there are, 0 where it does not.
	plural  bool
	several string
	counts  int
	// procedure: it asks how something is done.
	procedure bool
	// compares: it asks for more or less than something.
	compares bool
	// defines: it asks what one thing is or does; mayName is how many words it may have
	// that say what kind of thing that is.
	defines bool
	mayName int
	// speaker is for whose words it asks.
	speaker speaker.Speaker
	// happened: it asks what happened, on a day or somewhere.
	happened bool
	has      map[string]bool
}

// analyse reads a question against the vocabulary of the articles.
func analyse(text string, vocabulary retrieval.Vocabulary) question {
	tokens := terms.Tokens(text)
	q := question{text: text, has: map[string]bool{}}
	q.rarest, _ = vocabulary.IDF("")
	lower := make([]string, len(tokens))
	for i, t := range tokens {
		lower[i] = strings.ToLower(text[t.Start:t.End])
		q.has[t.Term] = true
	}
	at := q.readForm(lower)
	if q.kind == asking.Statement {
		q.speaker = speaker.Of(tokens, lower, at)
	}
	for i, t := range tokens {
		if t.Stop || q.isForm(lower, at, i) {
			continue
		}
		w := newWord(text, lower[i], t, vocabulary)
		w.name = writtenAsName(text, tokens, i)
		w.kindNoun = !w.name && at >= 0 && i > at && (i <= at+3 || q.kind == asking.Number) && asking.Words().IsKind(lower[i], q.kind) && q.kind != asking.Thing
		w.weigh()
		q.words = append(q.words, w)
	}
	q.aboutCode()
	for _, w := range q.words {
		q.total += w.weight
	}
	return q
}

// readForm notes what a question asks for by its form and returns the place of its
// question word, -1 where it has none.
func (q *question) readForm(lower []string) (at int) {
	q.kind, at = asking.AskedFor(lower)
	q.compares = slices.Contains(lower, "than")
	if i := asking.AsksForSeveral(lower, at); i >= 0 {
		q.plural, q.several = true, lower[i]
		for i := range lower {
			q.counts = max(q.counts, asking.CountsItems(lower, at, i))
		}
	}
	q.procedure = asking.AsksForSteps(lower, at)
	q.asksWhat(lower, at)
	return at
}

// isForm reports whether word i tells how a question asks, and nothing of its subject.
func (q *question) isForm(lower []string, at, i int) bool {
	return asking.IsQuestionWord(lower[i]) || q.plural && (at < 0 && i == 0 || asking.CountsItems(lower, at, i) > 0) // "list the three risks"
}

// unknownNames are the question's names that no article holds, as written.
func (q *question) unknownNames() []string {
	var names []string
	for _, w := range q.words {
		if !w.name || w.known {
			continue
		}
		if n := len(names); n > 0 && strings.Contains(q.text, names[n-1]+" "+w.form) {
			names[n-1] += " " + w.form
			continue
		}
		names = append(names, w.form)
	}
	return names
}

// respelled is the question with each word that it spells otherwise than the articles, and
// that is no English one, as it stands in the passages found.
func respelled(q *question, hits []retrieval.Hit) string {
	text := q.text
	for i := range q.words {
		w := &q.words[i]
		if len(w.variants) == 0 || len(w.variants[0]) != 1 || lexicon.Look(w.lower).Known() {
			continue
		}
		if form := formIn(hits, w.variants[0][0]); form != "" {
			text = strings.Replace(text, w.form, form, 1)
		}
	}
	return text
}

// formIn is how passages write a term, "" where none has it.
func formIn(hits []retrieval.Hit, term string) string {
	for _, h := range hits {
		text := h.Passage.Text()
		for _, t := range terms.Tokens(text) {
			if t.Term == term {
				return text[t.Start:t.End]
			}
		}
	}
	return ""
}

// aboutCode weighs a code that the articles know as the rarest word, and lowers
// what they do not know beside it: "I get E1042, what is wrong?" asks about the
// code, however few articles there are.
func (q *question) aboutCode() {
	code := func(w word) bool { return w.known && isCode(w.form) }
	if !slices.ContainsFunc(q.words, code) {
		return
	}
	for i := range q.words {
		switch w := &q.words[i]; {
		case code(*w):
			w.weight = max(w.weight, q.rarest)
		case !w.known && !w.name:
			w.weight *= weightGeneric
		}
	}
}

// isCode reports whether a word is a code: letters and digits mixed, or three
// digits and more that are no year.
func isCode(form string) bool {
	digits := 0
	for _, r := range form {
		if unicode.IsDigit(r) {
			digits++
		}
	}
	if digits < 3 {
		return false
	}
	n, err := strconv.Atoi(strings.TrimSuffix(form, "s")) // "1990s"
	return err == nil && (n < 1000 || n > 2100) || err != nil && strings.ContainsFunc(form, unicode.IsLetter)
}

func newWord(text, lower string, t terms.Token, vocabulary retrieval.Vocabulary) word {
	w := word{term: t.Term, lower: lower, form: text[t.Start:t.End]}
	w.idf, w.known = vocabulary.IDF(t.Term)
	if !w.known {
		w.variants = vocabulary.Expand(t)
		w.known = len(w.variants) > 0
	}
	lists := asking.Words()
	w.reporting = lists.Reporting.Has(lower, t.Term)
	w.generic = lists.Generic.Has(lower, t.Term)
	return w
}

// weigh sets the word's weight from its part in the question. A name always
// counts in full, whatever word it looks like.
func (w *word) weigh() {
	w.weight = w.idf
	switch {
	case w.name:
	case w.generic:
		w.weight *= weightGeneric
	case w.reporting:
		w.weight *= weightReporting
	case w.kindNoun:
		w.weight *= weightKindNoun
	}
}

// writtenAsName tells whether token i is capitalised where a sentence would
// not capitalise it, or holds a digit. A question written all in lower case or
// all in capitals tells nothing by its capitals.
func writtenAsName(text string, tokens []terms.Token, i int) bool {
	form := text[tokens[i].Start:tokens[i].End]
	if strings.ContainsFunc(form, unicode.IsDigit) {
		return true
	}
	r, size := utf8.DecodeRuneInString(form)
	if !unicode.IsUpper(r) || (len(form) == size && form == "I") {
		return false
	}
	if i == 0 || strings.ContainsAny(strings.TrimSpace(terms.Between(text, tokens[i-1], tokens[i])), ".!?:\"“") {
		return len(form) > size && strings.ToUpper(form) == form
	}
	return strings.ToUpper(text) != text
}
