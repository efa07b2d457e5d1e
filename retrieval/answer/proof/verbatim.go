package proof

import (
	"slices"
	"strings"

	"footnote/corpus"
	"footnote/retrieval/answer/proof/evidence"
	"footnote/retrieval/answer/proof/syntax"
	"footnote/retrieval/answer/quotation"
)

// withoutSource is a claim without the name of who its quote is by in front, as
// lines of a discussion have it: "Ben: the back room is booked".
func withoutSource(e evidence.Evidence, claim string) string {
	for _, q := range e.Quotes {
		if rest, ok := strings.CutPrefix(claim, q.Source+": "); ok && q.Source != "" {
			return rest
		}
	}
	return claim
}

// verbatim reports whether a quote holds the claim as whole sentences, letter
// for letter but for white space and the full stop, or without words that open
// the sentence and change nothing.
func verbatim(e evidence.Evidence, claim string) bool {
	c := plain(claim)
	for _, q := range e.Quotes {
		if plain(q.Text) == c {
			return true
		}
		text := quotation.Plain(q.Text)
		for _, s := range corpus.Sentences(text) {
			if p := plain(text[s.Start:s.End]); p == c || shortened(p, c) {
				return true
			}
		}
	}
	return false
}

func plain(s string) string { return strings.TrimRight(quotation.Plain(s), ".") }

// binding are the classes of words that change what follows them.
var binding = []syntax.Class{syntax.Condition, syntax.Negative, syntax.Saying, syntax.Despite, syntax.Causal, syntax.Before, syntax.After, syntax.Possible, syntax.Likely, syntax.Hearsay, syntax.Undone}

// shortened reports whether a claim is a sentence without its opening words, up
// to a comma, and these bind nothing: no condition, speaker or doubt.
func shortened(sentence, claim string) bool {
	if len(claim) < len(sentence)/3 || !strings.EqualFold(sentence[max(0, len(sentence)-len(claim)):], claim) {
		return false
	}
	lead := strings.TrimRight(sentence[:len(sentence)-len(claim)], " ")
	s := syntax.ReadSentence(lead, -1)
	if !strings.HasSuffix(lead, ",") && !strings.HasSuffix(lead, ":") {
		return len(s.Words) == 1 && s.Words[0].Class == syntax.Free // "But", "So"
	}
	return !slices.ContainsFunc(s.Words, func(w syntax.Word) bool { return slices.Contains(binding, w.Class) })
}
