package persona

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// The verdicts on a statement, as prompts ask for them.
const (
	borneOut     = "borne out"
	contradicted = "contradicted"
	notThere     = "not in the passages"
)

// What a sentence needs to be about the same thing as a statement, and to say
// all of it, as shares of the statement's words.
const (
	aboutTheSame = 0.6
	saysItAll    = 0.85
)

var denying = regexp.MustCompile(`(?i)\b(?:not|no|never|neither|nor|none|nobody|without)\b|n[’']t\b`)

// judge compares the statement with each sentence and rules by the one that is
// nearest: the same words bear it out, another number or name or a "not" among the
// same words contradicts it.
func judge(p *prompt) reply {
	best, held, differs := p.nearest()
	if best == nil {
		return reply{Verdict: notThere}
	}
	differs = differs || denying.MatchString(p.question) != denying.MatchString(best.text)
	switch {
	case held >= saysItAll && !differs:
		return reply{Verdict: borneOut, Evidence: []evidence{best.cite()}}
	case held >= aboutTheSame && differs:
		return reply{Verdict: contradicted, Evidence: []evidence{best.cite()}}
	}
	return reply{Verdict: notThere}
}

// nearest is the sentence that holds most of the statement's words.
func (p *prompt) nearest() (best *sentence, share float64, differs bool) {
	words := readWords(p.question)
	for _, s := range readSentences(p.passages) {
		if held, other := s.holds(words); held > share {
			best, share, differs = s, held, other
		}
	}
	return best, share, differs
}

// holds gives the share of a statement's words that a sentence has, but for numbers
// and names in whose place it has others; differs tells of such.
func (s *sentence) holds(statement []word) (share float64, differs bool) {
	mine := stems(statement)
	have, of := 0, 0
	for _, w := range statement {
		switch {
		case w.plain:
		case s.stems[w.stem]:
			have, of = have+1, of+1
		case w.sort() != "" && slices.ContainsFunc(s.words, func(o word) bool { return o.sort() == w.sort() && !mine[o.stem] }):
			differs = true
		default:
			of++
		}
	}
	if of < 2 {
		return 0, false
	}
	return float64(have) / float64(of), differs
}

// sort is what a word may be exchanged for, "" for most words.
func (w word) sort() string {
	switch {
	case strings.ContainsFunc(w.raw, unicode.IsDigit):
		return "number"
	case w.name && strings.HasSuffix(w.raw, "day"):
		return "day"
	case w.name:
		return "name"
	}
	return ""
}
