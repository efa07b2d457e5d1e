package alignment

import (
	"slices"
	"strings"

	"footnote/retrieval/answer/proof/syntax"
)

// perform bears the verb by which the claim says what somebody does with his words by
// those words: "Lena offered to host" by "lena: I could host", "Mira asked to wait" by
// "mira: please wait".
func perform(a *Alignment) {
	for i := range a.Claim.Words {
		w := &a.Claim.Words[i]
		if !a.Claim.IsVerb(i) {
			continue
		}
		does := deed(w)
		if does == nil {
			continue
		}
		for _, r := range a.Quote.Reports() {
			if !saidBy(a, i, r) {
				continue
			}
			for _, q := range a.To[syntax.NextVerb(a.Claim, i)] {
				if r.From <= q && q < r.To && does(a.Quote, q) {
					a.To[i], a.Spoken = []int{r.Verb}, append(a.Spoken, i)
				}
			}
		}
	}
}

// BySpeaking reports whether word i of the claim is a verb of what somebody does with his
// words, or what he so offers or asks for.
func BySpeaking(a *Alignment, i int) bool {
	return slices.ContainsFunc(a.Spoken, func(v int) bool { return v == i || syntax.NextVerb(a.Claim, v) == i })
}

// deed is what tells in which words somebody does what the verb says: offers, asks or
// suggests; nil for other verbs.
func deed(w *syntax.Word) func(s *syntax.Sentence, q int) bool {
	switch {
	case w.Class == syntax.Planned && w.Acts():
		return func(s *syntax.Sentence, q int) bool {
			return syntax.FirstPerson(s, q, "will", "shall", "'ll", "would", "'d")
		}
	case syntax.Like(w, "promise"):
		return func(s *syntax.Sentence, q int) bool { return syntax.FirstPerson(s, q, "will", "shall", "'ll") }
	case syntax.Like(w, "offer"):
		return func(s *syntax.Sentence, q int) bool {
			return syntax.FirstPerson(s, q, "will", "shall", "'ll", "can", "could", "would", "'d")
		}
	case syntax.HasLemma(w, "ask") || syntax.Like(w, "request", "urge", "order"):
		return func(s *syntax.Sentence, q int) bool {
			return syntax.Imperative(s, q) || strings.HasSuffix(s.Raw, "?") && w.Lower == "asked"
		}
	}
	return nil
}

// saidBy reports whether the subject of the claim's verb at i is who speaks in a report.
func saidBy(a *Alignment, i int, r syntax.Report) bool {
	subject := a.Claim.Heads(a.Claim.SubjectOf(i))
	return len(subject) > 0 && !slices.ContainsFunc(subject, func(k int) bool {
		return !slices.ContainsFunc(a.To[k], func(q int) bool { return slices.Contains(r.Speaker, q) })
	})
}
