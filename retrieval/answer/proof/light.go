package proof

import (
	"slices"

	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/text/lexicon"
)

// lightVerbs are the forms of verbs that mean little but join two things when no
// other verb follows. Those of one line may stand for each other.
var lightVerbs = [][]string{
	{"is", "are", "was", "were", "be", "been", "being", "become", "becomes", "became"},
	{"has", "have", "had", "having"},
	{"get", "gets", "got", "getting"},
	{"do", "does", "did", "done", "doing"},
}

func lightVerb(lower string) []string {
	for _, forms := range lightVerbs {
		if slices.Contains(forms, lower) {
			return forms
		}
	}
	return nil
}

// light finds a claim that joins two things by a verb that means little, which
// the quote does not join so: "Berg has twelve ferries" is not said by "Berg
// approved twelve ferries".
func (a *alignment) light() (evidence.Fault, bool) {
	for i := range a.claim.words {
		forms := lightVerb(a.claim.words[i].lower)
		if forms == nil || helps(a.claim, i) || a.mirrors {
			continue
		}
		subject, object := a.claim.subjectOf(i), a.claim.afterWord(i)
		if len(subject) == 0 || object < 0 {
			continue
		}
		if !joins(a, subject[len(subject)-1], object, forms) {
			return evidence.Relation.At(a.claim.words[i].form), false
		}
	}
	return evidence.Fault{}, false
}

// helps reports whether the verb at i helps another: only adverbs, negations and
// further helpers stand before a verb.
func helps(s *sentence, i int) bool {
	for k := i + 1; k < len(s.words) && k <= i+5; k++ {
		w := &s.words[k]
		switch {
		case s.isVerb(k) || s.isPassive(k) || slices.Contains(certainties, w.class) && (isToBe(s.words[i].lower) || w.isModal()):
			return true
		case w.name || w.isNumber || lightVerb(w.lower) == nil && w.class == open && !isAdverb(w):
			return false
		}
	}
	return false
}

// isAdverb reports whether a word is an adverb before all.
func isAdverb(w *word) bool {
	return w.known.Is(lexicon.Adverb) && !w.known.Is(lexicon.Noun)
}

// joins reports whether in the quote nothing stands between what says word i and
// what says word k but the verb of the claim, or no verb at all.
func joins(a *alignment, i, k int, forms []string) bool {
	if len(a.to[i]) == 0 || len(a.to[k]) == 0 {
		return true
	}
	return slices.ContainsFunc(a.to[i], func(p int) bool {
		return slices.ContainsFunc(a.to[k], func(q int) bool { return ties(a, min(p, q), max(p, q), forms) })
	})
}

// ties reports whether words p and q of the quote are joined by one of the
// forms, by owning, or for "be" by standing side by side.
func ties(a *alignment, p, q int, forms []string) bool {
	s := a.quote
	same, other := false, false
	for m := p + 1; m < q; m++ {
		w := &s.words[m]
		same = same || slices.Contains(forms, w.lower) && !helps(s, m) && mayDo(a, p, m)
		other = other || s.isVerb(m)
	}
	if same {
		return true
	}
	is := slices.Contains(forms, "is")
	return !other && (is || s.words[p].owner || belongs(s, p, q))
}

// mayDo reports whether word p may be the subject of the verb at m: it is, the pronoun
// there stands for it, or none is found.
func mayDo(a *alignment, p, m int) bool {
	s := a.quote
	if subject := s.subjectOf(m); len(subject) > 0 {
		return slices.Contains(subject, p)
	}
	k := s.beforeVerb(m)
	if k <= p {
		return true
	}
	meant := a.known.meant(s, k)
	return len(meant) == 0 || slices.ContainsFunc(meant, func(w word) bool { return compare(&s.words[p], &w) == says })
}

// belongs reports whether only a preposition of having stands between.
func belongs(s *sentence, p, q int) bool {
	for m := p + 1; m < q; m++ {
		if s.words[m].lower == "with" || s.words[m].lower == "of" {
			return true
		}
	}
	return false
}
