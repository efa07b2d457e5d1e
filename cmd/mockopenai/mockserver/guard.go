package mockserver

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// handler answers a request whose body has been read.
type handler func(w http.ResponseWriter, r *http.Request, body []byte, p plan)

// guard reads the body, refuses a wrong key and applies the faults that take
// the place of a reply.
func (s *Server) guard(h handler) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		if err != nil {
			refuse(w, http.StatusRequestEntityTooLarge, badRequest("", "The request body could not be read or is too large."))
			return
		}
		rec := &recorder{ResponseWriter: w, note: func(status int) { s.stats.record(r.URL.Path, body, status) }}
		defer rec.begin(0)
		if strings.HasPrefix(bearer(r), "sk-wrong") {
			refuse(rec, http.StatusUnauthorized, apiError{Type: "invalid_request_error", Code: "invalid_api_key",
				Message: "Incorrect API key provided. The mock refuses keys that begin with sk-wrong."})
			return
		}
		p := s.plans.next(r.URL.Path)
		if p.instead != nil {
			p.instead.serve(rec, r)
			return
		}
		if p.alone {
			s.turn.Lock()
			defer s.turn.Unlock()
		}
		h(rec, r, body, p)
	}
}

func bearer(r *http.Request) string {
	return strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
}

// serve answers in the manner of a fault that replaces the reply.
func (f *Fault) serve(w http.ResponseWriter, r *http.Request) {
	switch f.Name {
	case "429":
		w.Header().Set("Retry-After", strconv.Itoa(int(f.Wait.Seconds())))
		refuse(w, http.StatusTooManyRequests, apiError{Type: "requests", Code: "rate_limit_exceeded",
			Message: "Rate limit reached. Please slow down."})
	case "500":
		refuse(w, http.StatusInternalServerError, apiError{Type: "server_error",
			Message: "The server had an error while processing your request."})
	case "hang":
		<-r.Context().Done()
	case "garbage":
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<html><body><h1>It works!</h1>{\"choices\": [{</body></html>\n")
	}
}

// recorder notes the status of a reply before any of it is sent, so that who
// has the reply finds the request recorded.
type recorder struct {
	http.ResponseWriter
	note func(status int)
}

func (r *recorder) begin(status int) {
	if r.note != nil {
		r.note(status)
		r.note = nil
	}
}

// WriteHeader notes the status.
func (r *recorder) WriteHeader(status int) {
	r.begin(status)
	r.ResponseWriter.WriteHeader(status)
}

// Write notes success where no status was set.
func (r *recorder) Write(b []byte) (int, error) {
	r.begin(http.StatusOK)
	return r.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// send writes a whole reply, or half of it and a broken connection where the
// plan says so.
func send(w http.ResponseWriter, body []byte, p plan) {
	w.Header().Set("Content-Type", "application/json")
	if !p.cut {
		_, _ = io.Copy(w, bytes.NewReader(body))
		return
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = w.Write(body[:len(body)/2])
	_ = http.NewResponseController(w).Flush()
	panic(http.ErrAbortHandler)
}
