package persona

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// sentence is a sentence of a passage, verbatim.
type sentence struct {
	passage *passage
	start   int // bytes into passage.text
	end     int
	// prev and next are the neighbours in the passage; nil at its ends.
	prev, next *sentence
	words      []word
}

func (s *sentence) text() string { return s.passage.text[s.start:s.end] }

// readSentences divides all passages. Lines without a closing mark and of few
// words are headings or navigation, and are left out.
func readSentences(passages []passage) []*sentence {
	var out []*sentence
	for i := range passages {
		var last *sentence
		for _, r := range cutSentences(passages[i].text) {
			s := &sentence{passage: &passages[i], start: r[0], end: r[1], prev: last}
			s.words = readWords(s.text())
			if !looksWhole(s) {
				continue
			}
			if last != nil {
				last.next = s
			}
			last = s
			out = append(out, s)
		}
	}
	return out
}

func looksWhole(s *sentence) bool {
	text := strings.TrimRight(s.text(), `”"’')]`)
	closed := strings.HasSuffix(text, ".") || strings.HasSuffix(text, "!") || strings.HasSuffix(text, "…")
	closed = closed || strings.HasSuffix(text, ":") // announces a list
	return closed && len(s.words) >= 4 || len(s.words) >= 12
}

// cutSentences returns the byte ranges of sentences without white space around
// them. A line break always ends a sentence.
func cutSentences(text string) [][2]int {
	var out [][2]int
	start := 0
	flush := func(end int) {
		body := strings.TrimSpace(text[start:end])
		if body != "" {
			at := start + strings.Index(text[start:end], body)
			out = append(out, [2]int{at, at + len(body)})
		}
		start = end
	}
	for i, r := range text {
		if r == '\n' || strings.ContainsRune(".!?…", r) && endsHere(text, start, i, utf8.RuneLen(r)) {
			flush(endOfMarks(text, i+utf8.RuneLen(r)))
		}
	}
	flush(len(text))
	return out
}

// endOfMarks steps over closing quotation marks and brackets.
func endOfMarks(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !strings.ContainsRune(`”"’')]`, r) {
			break
		}
		i += n
	}
	return i
}

// endsHere tells whether the mark at i ends a sentence: white space and then a
// capital, a digit or an opening mark follow, and no abbreviation comes before.
func endsHere(text string, start, i, size int) bool {
	if i < start {
		return false // within the marks that closed the last one
	}
	rest := text[endOfMarks(text, i+size):]
	trimmed := strings.TrimLeft(rest, " \t\r")
	if trimmed == "" || trimmed[0] == '\n' {
		return true
	}
	if len(trimmed) == len(rest) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(trimmed)
	if !unicode.IsUpper(next) && !unicode.IsDigit(next) && !strings.ContainsRune(`“"‘'([`, next) {
		return false
	}
	return text[i] != '.' || !abbreviated(text[start:i])
}

// abbreviated tells whether a full stop after before belongs to an initial or
// to a title.
func abbreviated(before string) bool {
	last := before[strings.LastIndexAny(before, " \t(“\"‘")+1:]
	if utf8.RuneCountInString(last) == 1 || strings.HasSuffix(last, ".S") || strings.HasSuffix(last, ".K") {
		return true
	}
	switch last {
	case "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Lt", "Col", "Sen", "Rep", "Gov", "St", "vs", "No", "e.g", "i.e":
		return true
	}
	return false
}
