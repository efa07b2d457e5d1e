package syntax

import "slices"

// IsPronoun reports whether word k is a pronoun of the third person, or owns as
// one.
func IsPronoun(s *Sentence, k int) bool {
	switch s.Words[k].Lower {
	case "he", "she", "they", "it", "his", "her", "their", "its", "him", "them":
		return true
	}
	return false
}

// IsSpeaker reports whether a word in lower case is a pronoun of the first person.
func IsSpeaker(lower string) bool {
	switch lower {
	case "i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves":
		return true
	}
	return false
}

// Gender is 1 for "he" and its forms, -1 for "she" and hers, 0 for other words.
func Gender(w *Word) int {
	switch w.Lower {
	case "he", "him", "his", "himself":
		return 1
	case "she", "her", "hers", "herself":
		return -1
	}
	return 0
}

// Topic is the subject of the first verb of a sentence that a pronoun at k, or behind the
// sentence, may stand for: of the words before k, and of it the words that name what it is
// about. Where none fits, it is the first.
func Topic(s *Sentence, k int, person bool, fits func(heads []Word) bool) (all, heads []Word) {
	if all, heads := namedSubject(s, k); person && all != nil {
		return all, heads
	}
	for v := range s.Words[:k] {
		if !s.IsVerb(v) && !s.finite(v) && !IsToBe(s.Words[v].Lower) || s.suffers(v, k) {
			continue
		}
		subject := slices.DeleteFunc(s.SubjectOf(v), func(i int) bool { return i >= k })
		if found := s.pick(s.Heads(subject)); len(heads) == 0 || !fits(heads) && fits(found) {
			all, heads = s.pick(subject), found
		}
	}
	return all, heads
}

// suffers reports whether the pronoun at k stands behind the verb at v in its clause, and so
// is not its subject: "gave it".
func (s *Sentence) suffers(v, k int) bool {
	if k >= len(s.Words) || s.Words[k].Tag != "PRP" || k+1 < len(s.Words) && s.Bound(k+1) {
		return false
	}
	for m := v + 1; m < k; m++ {
		if s.Bound(m) && !Helps(s, v) || s.Words[m].Segment != s.Words[v].Segment {
			return false
		}
	}
	return true
}

func (s *tagged) pick(at []int) []Word {
	var list []Word
	for _, i := range at {
		list = append(list, s.Words[i])
	}
	return list
}

// namedSubject is the last subject before word k that has a name.
func namedSubject(s *Sentence, k int) (all, heads []Word) {
	for v := k - 1; v > 0; v-- {
		if !s.IsVerb(v) {
			continue
		}
		subject := s.SubjectOf(v)
		heads := s.pick(s.Heads(subject))
		if slices.ContainsFunc(heads, func(w Word) bool { return w.Name }) {
			return s.pick(subject), heads
		}
	}
	return nil, nil
}
