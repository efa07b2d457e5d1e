package retrieval

import (
	"context"

	"footnote/corpus"
)

// Reader finds where passages answer a question, and how likely they do. It is
// safe for concurrent use.
type Reader interface {
	// Read returns a Finding for each sentence of each text, in order, or the
	// context's error.
	Read(ctx context.Context, question string, texts []Text) ([][]Finding, error)
}

// Text is what a Reader reads: a passage and where its sentences stand in it.
type Text struct {
	Title     string
	Passage   string
	Sentences []corpus.Span // within Passage
}

// Finding is the best answer within a sentence.
type Finding struct {
	// Score is how much more likely the span is the answer than that the text
	// around it has none, as a difference of logits.
	Score float64
	// Near and Rare are how near the sentence's tokens come to the question's,
	// as mean cosines: each alike, and each by how rare it is.
	Near, Rare float64
	// Like is the cosine of the sentence, as it stands in its text, with the
	// question.
	Like float64
	// Span is the answer's range within Text.Passage, whole words.
	Span corpus.Span
}
