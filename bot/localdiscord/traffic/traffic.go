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

// Journal remembers the last traffic. It has its own lock, for it is written
// to outside of Server.mu too.
type Journal struct {
	mu         sync.Mutex
	size       int
	now        func() time.Time
	requests   []Request
	frames     []Frame
	violations []Violation
}

// New makes a journal of so many requests, frames and violations, by a clock.
func New(size int, now func() time.Time) *Journal { return &Journal{size: size, now: now} }

// Keep appends to a ring: at twice the size the older half goes.
func Keep[T any](list []T, one T, size int) []T {
	if len(list) >= 2*size {
		list = append(list[:0:0], list[len(list)-size:]...)
	}
	return append(list, one)
}

// Last are the last of a list, at most size.
func Last[T any](list []T, size int) []T {
	if len(list) > size {
		list = list[len(list)-size:]
	}
	return append([]T{}, list...)
}

// Request notes a REST request.
func (j *Journal) Request(r Request) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if !json.Valid(r.Body) {
		r.Body = nil // MarshalJSON of a RawMessage would fail
	}
	if !json.Valid(r.Answer) {
		r.Answer = nil
	}
	j.requests = Keep(j.requests, r, j.size)
}

// Frame notes a payload of the gateway.
func (j *Journal) Frame(f Frame) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.frames = Keep(j.frames, f, j.size)
}

// Violation notes what was found wrong.
func (j *Journal) Violation(kind, format string, args ...any) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.violations = Keep(j.violations, Violation{j.now(), kind, fmt.Sprintf(format, args...)}, j.size)
}

// Requests are the last REST requests, oldest first.
func (j *Journal) Requests() []Request {
	j.mu.Lock()
	defer j.mu.Unlock()
	return Last(j.requests, j.size)
}

// Frames are the last payloads of the gateway, oldest first.
func (j *Journal) Frames() []Frame {
	j.mu.Lock()
	defer j.mu.Unlock()
	return Last(j.frames, j.size)
}

// Violations are what was found wrong, oldest first; a test wants none.
func (j *Journal) Violations() []Violation {
	j.mu.Lock()
	defer j.mu.Unlock()
	return Last(j.violations, j.size)
}
