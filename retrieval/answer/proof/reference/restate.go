package reference

import (
	"slices"
	"strconv"
	"strings"

	"footnote/retrieval/answer/proof/syntax"
)

// Restate puts in a sentence what it counts where it leaves that to itself or to the sentence
// before, nil where there is none: "25" becomes "25 sailors", "of them" "of the four tenders",
// a list of some of a number of things their number.
func Restate(s, before *syntax.Sentence) string {
	if told := counted(s); told != "" {
		return told
	}
	raw := s.Raw
	for k := len(s.Words) - 1; k >= 0 && len(s.Words) == len(s.Text.Tokens); k-- {
		if put := restated(s, before, k); put != "" {
			t := &s.Text.Tokens[k]
			raw = raw[:t.Start] + put + raw[t.End:]
		}
	}
	return raw
}

// restated is what is put in place of word k, "" where it stays.
func restated(s, before *syntax.Sentence, k int) string {
	number, noun := onlyCounted(s, k)
	if noun == "" && before != nil {
		number, noun = onlyCounted(before, len(before.Words))
	}
	switch w := &s.Words[k]; {
	case noun == "":
	case w.Lower == "them" && s.Prior(k) == "of":
		return "the " + strings.ToLower(number) + " " + noun
	case countsNothing(s, k):
		return w.Form + " " + noun
	}
	return ""
}

// countsNothing reports whether nothing that it could count stands beside the number at k.
func countsNothing(s *syntax.Sentence, k int) bool {
	w := &s.Words[k]
	if !w.IsNumber || w.Date || w.Unit != "" || w.Clock || w.Class == syntax.Order || syntax.Counted(s, k) != "" || k > 0 && s.IsNoun(k-1) {
		return false
	}
	if next := k + 1; next < len(s.Words) && s.Words[next].Segment == w.Segment && (s.Words[next].Class == syntax.Open || s.Words[next].Lower == "of" || s.Words[next].IsNumber) {
		return false
	}
	return s.Prior(k) != "by" && s.Prior(k) != "at"
}

// onlyCounted is the only number of words [0, to) that counts things, and the noun, "" where
// there is none, or several count different things.
func onlyCounted(s *syntax.Sentence, to int) (number, noun string) {
	for k := range s.Words[:to] {
		w := &s.Words[k]
		if !w.IsNumber || w.Date || len(s.Words) != len(s.Text.Tokens) {
			continue
		}
		if what := syntax.Counted(s, k); what != "" {
			if noun != "" && noun != what {
				return "", ""
			}
			number, noun = w.Form, what
		}
	}
	return number, noun
}

// counted is a sentence that lists of how many things which are so, told with their number:
// "Of the four villages, Alby and Brekke are old" as "2 of the four villages are old", and so
// each part behind a semicolon. It is "" for other sentences.
func counted(s *syntax.Sentence) string {
	if len(s.Words) < 4 || s.Words[0].Lower != "of" || !s.Words[1].IsNumber && !s.Words[2].IsNumber {
		return ""
	}
	from := syntax.SegmentEnd(s, 0)
	whole := "of " + s.Phrase(1, from)
	var told []string
	as := "" // what the first are, which the others may be said not to be
	for from < len(s.Words) {
		end := from + 1
		for end < len(s.Words) && !strings.Contains(s.Text.Between(end), ";") {
			end++
		}
		items, verb := listed(s, from, end)
		if items == 0 {
			return ""
		}
		so := s.Phrase(verb, end)
		if !slices.ContainsFunc(s.Words[verb:end], func(w syntax.Word) bool { return w.Class == syntax.Open }) {
			so += " " + as
		} else {
			as = s.Phrase(verb+1, end)
		}
		told = append(told, strconv.Itoa(items)+" "+whole+" "+strings.TrimSpace(so)+".")
		from = end
	}
	return strings.Join(told, " ")
}

// listed is how many names or nouns stand before the verb in words [from, to), and where the
// verb stands; 0 where anything else does.
func listed(s *syntax.Sentence, from, to int) (items, verb int) {
	items = 1
	for k := from; k < to; k++ {
		w := &s.Words[k]
		switch {
		case s.Bound(k) && k > from:
			return items, k
		case w.Lower == "and", k > from && w.Segment != s.Words[k-1].Segment:
			items++
		case !s.IsNoun(k) && w.Tag != "DT":
			return 0, 0
		}
	}
	return 0, 0
}
