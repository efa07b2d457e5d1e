// Package terms turns text into the terms that indexes and evidence compare.
//
// It is the one place that decides what a word is, so that a question, a
// passage and a claim are always read alike.
//
// A word is a run of letters and digits. Apostrophes inside it belong to it
// ("O'Brien"), a possessive 's and other contractions are dropped, a hyphen
// divides it, the dots of an acronym and the thousands commas of a number are
// left out ("U.S." is "us", "1,200" is "1200"). A number ends where letters
// begin ("200m" is "200" and "m") and loses the ending of an ordinal or a
// decade. Scripts written without spaces, and Hangul, become overlapping pairs
// of characters. English words are reduced to their Porter2 stems; words of
// other scripts are folded but not stemmed.
package terms

import "sync"

// Token is one word of a text.
type Token struct {
	// Term is what is compared: lower case, without diacritics, stemmed.
	Term string
	// Start and End are the word's byte range in the text.
	Start, End int
	// Stop marks a word that says nothing about the subject ("the", "of").
	Stop bool
	// Upper marks a word that begins with a capital letter, in a text that
	// does not consist of capitals only.
	Upper bool
}

// readers keeps warm readers for Tokens and Append.
var readers = sync.Pool{New: func() any { return NewReader() }}

// Tokens returns the words of text in order.
func Tokens(text string) []Token {
	return Append(nil, text)
}

// Append adds the words of text to dst and returns the longer slice, as the
// built-in append does. It is safe for concurrent use.
func Append(dst []Token, text string) []Token {
	r := readers.Get().(*Reader)
	dst = r.Append(dst, text)
	readers.Put(r)
	return dst
}

// Between returns what stands in text between two of its tokens, of which a
// comes first. It is "" where they overlap, as pairs of characters do.
func Between(text string, a, b Token) string {
	if b.Start <= a.End {
		return ""
	}
	return text[a.End:b.Start]
}

// Content returns the distinct terms of the words of text that are no stop
// words, in order of their first appearance.
func Content(text string) []string {
	var list []string
	seen := map[string]bool{}
	for _, t := range Tokens(text) {
		if !t.Stop && !seen[t.Term] {
			seen[t.Term] = true
			list = append(list, t.Term)
		}
	}
	return list
}
