package encoder

import (
	"fmt"

	"footnote/retrieval/embed/encoder/unigram"
	"footnote/retrieval/embed/encoder/wordpiece"
)

// tokenizer turns text into the tokens that a model knows.
type tokenizer interface {
	// Encode returns the tokens of a text of any length.
	Encode(text string) []int32
	// Continues reports whether a token continues the word of the one before it.
	Continues(id int32) bool
	// Around returns the tokens that the model wants before and after a text.
	Around() (before, after int32)
}

// The tokenizers that a model file may name; one without a name is of word pieces.
const (
	wordpieces = "wordpiece"
	unigrams   = "unigram"
)

// tokenizer returns the model's tokenizer, and how many pieces it knows.
func (f *file) tokenizer() (tokenizer, int, error) {
	vocabulary, err := f.vocabulary()
	if err != nil {
		return nil, 0, err
	}
	if f.Tokenizer != unigrams {
		t, err := wordpiece.New(vocabulary)
		return t, len(vocabulary), err
	}
	scores, err := f.floats("scores", len(vocabulary))
	if err != nil {
		return nil, 0, fmt.Errorf("the scores of the pieces: %w", err)
	}
	t, err := unigram.New(vocabulary, scores)
	return t, len(vocabulary), err
}
