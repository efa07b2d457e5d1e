package corpus

import (
	"footnote/corpus/plaintext"
	"footnote/corpus/sentence"
)

// Sentences divides a text into sentences, in order and without the white
// space around them. A closing quotation mark belongs to its sentence, and a
// quotation or a parenthesis that is not long is never divided. Paragraphs,
// headings and items of lists end a sentence whether or not they have a full
// stop; a line break within a wrapped paragraph does not.
func Sentences(text string) []Span {
	var all []Span
	for _, b := range divide(text) {
		all = append(all, blockSentences(text, b)...)
	}
	return all
}

// blockSentences divides one block: listings and tables line by line, since
// their lines are what can be quoted.
func blockSentences(text string, b Block) []Span {
	switch {
	case b.row:
		return []Span{b.Span}
	case b.Kind != Code && b.Kind != Table:
		return sentence.Split(text, b.Span)
	}
	var all []Span
	for _, l := range plaintext.Lines(text, b.Span) {
		if line := text[l.Start:l.End]; !l.Blank() && (b.Kind == Code || !tableRule.MatchString(line)) {
			all = append(all, l.Span)
		}
	}
	return all
}
