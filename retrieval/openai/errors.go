package openai

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Kinds of failure, for errors.Is. Every failure but that of the caller's own
// context is an *Error of one of these kinds.
var (
	// ErrRateLimited: the server asks to slow down; Error.RetryAfter says how long.
	ErrRateLimited = errors.New("rate limited")
	// ErrQuota: the account's money or quota is used up; waiting does not help.
	ErrQuota = errors.New("quota used up")
	// ErrUnauthorized: the key is missing, wrong, or may not use the model.
	ErrUnauthorized = errors.New("unauthorized")
	// ErrNotFound: the server does not know the model or the address.
	ErrNotFound = errors.New("model not found")
	// ErrTooLong: the text or prompt exceeds what the model reads.
	ErrTooLong = errors.New("text too long")
	// ErrRefused: the server rejects the request for another reason.
	ErrRefused = errors.New("request refused")
	// ErrUnavailable: the breaker is open; nothing was sent.
	ErrUnavailable = errors.New("model server unavailable")
	// ErrServer: the server failed or could not be reached.
	ErrServer = errors.New("model server failed")
	// ErrTimeout: an attempt or the whole call took too long.
	ErrTimeout = errors.New("model server too slow")
	// ErrMalformed: the reply is not what was asked for.
	ErrMalformed = errors.New("reply cannot be read")
	// ErrUnfinished: the reply broke off before its end.
	ErrUnfinished = errors.New("reply broke off")
	// ErrEmpty: the reply came and holds nothing, as from servers to which the
	// prompt is too long.
	ErrEmpty = errors.New("reply is empty")
	// ErrTokenVectors: the server sends a vector for each token of a text.
	ErrTokenVectors = errors.New("a vector for each token")
	// ErrRedirected: the server sends its callers to another one.
	ErrRedirected = errors.New("redirected to another server")
)

// sentences say what to do for each kind.
var sentences = map[error]string{
	ErrRateLimited:  "the model server asks to slow down: try again later or raise the account's limit",
	ErrQuota:        "the account at the model server has no credit left: add credit or use another key",
	ErrUnauthorized: "the model server refuses the API key: check OPENAI_API_KEY and what it may use",
	ErrNotFound:     "the model server knows no such model or address: check the model's name and the base URL",
	ErrTooLong:      "the text is longer than the model reads: shorten it or use a model with a larger window",
	ErrRefused:      "the model server refuses the request",
	ErrUnavailable:  "the model server failed repeatedly and is left alone for a while",
	ErrServer:       "the model server failed or cannot be reached: check that it runs and the base URL is right",
	ErrTimeout:      "the model server took too long: check its load or allow it more time",
	ErrMalformed:    "the model server's reply cannot be read: check that the base URL is that of an OpenAI-compatible server",
	ErrUnfinished:   "the model server's reply broke off before its end",
	ErrEmpty:        "the model server's reply is empty: the prompt may be longer than the model reads",
	ErrTokenVectors: "the model server sends a vector for each token in place of one for the text: " +
		"start it with pooling (llama.cpp: --pooling mean) or use a model made for embeddings",
	ErrRedirected: "the model server sends its callers to another host, which is not followed: set the base URL to the address that is meant",
}

// Error is a failure in talking to a server. Error() is a sentence without
// secrets; Server and Cause are for the log.
type Error struct {
	// Kind is one of the Err values above.
	Kind error
	// Status is the HTTP status, 0 where none came.
	Status int
	// RetryAfter is how long the server, or the breaker, asks to wait; 0 where
	// it does not say.
	RetryAfter time.Duration
	// Server is what the server said, shortened and without the key.
	Server string
	// Setting is what allows more time, by name; "" where nothing is named.
	Setting string
	// Cause is the underlying error; may be nil.
	Cause error
}

// Error says what is wrong, what to do, and what the server said.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(sentences[e.Kind])
	if e.Kind == ErrTimeout && e.Setting != "" {
		b.WriteString(" with " + e.Setting)
	}
	if e.RetryAfter > 0 {
		fmt.Fprintf(&b, " (wait %s)", e.RetryAfter.Round(time.Second/10))
	}
	if e.Server != "" {
		fmt.Fprintf(&b, "; it said: %s", e.Server)
	}
	return b.String()
}

// Unwrap lets errors.Is find the kind and the cause.
func (e *Error) Unwrap() []error {
	if e.Cause == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Cause}
}

// retryable tells whether the same request may succeed later.
func retryable(err error) bool {
	for _, kind := range []error{ErrRateLimited, ErrServer, ErrTimeout, ErrMalformed, ErrUnfinished} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}

// errLargeBatch is the cause of a timeout that a smaller batch may not have.
var errLargeBatch = errors.New("the batch takes longer than an attempt may")

// serverAtFault reports whether an error speaks against the server, for the
// breaker. A refusal shows that it is well; a limit, that it is busy.
func serverAtFault(err error) bool {
	return err != nil && retryable(err) && !errors.Is(err, ErrRateLimited) && !errors.Is(err, errLargeBatch)
}

// PartialError is returned by Embed where some texts have vectors and others
// have none. The vectors are returned beside it, nil where missing, and can be
// kept: a later call with the texts at Missing completes them.
type PartialError struct {
	// Missing are the indexes of the texts without a vector, rising.
	Missing []int
	// Total is the number of texts.
	Total int
	// Err is the first failure.
	Err error
}

// Error says how many texts are missing and why.
func (e *PartialError) Error() string {
	return fmt.Sprintf("%d of %d texts have no vector: %v", len(e.Missing), e.Total, e.Err)
}

// Unwrap returns the first failure.
func (e *PartialError) Unwrap() error { return e.Err }
