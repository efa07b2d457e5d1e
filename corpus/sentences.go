package corpus

import "footnote/corpus/block"

// Sentences divides a text into sentences, in order and without the white
// space around them. A closing quotation mark belongs to its sentence, and a
// quotation or a parenthesis that is not long is never divided. Paragraphs,
// headings and items of lists end a sentence whether or not they have a full
// stop; a line break within a wrapped paragraph does not.
func Sentences(text string) []Span {
	var all []Span
	for _, b := range block.Divide(text) {
		all = append(all, b.Sentences(text)...)
	}
	return all
}
