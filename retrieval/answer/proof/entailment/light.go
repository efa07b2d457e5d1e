package entailment

import (
	"slices"

	"footnote/retrieval/answer/proof/alignment"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
)

// light finds a claim that joins two things by a verb that means little, which
// the quote does not join so: "Berg has twelve ferries" is not said by "Berg
// approved twelve ferries".
func light(a *alignment.Alignment) (evidence.Fault, bool) {
	for i := range a.Claim.Words {
		forms := syntax.LightVerb(a.Claim.Words[i].Lower)
		if forms == nil || syntax.Helps(a.Claim, i) || a.Mirrors {
			continue
		}
		subject, object := a.Claim.SubjectOf(i), a.Claim.AfterWord(i)
		if len(subject) == 0 || object < 0 {
			continue
		}
		if !joins(a, subject[len(subject)-1], object, forms) {
			return evidence.Relation.At(a.Claim.Words[i].Form), false
		}
	}
	return evidence.Fault{}, false
}

// joins reports whether in the quote nothing stands between what says word i and
// what says word k but the verb of the claim, or no verb at all.
func joins(a *alignment.Alignment, i, k int, forms []string) bool {
	if len(a.To[i]) == 0 || len(a.To[k]) == 0 {
		return true
	}
	return slices.ContainsFunc(a.To[i], func(p int) bool {
		return slices.ContainsFunc(a.To[k], func(q int) bool { return ties(a, min(p, q), max(p, q), forms) })
	})
}

// ties reports whether words p and q of the quote are joined by one of the
// forms, by owning, or for "be" by standing side by side.
func ties(a *alignment.Alignment, p, q int, forms []string) bool {
	s := a.Quote
	same, other := false, false
	for m := p + 1; m < q; m++ {
		w := &s.Words[m]
		same = same || slices.Contains(forms, w.Lower) && !syntax.Helps(s, m) && mayDo(a, p, m)
		other = other || s.IsVerb(m)
	}
	if same {
		return true
	}
	is := slices.Contains(forms, "is")
	return !other && (is || s.Words[p].Owner || belongs(s, p, q))
}

// mayDo reports whether word p may be the subject of the verb at m: it is, the pronoun
// there stands for it, or none is found.
func mayDo(a *alignment.Alignment, p, m int) bool {
	s := a.Quote
	if subject := s.SubjectOf(m); len(subject) > 0 {
		return slices.Contains(subject, p)
	}
	k := s.BeforeVerb(m)
	if k <= p {
		return true
	}
	_, meant := a.Known.Meant(s, k)
	return len(meant) == 0 || slices.ContainsFunc(meant, func(w syntax.Word) bool { return alignment.Compare(&s.Words[p], &w) == alignment.Says })
}

// belongs reports whether only a preposition of having stands between.
func belongs(s *syntax.Sentence, p, q int) bool {
	for m := p + 1; m < q; m++ {
		if s.Words[m].Lower == "with" || s.Words[m].Lower == "of" {
			return true
		}
	}
	return false
}
