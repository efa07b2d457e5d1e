package mockserver

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"sync"
)

// Record is one request for embeddings or chat.
type Record struct {
	Path string
	Body []byte
	// Status is that of the reply; 0 where none was begun.
	Status int
}

type stats struct {
	mu       sync.Mutex
	keep     bool
	requests map[string]int
	embedded int
	records  []Record
}

func newStats(keep bool) *stats {
	return &stats{keep: keep, requests: map[string]int{}}
}

func (s *stats) request(path string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, known := s.requests[path]; !known && len(s.requests) >= 100 {
		path = "other"
	}
	s.requests[path]++
}

func (s *stats) record(path string, body []byte, status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.keep {
		s.records = append(s.records, Record{Path: path, Body: body, Status: status})
	}
}

func (s *stats) embed(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.embedded += n
}

// Requests is the number of requests to a path such as "/v1/embeddings" so
// far, those refused or spoilt by a fault included.
func (s *Server) Requests(path string) int {
	s.stats.mu.Lock()
	defer s.stats.mu.Unlock()
	return s.stats.requests[path]
}

// Embedded is the number of inputs for which vectors were sent so far.
func (s *Server) Embedded() int {
	s.stats.mu.Lock()
	defer s.stats.mu.Unlock()
	return s.stats.embedded
}

// Records returns the requests so far, where Options.Record asked to keep
// them. A request is recorded before the first byte of its reply is sent.
func (s *Server) Records() []Record {
	s.stats.mu.Lock()
	defer s.stats.mu.Unlock()
	return slices.Clone(s.stats.records)
}

func (s *Server) serveStats(w http.ResponseWriter, _ *http.Request) {
	s.stats.mu.Lock()
	out := map[string]any{"requests": maps.Clone(s.stats.requests), "embedded": s.stats.embedded}
	s.stats.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(out)
}
