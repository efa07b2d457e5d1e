package mockserver

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"footnote/cmd/mockopenai/persona"
)

// Paths that the server answers.
const (
	pathModels     = "/v1/models"
	pathEmbeddings = "/v1/embeddings"
	pathChat       = "/v1/chat/completions"
)

// maxBody is the most a request may hold: OpenAI's 2048 inputs of 8192 tokens
// would be more, but no caller here sends a tenth of that.
const maxBody = 32 << 20

// Options say how a server behaves.
type Options struct {
	// Persona writes the chat replies; empty means persona.Grounded.
	Persona persona.Name
	Faults  []Fault
	// Seed varies what the untruthful personas write and how texts are hashed.
	Seed int64
	// Refuse names features that the server answers with status 400, as some
	// compatible servers do; see Refusals.
	Refuse []string
	// MaxInputs is the most inputs an embeddings request may have; 0 means 2048.
	MaxInputs int
	// Dimensions is the length of vectors where a request names none; 0 means 384.
	Dimensions int
	// Record keeps every request, for Records. Not for a server that runs long.
	Record bool
}

// Refusals lists what Options.Refuse may name.
func Refusals() []string {
	return []string{"base64", "dimensions", "json_schema", "json_object", "stream_options", "max_tokens", "temperature"}
}

// Server is an http.Handler that speaks OpenAI's protocol. It is safe for
// concurrent use.
type Server struct {
	opts  Options
	plans *planner
	stats *stats
	mux   *http.ServeMux
	turn  sync.Mutex // whose request it is, under "one-at-a-time"
}

// New returns a server, or an error that names what the options got wrong.
func New(opts Options) (*Server, error) {
	if opts.Persona == "" {
		opts.Persona = persona.Grounded
	}
	if err := persona.Check(opts.Persona); err != nil {
		return nil, err
	}
	for _, r := range opts.Refuse {
		if !slices.Contains(Refusals(), r) {
			return nil, fmt.Errorf("unknown refusal %q: use one of %s", r, strings.Join(Refusals(), ", "))
		}
	}
	if opts.Dimensions == 0 {
		opts.Dimensions = 384
	}
	if opts.MaxInputs == 0 {
		opts.MaxInputs = 2048
	}
	s := &Server{opts: opts, plans: newPlanner(opts.Faults), stats: newStats(opts.Record), mux: http.NewServeMux()}
	s.routes()
	return s, nil
}

func (s *Server) routes() {
	s.mux.HandleFunc("GET "+pathModels, s.models)
	s.mux.HandleFunc("GET "+pathModels+"/{model...}", s.model)
	s.mux.HandleFunc("POST "+pathEmbeddings, s.guard(s.embeddings))
	s.mux.HandleFunc("POST "+pathChat, s.guard(s.chat))
	s.mux.HandleFunc("GET /stats", s.serveStats)
	s.mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		refuse(w, http.StatusNotFound, apiError{Type: "invalid_request_error",
			Message: fmt.Sprintf("Unknown request URL: %s %s. Try /v1/models, /v1/embeddings or /v1/chat/completions.", r.Method, r.URL.Path)})
	})
}

// ServeHTTP answers a request and counts it.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/stats" {
		s.stats.request(r.URL.Path)
	}
	s.mux.ServeHTTP(w, r)
}

// Serve answers on l until ctx is done, then lets requests under way finish
// for at most grace and cuts off the rest. It returns nil after such a stop.
func (s *Server) Serve(ctx context.Context, l net.Listener, grace time.Duration) error {
	srv := &http.Server{Handler: s, ReadHeaderTimeout: 10 * time.Second}
	done := make(chan error, 1)
	go func() { done <- srv.Serve(l) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := srv.Shutdown(stop); err != nil {
		_ = srv.Close()
	}
	if err := <-done; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
