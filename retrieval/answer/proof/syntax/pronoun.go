package syntax

// IsPronoun reports whether word k is a pronoun of the third person, or owns as
// one.
func IsPronoun(s *Sentence, k int) bool {
	switch s.Words[k].Lower {
	case "he", "she", "they", "it", "his", "her", "their", "its", "him", "them":
		return true
	}
	return false
}

// Topic is the subject of the first verb of a sentence, of the words before k.
func Topic(s *Sentence, k int, person bool) []Word {
	if named := namedSubject(s, k); person && named != nil {
		return named
	}
	for v := range s.Words[:k] {
		if !s.IsVerb(v) && !s.finite(v) && !IsToBe(s.Words[v].Lower) {
			continue
		}
		var list []Word
		for _, i := range s.SubjectOf(v) {
			if i < k {
				list = append(list, s.Words[i])
			}
		}
		return list
	}
	return nil
}

// namedSubject is the last subject before word k that has a name.
func namedSubject(s *Sentence, k int) []Word {
	for v := k - 1; v > 0; v-- {
		if !s.IsVerb(v) {
			continue
		}
		var list []Word
		named := false
		subject := s.SubjectOf(v)
		for _, i := range subject {
			list = append(list, s.Words[i])
		}
		for _, i := range s.Heads(subject) {
			named = named || s.Words[i].Name
		}
		if named {
			return list
		}
	}
	return nil
}
