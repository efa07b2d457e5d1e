// Package evidence says what a claim may be judged by, and what can be wrong with it.
package evidence

import (
	"time"
)

// Quote is a verbatim passage a claim rests on, with what is known of its article.
type Quote struct {
	Text string
	// Source and Title may be named by a claim; Published may be given as the
	// date of the report and is what "yesterday" and "next week" are read against.
	Source, Title string
	Published     time.Time
}

// Evidence is all that a claim may be judged by.
type Evidence struct {
	Quotes []Quote
	// Around holds the other texts its author saw: they tell names from other
	// words, and prove nothing.
	Around []string
	// Articles are the whole texts of the quotes' articles, which tell by what
	// titles they introduce people; they prove nothing either.
	Articles []string
	// Language is the claim's language as a BCP 47 tag where it is another one
	// than its quotes', so that its words cannot be compared with theirs; else "".
	Language string
	// Meaning compares words that are not the same and no synonyms; nil where
	// nothing can, and then a claim must say what its quotes say in their words
	// or in synonyms of them. It is asked for one sentence again and again.
	Meaning Meaning
	// Across says why a claim in another language is not what the quotes say, ""
	// where it is; nil where nothing compares languages.
	Across func(claim string) string
}

// Translated tells whether the claim is in another language than its quotes.
func (e Evidence) Translated() bool { return e.Language != "" }

// Meaning gives a vector of length 1 for each part of a sentence, as it is meant
// among the others; nil for a part that has none.
type Meaning func(parts []string) [][]float32
