package answer

import (
	"context"
	"fmt"
	"time"

	"footnote/retrieval"
)

// Library is what the engine needs to know of the articles.
type Library interface {
	// Search returns the k passages that fit a question best, best first.
	Search(ctx context.Context, question string, k int) ([]retrieval.Hit, error)
	// Vocabulary knows the words of the articles.
	Vocabulary() retrieval.Vocabulary
}

// Question is what somebody asks.
type Question struct {
	// Text is the question as it was asked.
	Text string
}

// Engine answers questions from a library. It is safe for concurrent use.
type Engine struct {
	library Library
	// considered is how many passages are read for sentences.
	considered int
}

// consideredPassages is how many of the best passages are read for sentences:
// recall at 10 is 0.97 and more on the public sets, and more only cost time.
const consideredPassages = 10

// New returns an engine over a library.
func New(library Library) *Engine {
	return &Engine{library: library, considered: consideredPassages}
}

// Ask answers a question with claims that each rest on a verified quote, or
// declines. The error is the context's or the library's; a question that
// cannot be answered, or is none, is an Answer with a Refusal.
func (e *Engine) Ask(ctx context.Context, asked Question) (Answer, error) {
	began := time.Now()
	a, err := e.ask(ctx, asked.Text)
	if err != nil {
		return Answer{}, fmt.Errorf("answer: %w", err)
	}
	a.Question = asked.Text
	a.ElapsedMS = float64(time.Since(began).Microseconds()) / 1000
	return a, nil
}

func (e *Engine) ask(ctx context.Context, text string) (Answer, error) {
	if err := CheckQuestion(text); err != nil {
		return refuse(err.Error(), nil), nil
	}
	hits, err := e.library.Search(ctx, text, e.considered)
	if err != nil {
		return Answer{}, err
	}
	q := analyse(text, e.library.Vocabulary())
	ranked := q.rank(hits)
	if len(ranked) == 0 || ranked[0].evidence() < fitted().Threshold {
		return refuse(q.refusal(ranked), hits), nil
	}
	a := compose(q.choose(ranked))
	return Verified(a, articlesOf(hits)), nil
}
