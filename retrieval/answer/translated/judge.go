package translated

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"footnote/retrieval/language"
	"footnote/retrieval/text"
	"footnote/retrieval/text/place"
)

// Fitted on the tuning halves of translated sentences and claims; testdata says how
// many of the other halves pass.
const (
	// leastCosine is what a claim and the sentence that says it have at the least.
	leastCosine = 0.87
	// leastAhead is how much nearer the claim is to the sentence than to what the
	// sentence does not say: a change of one word moves the cosine by 0.003.
	leastAhead = 0.0005
	// leastNeeded is how much nearer it is than without one of its words or what
	// stands behind one: what the quote does not say takes it away.
	leastNeeded = -0.0025
	// leastWord is the cosine of a word of the claim and the word that says it,
	// sureName that of two spellings of one name, and sureNoun that of a German noun
	// and a word in lower case.
	leastWord = 0.78
	sureName  = 0.9
	sureNoun  = 0.85
	// sureWord is that of a word that need not be left away to see whether it is said.
	sureWord = 0.9
	// sureFirst is that of two words of which one opens the claim, name or not.
	sureFirst = 0.88
	// leastLetters is how long a word is that is compared; names may be shorter.
	leastLetters = 5
)

// Quote is a sentence with what else a claim may name: title and source.
type Quote struct {
	Text  string
	About []string
}

// Fault says why a claim in another language is not shown to say what the quotes
// say, "" where one sentence of theirs says it. Of the two one is in English.
func Fault(ctx context.Context, e Encoder, claim string, quotes []Quote) (string, error) {
	why := "no quote"
	for _, q := range quotes {
		var err error
		if why, err = fault(ctx, e, claim, q); err != nil || why == "" {
			return why, err
		}
	}
	return why, nil
}

func fault(ctx context.Context, e Encoder, claim string, q Quote) (string, error) {
	inEnglish := func(text string) bool { return language.Of(text) == language.English }
	switch {
	case inEnglish(claim) && inEnglish(q.Text):
		return "it is in the language of the quote", nil
	case !inEnglish(claim) && !inEnglish(q.Text):
		return "neither it nor the quote is in English", nil
	}
	sentence := q.Text
	cosine, err := nearest(ctx, e, claim, []string{sentence})
	if short := shortened(sentence); err == nil && cosine < leastCosine && short != "" && inEnglish(sentence) {
		sentence = short
		cosine, err = nearest(ctx, e, claim, []string{sentence})
	}
	if err != nil || cosine < leastCosine {
		return fmt.Sprintf("its meaning is not near enough (%.3f)", cosine), err
	}
	c, err := match(ctx, e, claim, sentence)
	if err != nil {
		return "", err
	}
	if f := c.fault(q.About, language.Of(claim) == "de"); f != "" {
		return f, nil
	}
	return contrast(ctx, e, claim, sentence, cosine, c.sure())
}

// contrast compares the claim with its parts and the English one of the two with
// what it does not say. sure are words of the claim that the sentence has.
func contrast(ctx context.Context, e Encoder, claim, sentence string, cosine float64, sure map[string]bool) (string, error) {
	part, err := nearest(ctx, e, sentence, parted(claim, sure))
	if err != nil || cosine-part < leastNeeded {
		return fmt.Sprintf("the quote says a part of it alone (%.4f)", cosine-part), err
	}
	english, foreign := sentence, claim
	if language.Of(claim) == language.English {
		english, foreign = claim, sentence
	}
	varied, err := nearest(ctx, e, foreign, variants(english))
	if err != nil || cosine-varied < leastAhead {
		return fmt.Sprintf("the quote says it hardly more than its opposite (%.4f)", cosine-varied), err
	}
	return "", nil
}

// fault is the first word of a claim that has no counterpart, or the first name
// that stands in another order than in the sentence.
func (c compared) fault(about []string, german bool) string {
	placed := c.placed(about)
	last := -1
	for i, w := range c.words {
		at, isPlace := placed[i]
		if !isPlace {
			if f := c.lacks(w, i == 0, german, about); f != "" {
				return f
			}
			at = w.nameAt()
		}
		if at >= 0 && at < last {
			return "its names stand in another order"
		}
		last = max(last, at)
	}
	return ""
}

// sure are the words that surely have a counterpart.
func (c compared) sure() map[string]bool {
	sure := map[string]bool{}
	for _, w := range c.words {
		if w.cosine >= sureWord {
			sure[w.form] = true
		}
	}
	return sure
}

// lacks says what is wrong with a word that names no place, "" where nothing is.
func (c compared) lacks(w matched, first, german bool, about []string) string {
	near := w.cosine >= leastWord
	noun := german && w.cosine >= sureNoun && !isName(w.near)
	first = first && (language.Common(w.form) || near && (!isName(w.near) || w.cosine >= sureFirst))
	switch {
	case isName(w.form) && !first && !noun && !c.named(w, about):
		return "it names " + w.form
	case !isName(w.form) && !near && utf8.RuneCountInString(w.form) >= leastLetters:
		return "nothing says " + w.form
	}
	return ""
}

// nameAt is where a name stands in the sentence that is surely the same, else -1.
func (w matched) nameAt() int {
	if isName(w.form) && isName(w.near) && w.cosine >= sureName {
		return w.to
	}
	return -1
}

// named reports whether a word is a name that the sentence, the title or the source
// of its article holds.
func (c compared) named(w matched, about []string) bool {
	same := func(k string) bool { return isName(k) && text.SameName(w.form, k) }
	return w.cosine >= sureName && isName(w.near) || slices.ContainsFunc(c.sentence, same) ||
		slices.ContainsFunc(place.Words(strings.Join(about, " ")), same)
}

// placed gives, for the words of places that the sentence names too, where it names
// them; -1 where the title or the source of its article does.
func (c compared) placed(about []string) map[int]int {
	forms := make([]string, len(c.words))
	for i, w := range c.words {
		forms[i] = w.form
	}
	marked, beside, here := map[int]int{}, place.Of(place.Words(strings.Join(about, " | "))), place.Of(c.sentence)
	for _, m := range place.Of(forms) {
		at := -1
		same := func(p place.Mention) bool { return p.Place == m.Place }
		if k := slices.IndexFunc(here, same); k >= 0 {
			at = here[k].Start
		} else if !slices.ContainsFunc(beside, same) {
			continue
		}
		for i := m.Start; i < m.End; i++ {
			marked[i] = at
		}
	}
	return marked
}
