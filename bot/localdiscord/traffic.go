package localdiscord

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

// journal remembers the last traffic. It has its own lock, for it is written
// to outside of Server.mu too.
type journal struct {
	mu         sync.Mutex
	size       int
	now        func() time.Time
	requests   []Request
	frames     []Frame
	violations []Violation
}

// newJournal makes a journal of so many requests, frames and violations, by a clock.
func newJournal(size int, now func() time.Time) *journal { return &journal{size: size, now: now} }

// keep appends to a ring: at twice the size the older half goes.
func keep[T any](list []T, one T, size int) []T {
	if len(list) >= 2*size {
		list = append(list[:0:0], list[len(list)-size:]...)
	}
	return append(list, one)
}

func last[T any](list []T, size int) []T {
	if len(list) > size {
		list = list[len(list)-size:]
	}
	return append([]T{}, list...)
}

// request notes a REST request.
func (j *journal) request(r Request) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if !json.Valid(r.Body) {
		r.Body = nil // MarshalJSON of a RawMessage would fail
	}
	if !json.Valid(r.Answer) {
		r.Answer = nil
	}
	j.requests = keep(j.requests, r, j.size)
}

// frame notes a payload of the gateway.
func (j *journal) frame(f Frame) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.frames = keep(j.frames, f, j.size)
}

// violation notes what was found wrong.
func (j *journal) violation(kind, format string, args ...any) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.violations = keep(j.violations, Violation{j.now(), kind, fmt.Sprintf(format, args...)}, j.size)
}

// Requests are the last REST requests, oldest first.
func (j *journal) Requests() []Request {
	j.mu.Lock()
	defer j.mu.Unlock()
	return last(j.requests, j.size)
}

// Frames are the last payloads of the gateway, oldest first.
func (j *journal) Frames() []Frame {
	j.mu.Lock()
	defer j.mu.Unlock()
	return last(j.frames, j.size)
}

// Violations are what was found wrong, oldest first; a test wants none.
func (j *journal) Violations() []Violation {
	j.mu.Lock()
	defer j.mu.Unlock()
	return last(j.violations, j.size)
}
