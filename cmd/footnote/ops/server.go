// Package ops tells those who operate a bot how it is: whether it lives, whether
// it is ready, and its figures in the form that Prometheus reads. Nothing it
// tells is about a person, a guild, or a question's words.
package ops

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Server answers GET /healthz, /readyz and /metrics. It counts whether or not it
// listens. It is safe for concurrent use.
type Server struct {
	*metrics
	mux *http.ServeMux
	why atomic.Pointer[func() error]
}

// New returns a server that does not listen yet, of a program of this version.
func New(version string) *Server {
	s := &Server{metrics: newMetrics(version), mux: http.NewServeMux()}
	s.Ready(func() error { return errors.New("the articles are being read") })
	s.Gauge("footnote_ready", "1 while /readyz answers 200.", func() int {
		if s.unready() != nil {
			return 0
		}
		return 1
	})
	s.mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { say(w, http.StatusOK, "ok") })
	s.mux.HandleFunc("GET /readyz", s.readyz)
	s.mux.Handle("GET /metrics", promhttp.HandlerFor(s.registry, promhttp.HandlerOpts{
		MaxRequestsInFlight: mostScrapes, Timeout: patience,
	}))
	return s
}

// Ready sets what tells why the bot is not ready, nil while it is. why must be
// quick, and is called from many goroutines.
func (s *Server) Ready(why func() error) { s.why.Store(&why) }

func (s *Server) unready() error { return (*s.why.Load())() }

func (s *Server) readyz(w http.ResponseWriter, _ *http.Request) {
	if err := s.unready(); err != nil {
		say(w, http.StatusServiceUnavailable, err.Error())
		return
	}
	say(w, http.StatusOK, "ready")
}

// say answers with a line.
func say(w http.ResponseWriter, status int, line string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_, _ = fmt.Fprintln(w, line) // who asked may be gone
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.mux.ServeHTTP(w, r) }

// Bounds for those who ask: a scrape takes milliseconds.
const (
	mostScrapes = 4
	patience    = 10 * time.Second
	headerTime  = 5 * time.Second
	idleTime    = time.Minute
	mostHeader  = 16 << 10
	lastWords   = time.Second
)

// Listen serves at an address until stop is called, which waits a second at most
// for requests under way. at is where it listens: port 0 takes a free one.
func (s *Server) Listen(ctx context.Context, addr string, log *slog.Logger) (at string, stop func(), err error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return "", nil, fmt.Errorf("health and figures cannot be served on %s, choose another address in FOOTNOTE_HTTP_ADDR: %w", addr, err)
	}
	return l.Addr().String(), serve(l, s, patience+headerTime, log), nil
}

// Profile serves Go's profiles at an address, in the way of Listen.
func Profile(ctx context.Context, addr string, log *slog.Logger) (at string, stop func(), err error) {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return "", nil, fmt.Errorf("profiles cannot be served on %s, choose another address in FOOTNOTE_PPROF_ADDR: %w", addr, err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	return l.Addr().String(), serve(l, mux, profileTime, log), nil
}

// profileTime bounds a profile: most are taken for half a minute.
const profileTime = 3 * time.Minute

// serve answers on a listener until the function returned is called.
func serve(l net.Listener, handler http.Handler, most time.Duration, log *slog.Logger) (stop func()) {
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: headerTime, ReadTimeout: patience, WriteTimeout: most, IdleTimeout: idleTime,
		MaxHeaderBytes: mostHeader, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	var work sync.WaitGroup
	work.Go(func() {
		if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			log.Error("health and figures are served no more", "error", err)
		}
	})
	return func() {
		ctx, cancel := context.WithTimeout(context.Background(), lastWords)
		defer cancel()
		if server.Shutdown(ctx) != nil {
			_ = server.Close()
		}
		work.Wait()
	}
}
