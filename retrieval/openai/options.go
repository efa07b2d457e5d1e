package openai

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Options say which server to use and how patiently. The zero value of every
// field but Model has a meaning.
type Options struct {
	// BaseURL is the server's address with its version, such as
	// http://127.0.0.1:8081/v1; empty means OpenAI's own.
	BaseURL string
	// APIKey may be empty for servers that want none. It is never part of an error.
	APIKey string
	// Model is the model's name as the server knows it.
	Model string

	// Attempt is the time one request may take, for a stream until its first
	// words; 0 means Total.
	Attempt time.Duration
	// Stall is the longest a stream may pause; 0 means 15 s.
	Stall time.Duration
	// Total bounds one thing asked for with all attempts at it: a reply, or a
	// batch of vectors; 0 means 2 min.
	Total time.Duration
	// TimeSetting names the setting that allows more time, for messages.
	TimeSetting string
	// Attempts is the most requests that are made for one thing where the
	// server fails; 0 means 4. Learning what a server accepts is not counted.
	Attempts int
	// Backoff is the pause before the second attempt, doubled from then on and
	// varied by half; 0 means 500 ms. A server's Retry-After takes its place.
	Backoff time.Duration
	// Failures in a row that open the breaker; 0 means 5.
	Failures int
	// Cooldown is how long an open breaker lets nothing through; 0 means 30 s.
	Cooldown time.Duration
	// Concurrency is the most requests of one Embed call under way; 0 means 4.
	// It is also the number of idle connections kept.
	Concurrency int
	// Transport carries the requests; nil means one of its own.
	Transport http.RoundTripper

	// The rest is for embeddings only.

	// Dimensions asks the server for vectors of that length; 0 leaves it to
	// the model.
	Dimensions int
	// BatchTokens is the most tokens in one request, by CountTokens; 0 means
	// 16,000. A longer text goes alone.
	BatchTokens int
	// InputTokens is the most tokens of one text, prefix included; what goes
	// beyond is cut off. 0 means 8,191, OpenAI's limit. It is lowered where
	// the server refuses a text as too long.
	InputTokens int
	// BatchInputs is the most texts in one request; 0 means 256. The first
	// request has 8, and those behind it more or fewer by the time it takes.
	BatchInputs int
	// PassagePrefix and QuestionPrefix are put before the texts of each kind,
	// for models that were trained so ("passage: ", "query: ").
	PassagePrefix, QuestionPrefix string
}

const defaultBaseURL = "https://api.openai.com/v1"

// maxReply is the most bytes read of one reply: 2048 vectors of 3072 numbers
// written out are about 70 MB; nothing honest is larger.
const maxReply = 128 << 20

// withDefaults checks the options and fills in what is zero.
func (o Options) withDefaults() (Options, error) {
	if strings.TrimSpace(o.Model) == "" {
		return o, fmt.Errorf("no model is named: set the model's name as the server lists it")
	}
	if o.BaseURL == "" {
		o.BaseURL = defaultBaseURL
	}
	o.BaseURL = strings.TrimRight(o.BaseURL, "/")
	u, err := url.Parse(o.BaseURL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return o, fmt.Errorf("base URL %q is not an address such as http://127.0.0.1:8081/v1: correct it", redactURL(o.BaseURL))
	}
	if u.RawQuery != "" || u.Fragment != "" {
		return o, fmt.Errorf("base URL %q has a query or fragment: leave it off", redactURL(o.BaseURL))
	}
	setDefault(&o.Stall, 15*time.Second)
	setDefault(&o.Total, 2*time.Minute)
	setDefault(&o.Attempt, o.Total)
	setDefault(&o.Attempts, 4)
	setDefault(&o.Backoff, 500*time.Millisecond)
	setDefault(&o.Failures, 5)
	setDefault(&o.Cooldown, 30*time.Second)
	setDefault(&o.Concurrency, 4)
	setDefault(&o.BatchTokens, 16000)
	setDefault(&o.BatchInputs, 256)
	setDefault(&o.InputTokens, 8191)
	return o, nil
}

func setDefault[T time.Duration | int](v *T, to T) {
	if *v <= 0 {
		*v = to
	}
}

// redactURL hides a password in an address that goes into a message.
func redactURL(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Opaque != "" || u.Host == "" && strings.Contains(raw, "@") {
		return "(unreadable)"
	}
	return u.Redacted()
}
