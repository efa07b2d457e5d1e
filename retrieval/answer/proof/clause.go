package proof

// clauses divides a sentence behind its marks and before "and", "but" and
// "while", where each part has a verb. A part without a subject of its own gets
// that of the first.
func (s *sentence) clauses() []*sentence {
	var cuts []int
	for i := 1; i < len(s.words); i++ {
		switch s.words[i].lower {
		case "and", "but", "while", "whereas":
			cuts = append(cuts, i)
		}
	}
	var parts []*sentence
	from := 0
	for _, at := range append(cuts, len(s.words)) {
		if at < len(s.words) && (!s.hasVerb(from, at) || !s.hasVerb(at, len(s.words))) {
			continue
		}
		parts = append(parts, s.part(from, at))
		from = at + 1
	}
	if len(parts) < 2 {
		return nil
	}
	subject := s.subjectOf(s.firstVerb())
	for i, p := range parts[1:] {
		if len(p.subjectOf(p.firstVerb())) == 0 && len(subject) > 0 {
			parts[i+1] = s.joined(subject, p)
		}
	}
	return parts
}

func (s *sentence) hasVerb(from, to int) bool {
	for i := from; i < to; i++ {
		if i > from && s.finite(i) {
			return true
		}
	}
	return false
}

func (s *sentence) firstVerb() int {
	for i := range s.words {
		if s.isVerb(i) {
			return i
		}
	}
	return len(s.words)
}

// part is a range of a sentence's words.
func (s *sentence) part(from, to int) *sentence {
	tokens := s.text.tokens[from:to]
	return readSentence(s.text.raw[tokens[0].Start:tokens[len(tokens)-1].End], s.quote)
}

// joined puts words of s in front of a part.
func (s *sentence) joined(at []int, p *sentence) *sentence {
	var list []word
	for _, i := range at {
		list = append(list, s.words[i])
	}
	return &sentence{raw: p.raw, text: p.text, quote: s.quote, words: append(list, p.words...)}
}
