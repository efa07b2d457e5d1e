package syntax

import (
	"slices"
	"strings"

	"footnote/retrieval/text"
)

// CountedNoun is the noun that the number at i counts: the first behind it but for its
// adjectives, of the run of nouns that it opens the last; -1 where no noun follows.
func CountedNoun(s *Sentence, i int) (from, to int) {
	for k := i + 1; k < len(s.Words) && s.Words[k].Segment == s.Words[i].Segment; k++ {
		if s.IsNoun(k) && !s.Words[k].IsNumber {
			for to = k; to+1 < SegmentEnd(s, i) && s.IsNoun(to+1) && !s.Words[to].Owner; {
				to++
			}
			return k, to
		}
		if !Describes(&s.Words[k]) {
			break
		}
	}
	return -1, -1
}

// BeforeDoer reports whether "by" stands between the number at i and word k, which so is who
// did it and nothing that the number counts.
func BeforeDoer(s *Sentence, i, k int) bool {
	return slices.ContainsFunc(s.Words[i+1:k], func(w Word) bool { return w.Lower == "by" })
}

// Describes reports whether a word may stand between a number and the noun it counts.
func Describes(w *Word) bool {
	switch w.Tag {
	case "JJ", "JJR", "JJS", "VBN", "VBG":
		return true
	case "CC", "TO":
		return w.IsNumber
	case "IN":
		return w.Lower == "of"
	}
	return w.IsNumber || w.Class == Free
}

// markClocks reads hours and minutes with a colon between as one number.
func markClocks(s *Sentence) {
	for i := 1; i < len(s.Words); i++ {
		h, m := &s.Words[i-1], &s.Words[i]
		if h.IsNumber && m.IsNumber && len(m.Form) == 2 && s.Text.Between(i) == ":" && h.Number < 24 && m.Number < 60 {
			h.Number, h.Clock = 100*h.Number+m.Number, true
			m.IsNumber, m.Class = false, Free
		}
	}
}

// Exact reports whether the number at i is exact in its sentence: no comparative
// stands before it.
func Exact(s *Sentence, i int) bool {
	if !s.Words[i].IsNumber {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if s.Words[k].Tag == "JJR" || s.Words[k].Tag == "RBR" || s.Words[k].Lower == "than" {
			return false
		}
	}
	return true
}

// Qualified reports whether a word of the class stands close before word i.
func Qualified(s *Sentence, i int, c Class) bool {
	for k := i - 1; k >= 0 && k >= i-3 && s.Words[k].Segment == s.Words[i].Segment; k-- {
		if s.Words[k].Class == c {
			return true
		}
		if s.IsVerb(k) {
			return false
		}
	}
	return false
}

// LimitAt is the "more" or "less" before the number at i, -1 where there is none.
func LimitAt(s *Sentence, i int) int {
	k := i - 1
	if s.Prior(i) == "than" {
		k--
	}
	if k < 0 || s.Words[k].Segment != s.Words[i].Segment || s.Words[k].Lower == "up" || s.Words[k].Lower == "down" || s.Words[k].Class != More && s.Words[k].Class != Less {
		return -1
	}
	return k
}

// markNumbers reads the words of a number as one: "twenty-five", "200 million".
func markNumbers(s *Sentence) {
	for _, q := range s.Text.Quantities() {
		if q.Article || s.Words[q.Word].Class == Order {
			continue
		}
		w := &s.Words[q.Word]
		w.Number, w.Unit, w.IsNumber = q.Value, q.Unit, true
		w.Span, w.Months = s.Text.SpanOf(q)
		if hedges[s.Prior(q.Word)] {
			s.Words[q.Word-1].Class = Nearly
		}
		if q.Unit == "%" && s.Words[q.Word].Class == Free {
			s.Words[q.Word].Class = Open // a fifth
		}
		end := q.Next
		if end < len(s.Words) && (s.Words[end].Lower == "times" || s.Words[end].Lower == "time") {
			s.Words[end].Class = Free // five times, the fifth time
		}
		if q.Unit != "" && end < len(s.Words) && (text.Currency(s.Words[end].Lower) == q.Unit || text.IsPercent(s.Words[end].Lower)) {
			end++ // the unit was read with the number
		}
		for k := q.Word + 1; k < end; k++ {
			s.Words[k].Class, s.Words[k].IsNumber = Free, false
		}
	}
}

// markOnes makes a number of the "one" of which the sentence says how many there are: "one of
// the three".
func markOnes(s *Sentence) {
	for i := 0; i+2 < len(s.Words); i++ {
		if s.Words[i].Lower != "one" || s.Words[i+1].Lower != "of" {
			continue
		}
		k := i + 2
		if k+1 < len(s.Words) && (determines(&s.Words[k]) || s.Words[k].Owner) {
			k++
		}
		if s.Words[k].IsNumber {
			s.Words[i].Number, s.Words[i].IsNumber, s.Words[i].Class = 1, true, Open
		}
	}
}

// hedges are the words that make a number behind them one that is nearly so.
var hedges = map[string]bool{"about": true, "around": true, "some": true, "roughly": true}

// markDates marks months, days of the week, and numbers beside them.
func markDates(s *Sentence) {
	for i := range s.Words {
		w := &s.Words[i]
		_, month := s.Text.MonthAt(i)
		_, weekday := text.Weekday(w.Lower)
		if month {
			w.Class = Open
		}
		if i > 0 && (month || weekday || Calendar[strings.TrimSuffix(w.Lower, "'s")]) && s.Words[i-1].Class == Order {
			s.Words[i-1].Class = Free // next Friday, last month
		}
		inMonth := i+1 < len(s.Words) && s.Words[i+1].Lower == "in" // 25 in June
		w.Date = month || weekday || w.IsNumber && !inMonth && s.Text.PartOfDate(text.Quantity{Value: w.Number, Word: i, Form: w.Form})
	}
}

// Calendar are the words behind which "next" and "last" name a date.
var Calendar = map[string]bool{"week": true, "month": true, "year": true, "weekend": true, "night": true, "day": true}

// byMeasure reports whether what stands behind "by" at k is how much, and nobody: "by a
// fifth", "by 20 euros".
func byMeasure(s *Sentence, k int) bool {
	for ; k < len(s.Words) && !s.Words[k].IsNumber; k++ {
		if s.Words[k].Class == Open || s.Words[k].Name {
			return false
		}
	}
	if k == len(s.Words) {
		return false
	}
	from, _ := CountedNoun(s, k)
	return s.Words[k].Unit != "" || from < 0
}
