package web_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"footnote/corpus"
	"footnote/corpus/web"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// site is a web server that counts what it is asked.
type site struct {
	*httptest.Server
	mux *http.ServeMux
	mu  sync.Mutex
	log []string // "GET /path 200"
}

func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{mux: http.NewServeMux()}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := &statusWriter{ResponseWriter: w, status: http.StatusOK}
		s.mux.ServeHTTP(rec, r)
		s.mu.Lock()
		defer s.mu.Unlock()
		s.log = append(s.log, fmt.Sprintf("%s %d", r.URL.RequestURI(), rec.status))
	}))
	t.Cleanup(s.Close)
	return s
}

type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// requests returns what was asked since the last call, without robots.txt.
func (s *site) requests() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var list []string
	for _, r := range s.log {
		if !strings.HasPrefix(r, "/robots.txt") {
			list = append(list, r)
		}
	}
	s.log = nil
	return list
}

// serve answers a path with a body of a media type.
func (s *site) serve(path, mediaType, body string) {
	s.mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", mediaType)
		_, _ = w.Write([]byte(strings.ReplaceAll(body, "SITE", s.URL)))
	})
}

// pageOf is a web page with a title and a text of two paragraphs.
func pageOf(title, text string) string {
	return `<!DOCTYPE html><html lang="en"><head><title>` + title + `</title></head><body><nav><a href="/">Home</a></nav><article><h1>` +
		title + `</h1><p>` + text + `</p><p>The keeper of the harbour counts every ship that enters between two tides, and writes the number into a book that anyone may read.</p></article></body></html>`
}

// local returns a fetcher that may reach this machine.
func local(t *testing.T, change ...func(*web.Options)) *web.Fetcher {
	t.Helper()
	o := web.Options{AllowHosts: []string{"127.0.0.1"}}
	for _, c := range change {
		c(&o)
	}
	f := web.New(o)
	t.Cleanup(f.Close)
	return f
}

// library is a store as plain as can be: what a sync would keep.
type library struct {
	stamps   map[string]string          // by key
	articles map[string]*corpus.Article // by key
}

func newLibrary() *library {
	return &library{stamps: map[string]string{}, articles: map[string]*corpus.Article{}}
}

// outcome is what became of a sync.
type outcome struct {
	read, unchanged, gone []string
	problems              []string
}

// sync brings the library up to date in the way the store does.
func (l *library) sync(t *testing.T, f *web.Fetcher, address string) outcome {
	t.Helper()
	ctx := t.Context()
	source := f.Source(address)
	source.Recall(l.stamps)
	var docs []corpus.Document
	var o outcome
	for d, err := range source.Documents(ctx) {
		if err != nil {
			o.problems = append(o.problems, err.Error())
			continue
		}
		docs = append(docs, d)
	}
	for _, d := range docs {
		l.document(ctx, d, &o)
	}
	return o
}

func (l *library) document(ctx context.Context, d corpus.Document, o *outcome) {
	if st := l.stamps[d.Key]; st != "" && d.Unchanged(st) {
		o.unchanged = append(o.unchanged, d.Key)
		return
	}
	reading, err := d.Read(ctx, l.stamps[d.Key])
	switch {
	case err != nil && gone(err):
		o.gone = append(o.gone, d.Key)
		delete(l.stamps, d.Key)
		delete(l.articles, d.Key)
	case err != nil:
		o.problems = append(o.problems, err.Error())
	case reading.Unchanged:
		o.unchanged = append(o.unchanged, d.Key)
		l.stamps[d.Key] = reading.Stamp
	default:
		l.stamps[d.Key] = reading.Stamp
		for a, err := range reading.Articles {
			if err != nil {
				o.problems = append(o.problems, err.Error())
				continue
			}
			l.articles[d.Key] = a
			o.read = append(o.read, a.ID)
		}
	}
}

// names is a resolver of made-up names.
type names map[string][]string

func (n names) LookupNetIP(_ context.Context, _, host string) ([]netip.Addr, error) {
	var ips []netip.Addr
	for _, s := range n[host] {
		ips = append(ips, netip.MustParseAddr(s))
	}
	if len(ips) == 0 {
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	return ips, nil
}

// quick are limits short enough to wait for.
var quick = web.Limits{PageTime: 300 * time.Millisecond, MaxDelay: 50 * time.Millisecond, Pace: time.Millisecond}
