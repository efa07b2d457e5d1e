// Package translated judges claims in another language than their quotes, by what
// can be compared: places, names and how they are ordered, the meaning of words and
// of the sentence by a multilingual encoder. Numbers, dates and negations are held
// by package proof before.
//
// A cosine says that two sentences are about the same, and hardly that one is the
// opposite of the other. So the sentence that is in English is changed into what it
// does not say, a word at a time, and the claim must be nearer to the sentence than
// to any of those. Where it is not, or anything else is unsure, the claim is not
// shown.
package translated
