// Package llm asks a chat model, behind whatever interface: what a prompt has room for,
// what a reply takes of a budget, and a second try. It knows nothing of answers.
package llm

import (
	"context"
	"encoding/json"
	"errors"
	"sync/atomic"
	"time"

	"footnote/retrieval/answer/budget"
	"footnote/retrieval/answer/writing"
)

// ErrTooLong: the prompt holds more than the model reads. A Writer returns it
// where the server says so, or sends nothing at all.
var ErrTooLong = errors.New("the prompt is longer than the model reads")

// Writer writes text: a chat model behind whatever interface. Its own
// deadlines, retries and breaker are its own affair; when it gives up it
// returns an error, and a reply that was cut off is an error too.
type Writer interface {
	// Write asks for a reply and hands over its pieces as they come. An error
	// that onPiece returns stops the reply and is returned.
	Write(ctx context.Context, d Draft, onPiece func(string) error) (Written, error)
}

// Draft is what a Writer is asked for.
type Draft struct {
	// Messages ask for JSON of the form Schema, whose name is Name; Loose ask the
	// same of a server that cannot hold a model to a schema, and Plain of one that
	// cannot hold it to JSON.
	Messages, Loose, Plain []writing.Message
	Name                   string
	Schema                 json.RawMessage
	// MaxTokens bounds the reply, thoughts included.
	MaxTokens int
	// Temperature is 0 for the likeliest words.
	Temperature float64
}

// Written is a reply as far as it is not its text.
type Written struct {
	// Text is the whole reply; beside an error, what came before it.
	Text  string
	Model string
	// Cut: MaxTokens ended the reply.
	Cut bool
	// Prompt and Completion count tokens; Estimated tells that the server did not.
	Prompt, Completion int
	Estimated          bool
}

// Tokens counts what was sent to a model and what it wrote. Cost is in the
// currency of the configured prices, 0 without prices.
type Tokens struct {
	Prompt     int     `json:"prompt"`
	Completion int     `json:"completion"`
	Estimated  bool    `json:"estimated,omitempty"`
	Cost       float64 `json:"cost,omitempty"`
	// Tries counts the second tries: replies asked for because nothing of the
	// first could be shown.
	Tries int `json:"second_tries,omitempty"`
}

// Settings say how a model is asked.
type Settings struct {
	Writer Writer
	// Deadline is how long a question may take from end to end; the passages
	// are shown when it is over. Zero means DefaultDeadline.
	Deadline time.Duration
	// ContextTokens is what a prompt may hold in all, MaxTokens what a reply
	// may; zero means 6,000 and 900.
	ContextTokens, MaxTokens int
	// CountTokens counts a text's tokens; nil counts a token for three bytes,
	// which is more than English text has.
	CountTokens func(string) int
	// Budget admits and books what is spent; nil admits everything.
	Budget *budget.Budget

	// learnt is how many tokens of prompt the model was found to read; 0 until then.
	learnt *atomic.Int64
}

// DefaultDeadline leaves a slow model time and a Discord interaction most of
// its fifteen minutes.
const DefaultDeadline = 60 * time.Second

// Defaults of Settings.
const (
	defaultContextTokens = 6000
	defaultMaxTokens     = 900
)

// ErrStop ends a reply that is read no further.
var ErrStop = errors.New("no more of the reply is read")

// WithDefaults fills in what is zero.
func (w Settings) WithDefaults() Settings {
	if w.Deadline <= 0 {
		w.Deadline = DefaultDeadline
	}
	if w.ContextTokens <= 0 {
		w.ContextTokens = defaultContextTokens
	}
	if w.MaxTokens <= 0 {
		w.MaxTokens = defaultMaxTokens
	}
	w.learnt = new(atomic.Int64)
	if w.CountTokens == nil {
		w.CountTokens = func(s string) int { return len(s)/3 + 1 }
	}
	return w
}

// Until returns a context that ends with the deadline of what began, but for what is
// kept of it.
func (w Settings) Until(ctx context.Context, began time.Time, kept time.Duration) (context.Context, context.CancelFunc) {
	deadline := began.Add(w.Deadline)
	if theirs, ok := ctx.Deadline(); ok && theirs.Before(deadline) {
		deadline = theirs
	}
	return context.WithDeadline(ctx, deadline.Add(-kept))
}
