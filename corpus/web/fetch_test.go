package web_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"footnote/corpus/web"
)

// packed packs data with a writer that make returns.
func packed(t *testing.T, data string, newWriter func(io.Writer) io.WriteCloser) []byte {
	t.Helper()
	var out bytes.Buffer
	w := newWriter(&out)
	if _, err := io.WriteString(w, data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// packers are the encodings of RFC 9110, 8.4.1, and the way some servers
// misread "deflate".
var packers = map[string]func(io.Writer) io.WriteCloser{
	"gzip":    func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
	"deflate": func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) },
	"br":      func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) },
	"DEFLATE": func(w io.Writer) io.WriteCloser {
		f, _ := flate.NewWriter(w, flate.BestSpeed)
		return f
	},
}

func TestPackedPages(t *testing.T) {
	s := newSite(t)
	body := pageOf("Packed", "This page comes packed and is unpacked on the way.")
	bomb := "<p>" + strings.Repeat("0 ", 2<<20) + "</p>"
	for name, newWriter := range packers {
		for path, data := range map[string][]byte{
			"/page-": packed(t, body, newWriter), "/bomb-": packed(t, bomb, newWriter), "/cut-": packed(t, body, newWriter)[:60],
		} {
			s.mux.HandleFunc(path+name, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Encoding", strings.ToLower(name))
				w.Header().Set("Content-Type", "text/html")
				_, _ = w.Write(data)
			})
		}
	}
	f := local(t, func(o *web.Options) { o.Limits.PageBytes = 1 << 20 })
	for name := range packers {
		if a, err := f.Article(t.Context(), s.URL+"/page-"+name); err != nil || !strings.Contains(a.Text, "unpacked on the way") {
			t.Errorf("%s: %v, %v", name, a, err)
		}
		for path, reason := range map[string]string{"/bomb-": "is larger than 1 MB", "/cut-": "broke off in the middle"} {
			if _, err := f.Article(t.Context(), s.URL+path+name); err == nil || !strings.Contains(err.Error(), reason) {
				t.Errorf("%s%s: got %v, want it to say %q", path, name, err, reason)
			}
		}
	}
}

func TestWrongPacking(t *testing.T) {
	s := newSite(t)
	for path, header := range map[string]string{"/zstd": "zstd", "/lie": "gzip", "/often": "gzip, gzip, gzip", "/bad": "br"} {
		s.mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", header)
			_, _ = w.Write([]byte(pageOf("A", "Not packed at all.")))
		})
	}
	for path, reason := range map[string]string{"/zstd": `is packed as "zstd"`, "/lie": "is packed wrongly", "/often": "3 times over", "/bad": "is packed wrongly"} {
		if _, err := local(t).Article(t.Context(), s.URL+path); err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("%s: got %v, want it to say %q", path, err, reason)
		}
	}
}

func TestCharsets(t *testing.T) {
	s := newSite(t)
	texts := []struct {
		name, text string
		enc        encoding.Encoding
	}{
		{"windows-1251", "Гавань открылась во вторник после двух лет работ, которых никто не ждал.", charmap.Windows1251},
		{"shift_jis", "港は火曜日に開かれた。二年にわたる工事は誰も予想しなかったほど長く続いた。", japanese.ShiftJIS},
		{"iso-8859-1", "Le port a été ouvert mardi après deux années de travaux que personne n'espérait.", charmap.ISO8859_1},
		{"utf-8", "Der Hafen öffnete am Dienstag, nach zwei Jahren, die niemand erwartet hätte.", unicode.UTF8},
		{"utf-16", "Гавань открылась во вторник после двух лет работ, которых никто не ждал.", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
	}
	for _, c := range texts {
		for _, where := range []string{"header", "meta"} {
			body, header := pageOf("Harbour", c.text+" "+c.text), "text/html"
			if where == "meta" {
				body = strings.Replace(body, "<head>", `<head><meta charset="`+c.name+`">`, 1)
			} else {
				header += "; charset=" + c.name
			}
			data, err := c.enc.NewEncoder().String(body)
			if err != nil {
				t.Fatal(err)
			}
			path := "/" + c.name + "/" + where
			s.serve(path, header, data)
			if a, err := local(t).Article(t.Context(), s.URL+path); err != nil || !strings.Contains(a.Text, c.text) {
				t.Errorf("%s: %+v, %v", path, a, err)
			}
		}
	}
}

func TestTooLargeAndTooSlow(t *testing.T) {
	s := newSite(t)
	done := make(chan struct{})
	defer close(done)
	s.mux.HandleFunc("/large", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := w.Write(bytes.Repeat([]byte("0 "), 4096)); err != nil {
				return
			}
		}
	})
	s.mux.HandleFunc("/said", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "50000000")
		_, _ = w.Write(bytes.Repeat([]byte("0 "), 4096))
	})
	hang := func(r *http.Request) {
		select {
		case <-done:
		case <-r.Context().Done():
		}
	}
	s.mux.HandleFunc("/silent", func(_ http.ResponseWriter, r *http.Request) { hang(r) })
	s.mux.HandleFunc("/drip", func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.WriteString(w, pageOf("A", "The beginning."))
		w.(interface{ Unwrap() http.ResponseWriter }).Unwrap().(http.Flusher).Flush()
		hang(r)
	})
	s.mux.HandleFunc("/slow/", func(w http.ResponseWriter, r *http.Request) {
		select {
		case <-time.After(120 * time.Millisecond):
		case <-r.Context().Done():
		}
		http.Redirect(w, r, r.URL.Path+"x", http.StatusFound)
	})
	for path, reason := range map[string]string{
		"/large": "is larger than 10 MB", "/said": "is larger than 10 MB",
		"/silent": "did not answer within 300ms", "/drip": "did not answer within 300ms", "/slow/": "did not answer within 300ms",
	} {
		f := local(t, func(o *web.Options) {
			if o.Limits.PageTime = 5 * time.Second; strings.HasSuffix(reason, "ms") {
				o.Limits = quick
			}
		})
		if _, err := f.Article(t.Context(), s.URL+path); err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("%s: got %v, want it to say %q", path, err, reason)
		}
	}
}

func TestRedirects(t *testing.T) {
	s := newSite(t)
	s.serve("/end", "text/html", pageOf("The end", "Here the way ends at last, and there is something to read."))
	s.mux.HandleFunc("/hop/{n}", func(w http.ResponseWriter, r *http.Request) {
		var n int
		_, _ = fmt.Sscan(r.PathValue("n"), &n)
		to := fmt.Sprintf("/hop/%d", n-1)
		if n == 1 {
			to = "/end"
		}
		http.Redirect(w, r, to, []int{301, 302, 303, 307, 308}[n%5])
	})
	s.mux.HandleFunc("/loop", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/pool", http.StatusFound) })
	s.mux.HandleFunc("/pool", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) })
	f := local(t)
	if a, err := f.Article(t.Context(), s.URL+"/hop/5"); err != nil || a.URL != s.URL+"/end" || a.Path != s.URL+"/hop/5" {
		t.Errorf("five redirects: %+v, %v", a, err)
	}
	for path, reason := range map[string]string{"/hop/6": "leads on more than 5 times", "/loop": "leads round in a circle"} {
		if _, err := f.Article(t.Context(), s.URL+path); err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("%s: got %v, want it to say %q", path, err, reason)
		}
	}
}

func TestErrorsOfTheNetworkArePlain(t *testing.T) {
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := "http://" + closed.Addr().String() + "/"
	_ = closed.Close()
	f := local(t, func(o *web.Options) { o.Resolver = names{} })
	for address, reason := range map[string]string{address: "refuses the connection", "http://nowhere.example/": "the name nowhere.example is not known"} {
		_, err := f.Article(t.Context(), address)
		if err == nil || !strings.Contains(err.Error(), reason) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v, want it to say %q", address, err, reason)
		}
	}
}

func TestASiteThatNeverAnswersIsLeftAlone(t *testing.T) {
	s := newSite(t)
	s.mux.HandleFunc("/silent", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	f := local(t, func(o *web.Options) { o.Limits.PageTime = 30 * time.Millisecond })
	var err error
	for range 4 {
		_, err = f.Article(t.Context(), s.URL+"/silent")
	}
	if err == nil || !strings.Contains(err.Error(), "has not answered several times in a row") {
		t.Errorf("got %v", err)
	}
}

func TestStopping(t *testing.T) {
	s := newSite(t)
	s.mux.HandleFunc("/silent", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(20*time.Millisecond, cancel)
	if _, err := local(t).Article(ctx, s.URL+"/silent"); err != context.Canceled { //nolint:errorlint // exactly
		t.Errorf("got %v", err)
	}
}

func TestASiteThatAsksForPatience(t *testing.T) {
	s, asked := newSite(t), 0
	s.mux.HandleFunc("/a", func(w http.ResponseWriter, _ *http.Request) {
		if asked++; asked == 1 {
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		_, _ = io.WriteString(w, pageOf("A", "The tide is high."))
	})
	s.mux.HandleFunc("/never", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "3600")
		w.WriteHeader(http.StatusTooManyRequests)
	})
	f := local(t)
	if _, err := f.Article(t.Context(), s.URL+"/a"); err != nil {
		t.Error(err)
	}
	for _, reason := range []string{"answers 429 Too Many Requests", "asks to be left alone"} {
		if _, err := f.Article(t.Context(), s.URL+"/never"); err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("got %v, want it to say %q", err, reason)
		}
	}
	if got := s.requests(); !slices.Equal(got, []string{"/a 503", "/a 200", "/never 429"}) {
		t.Errorf("requests %q", got)
	}
}
