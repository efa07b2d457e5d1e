// Package traffic remembers what passed between the local Discord and a bot, and what
// was wrong with it.
package traffic

import (
	"encoding/json"
	"fmt"
	"sync"
	"time"
)

// Request is a REST request with its answer. Body is the JSON part; Status 0
// is a connection that was cut.
type Request struct {
	At       time.Time       `json:"at"`
	Took     time.Duration   `json:"took"`
	Method   string          `json:"method"`
	Path     string          `json:"path"`     // below /api/vN
	Template string          `json:"template"` // as in the OpenAPI description; empty where unknown
	Status   int             `json:"status"`
	Body     json.RawMessage `json:"body,omitempty"`
	Answer   json.RawMessage `json:"answer,omitempty"`
}

// Frame is one payload of the gateway.
type Frame struct {
	At       time.Time       `json:"at"`
	FromBot  bool            `json:"from_bot"`
	Session  string          `json:"session,omitempty"`
	Op       int             `json:"op"`
	Name     string          `json:"name,omitempty"`
	Sequence int64           `json:"sequence,omitempty"`
	Data     json.RawMessage `json:"data,omitempty"`
}

// Violation is something that Discord may accept and this project does not
// (Kind "allowed_mentions"), a request that broke the schema ("request"), or a
// fault of the local Discord itself ("answer", "event").
type Violation struct {
	At     time.Time `json:"at"`
	Kind   string    `json:"kind"`
	Detail string    `json:"detail"`
}

// Ring remembers the last of what is put into it. It has its own lock.
type Ring[T any] struct {
	mu   sync.Mutex
	size int
	list []T
}

// NewRing makes a ring of so many.
func NewRing[T any](size int) *Ring[T] { return &Ring[T]{size: size} }

// Put adds one: at twice the size the older half goes.
func (r *Ring[T]) Put(one T) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.list) >= 2*r.size {
		r.list = append(r.list[:0:0], r.list[len(r.list)-r.size:]...)
	}
	r.list = append(r.list, one)
}

// Last are the last, oldest first.
func (r *Ring[T]) Last() []T {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]T{}, r.list[max(len(r.list)-r.size, 0):]...)
}

// Journal remembers the last traffic.
type Journal struct {
	now        func() time.Time
	requests   *Ring[Request]
	frames     *Ring[Frame]
	violations *Ring[Violation]
}

// New makes a journal of so many requests, frames and violations, by a clock.
func New(size int, now func() time.Time) *Journal {
	return &Journal{now, NewRing[Request](size), NewRing[Frame](size), NewRing[Violation](size)}
}

// Request notes a REST request.
func (j *Journal) Request(r Request) {
	if !json.Valid(r.Body) {
		r.Body = nil // MarshalJSON of a RawMessage would fail
	}
	if !json.Valid(r.Answer) {
		r.Answer = nil
	}
	j.requests.Put(r)
}

// Frame notes a payload of the gateway.
func (j *Journal) Frame(f Frame) { j.frames.Put(f) }

// Violation notes what was found wrong.
func (j *Journal) Violation(kind, format string, args ...any) {
	j.violations.Put(Violation{j.now(), kind, fmt.Sprintf(format, args...)})
}

// Requests are the last REST requests, oldest first.
func (j *Journal) Requests() []Request { return j.requests.Last() }

// Frames are the last payloads of the gateway, oldest first.
func (j *Journal) Frames() []Frame { return j.frames.Last() }

// Violations are what was found wrong, oldest first; a test wants none.
func (j *Journal) Violations() []Violation { return j.violations.Last() }
