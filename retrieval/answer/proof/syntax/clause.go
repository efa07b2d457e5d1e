package syntax

// Clauses divides a sentence behind its marks and before "and", "but" and
// "while", where each part has a verb. A part without a subject of its own gets
// that of the first.
func Clauses(s *Sentence) []*Sentence {
	if len(s.Words) == 0 {
		return nil
	}
	var cuts []int
	for i := 1; i < len(s.Words); i++ {
		if Joins(s.Words[i].Lower) {
			cuts = append(cuts, i)
		}
	}
	var parts []*Sentence
	from := 0
	for _, at := range append(cuts, len(s.Words)) {
		if at < len(s.Words) && (!hasVerb(s, from, at) || !hasVerb(s, at, len(s.Words))) {
			continue
		}
		parts = append(parts, s.Part(from, at))
		from = at + 1
	}
	if len(parts) < 2 {
		return nil
	}
	subject := s.SubjectOf(FirstVerb(s))
	for i, p := range parts[1:] {
		if len(p.SubjectOf(FirstVerb(p))) == 0 && len(subject) > 0 {
			parts[i+1] = s.joined(subject, p)
		}
	}
	return parts
}

func hasVerb(s *Sentence, from, to int) bool {
	for i := from; i < to; i++ {
		if i > from && s.finite(i) {
			return true
		}
	}
	return false
}

// FirstVerb is the first verb of a sentence, the number of its words where it has none.
func FirstVerb(s *Sentence) int {
	for i := range s.Words {
		if s.IsVerb(i) {
			return i
		}
	}
	return len(s.Words)
}

// Part is a range of a sentence's words.
func (s *Sentence) Part(from, to int) *Sentence {
	tokens := s.Text.Tokens[from:to]
	return ReadSentence(s.Text.Raw[tokens[0].Start:tokens[len(tokens)-1].End], s.Quote)
}

// joined puts words of s in front of a part.
func (s *Sentence) joined(at []int, p *Sentence) *Sentence {
	var list []Word
	for _, i := range at {
		list = append(list, s.Words[i])
	}
	joint := &Sentence{Raw: p.Raw, Text: p.Text, Quote: s.Quote, tagged: tagged{append(list, p.Words...)}}
	joint.said = findReports(joint)
	return joint
}

// Restricts reports whether a relative clause begins at j that says which of all
// the noun before means: "a member who", "all boats that".
func (s *Sentence) Restricts(j int) bool {
	switch s.Words[j].Lower {
	case "who", "that", "which":
	default:
		return false
	}
	if !s.IsNoun(j-1) || s.Words[j-1].Name || s.Words[j].Segment != s.Words[j-1].Segment || !s.finite(j+1) {
		return false
	}
	for k := j - 2; k >= 0 && k >= j-5 && s.Words[k].Segment == s.Words[j].Segment; k-- {
		switch s.Words[k].Lower {
		case "a", "an", "any", "every", "each", "all", "no", "those":
			return true
		case "the", "this", "his", "her", "its", "their":
			return false
		}
		if s.IsVerb(k) {
			break
		}
	}
	return s.Words[j-1].Tag == "NNS"
}

// RelativeEnd is where the relative clause that begins at j ends: with its part of the
// sentence, or before a second verb bound to a subject.
func RelativeEnd(s *Sentence, j int) int {
	end := SegmentEnd(s, j)
	for k := j + 2; k < end; k++ {
		if s.finite(k) && !s.finite(k-1) {
			return k
		}
	}
	return end
}

// parted reports whether what stands at k can no longer cover word i: a mark
// of punctuation or a conjunction that begins a new clause stands between.
func parted(s *Sentence, k, i int) bool {
	return s.Words[k].Segment != s.Words[i].Segment || Divided(s, k, i)
}

// Divided reports whether a conjunction that begins a new clause stands between
// two words.
func Divided(s *Sentence, k, i int) bool {
	for m := k + 1; m < i; m++ {
		if s.Words[m].Lower == "and" && opensClause(s, m+1) {
			return true
		}
		switch s.Words[m].Lower {
		case "but", "because", "although", "though", "while", "whereas", "which", "who", "after", "before", "until", "if", "whether", "unless", "since", "once":
			return true
		}
	}
	return false
}

// opensClause reports whether a verb bound to a subject stands at k or behind
// an adverb there, so that the "and" before begins a clause.
func opensClause(s *Sentence, k int) bool {
	if k+1 < len(s.Words) && s.Words[k].Tag == "RB" {
		k++
	}
	if k+1 < len(s.Words) && (s.Words[k].IsNumber || s.pronounBetween(k, k+1)) {
		k++ // and two were replaced
	}
	return k < len(s.Words) && s.finite(k) && (s.Words[k].Tag != "VBP" || IsToBe(s.Words[k].Lower))
}

func (s *tagged) segmentStart(i int) int {
	from := i
	for from > 0 && s.Words[from-1].Segment == s.Words[i].Segment {
		from--
	}
	return from
}

// SegmentEnd is where the part of the sentence ends that holds word i: its marks divide
// it into parts.
func SegmentEnd(s *Sentence, i int) int {
	end := i
	for end < len(s.Words) && s.Words[end].Segment == s.Words[i].Segment {
		end++
	}
	return end
}

func (s *tagged) nouns(from, to, segment int) []int {
	var list []int
	for k := from; k < to && s.Words[k].Segment == segment; k++ {
		if s.IsNoun(k) {
			list = append(list, k)
		}
	}
	return list
}
