package spectest

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"net/http"
	"strings"
	"testing"
)

// schemas names, for each path, the schemas of its request and its reply.
var schemas = map[string][2]string{
	"/v1/models":           {"", "ListModelsResponse"},
	"/v1/embeddings":       {"CreateEmbeddingRequest", "CreateEmbeddingResponse"},
	"/v1/chat/completions": {"CreateChatCompletionRequest", "CreateChatCompletionResponse"},
}

// Watch wraps a server so that a request it accepts and does not conform, or a
// reply that does not, fails the test. Replies that break off are not checked.
func (s *Spec) Watch(t testing.TB, next http.Handler) http.Handler {
	return s.watch(t, next, true)
}

// WatchRequests is Watch for servers that are told to reply wrongly: only what
// is sent to them is checked, whatever the reply.
func (s *Spec) WatchRequests(t testing.TB, next http.Handler) http.Handler {
	if s == nil {
		return next
	}
	return s.watch(t, next, false)
}

func (s *Spec) watch(t testing.TB, next http.Handler, replies bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Errorf("%s: reading the request: %v", r.URL.Path, err)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		tee := &tee{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(tee, r)
		request := schemas[r.URL.Path][0]
		if request != "" && (!replies || tee.status < 300) {
			if err := s.Check(request, body); err != nil {
				t.Errorf("%s: accepted request: %v", r.URL.Path, err)
			}
		}
		if replies && r.Context().Err() == nil {
			if err := s.checkReply(r.URL.Path, tee); err != nil {
				t.Errorf("%s: reply %d: %v", r.URL.Path, tee.status, err)
			}
		}
	})
}

func (s *Spec) checkReply(path string, reply *tee) error {
	raw := reply.body.Bytes()
	switch {
	case reply.status >= 400:
		return s.Check("ErrorResponse", raw)
	case strings.HasPrefix(reply.Header().Get("Content-Type"), "text/event-stream"):
		return s.CheckStream(raw)
	case path == "/v1/embeddings":
		plain, err := plainVectors(raw)
		if err != nil {
			return err
		}
		return s.Check(schemas[path][1], plain)
	case schemas[path][1] != "":
		return s.Check(schemas[path][1], raw)
	case strings.HasPrefix(path, "/v1/models/"):
		return s.Check("Model", raw)
	}
	return fmt.Errorf("no schema for %s", path)
}

// tee keeps a copy of what is written.
type tee struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

// WriteHeader remembers the status.
func (t *tee) WriteHeader(status int) {
	t.status = status
	t.ResponseWriter.WriteHeader(status)
}

// Write keeps what it passes on.
func (t *tee) Write(b []byte) (int, error) {
	t.body.Write(b)
	return t.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (t *tee) Unwrap() http.ResponseWriter { return t.ResponseWriter }

func decodeVector(coded string) ([]float64, error) {
	raw, err := base64.StdEncoding.DecodeString(coded)
	if err != nil || len(raw)%4 != 0 {
		return nil, fmt.Errorf("vector of %d bytes is not base64 of 32-bit floats: %w", len(raw), err)
	}
	out := make([]float64, len(raw)/4)
	for i := range out {
		out[i] = float64(math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:])))
	}
	return out, nil
}
