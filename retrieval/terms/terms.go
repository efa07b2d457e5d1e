// Package terms turns text into the terms that indexes and evidence compare.
//
// It is the one place that decides what a word is, so that a question, a
// passage and a claim are always read alike.
package terms

// Token is one word of a text.
type Token struct {
	// Term is what is compared: lower case, without diacritics, stemmed.
	Term string
	// Start and End are the word's byte range in the text.
	Start, End int
	// Stop marks a word that says nothing about the subject ("the", "of").
	Stop bool
}
