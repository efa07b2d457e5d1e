package main

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// newsSite is a site with a feed of the stories that are alive. It tells how
// many pages it sent, those that had not changed left out.
func newsSite(t *testing.T, alive *[]string) (site *httptest.Server, sent *atomic.Int64) {
	t.Helper()
	sent = new(atomic.Int64)
	mux := http.NewServeMux()
	site = httptest.NewServer(mux)
	t.Cleanup(site.Close)
	mux.HandleFunc("/feed", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<rss version="2.0"><channel><title>Tide Post</title>`)
		for _, name := range *alive {
			fmt.Fprintf(w, "<item><title>The %s</title><link>%s/news/%s</link></item>", name, site.URL, name)
		}
		fmt.Fprint(w, "</channel></rss>")
	})
	mux.HandleFunc("/news/{name}", func(w http.ResponseWriter, r *http.Request) {
		name := r.PathValue("name")
		switch tag := `"` + name + `"`; {
		case !strings.Contains(strings.Join(*alive, " "), name):
			w.WriteHeader(http.StatusGone)
		case r.Header.Get("If-None-Match") == tag:
			w.WriteHeader(http.StatusNotModified)
		default:
			sent.Add(1)
			w.Header().Set("ETag", tag)
			fmt.Fprintf(w, "<html><body><article><h1>The %s</h1><p>%s</p></article></body></html>", name, story(name, 2))
		}
	})
	return site, sent
}

// indexes runs `footnote index` on a library and returns what it prints.
func indexes(t *testing.T, dir, allow string, args ...string) (stdout, stderr string, err error) {
	t.Helper()
	env := map[string]string{"FOOTNOTE_DATA": dir, "FOOTNOTE_WEB_ALLOW_HOSTS": allow}
	var out, errOut bytes.Buffer
	err = run(t.Context(), append([]string{"index"}, args...), func(name string) string { return env[name] }, strings.NewReader(""), &out, &errOut)
	return out.String(), errOut.String(), err
}

func TestIndexFollowsAFeed(t *testing.T) {
	alive := []string{"comet", "eclipse"}
	site, sent := newsSite(t, &alive)
	dir := t.TempDir()
	expect := func(want string, pages int64, args ...string) {
		t.Helper()
		stdout, stderr, err := indexes(t, dir, "127.0.0.1", args...)
		if err != nil || !strings.Contains(stdout, want) || sent.Swap(0) != pages {
			t.Errorf("%v: %v, printed %q and %q, want %q and %d pages sent", args, err, stdout, stderr, want, pages)
		}
	}
	expect("2 added", 2, "add", site.URL+"/feed#top")
	expect("0 added, 0 changed, 0 removed, 2 unchanged", 0, "sync")
	alive = []string{"aurora", "comet"}
	expect("1 added, 0 changed, 1 removed, 1 unchanged", 1, "sync")
	expect("The aurora", 0, "list")
	expect(site.URL+"/feed", 0, "status")
	site.Close()
	expect("0 removed, 0 unchanged, 1 failed", 0, "sync")
	expect("2 removed", 0, "remove", site.URL+"/feed")
}

func TestIndexRefusesPrivateAddresses(t *testing.T) {
	alive := []string{"comet"}
	site, sent := newsSite(t, &alive)
	for address, reason := range map[string]string{
		site.URL + "/news/comet":       "web.allow_hosts",
		"http://127.0.0.1/news/comet":  "is this machine",
		"http://localhost/news/comet":  "this machine",
		"http://169.254.169.254/":      "a cloud's metadata service",
		"ftp://files.example/news.txt": "use http or https",
	} {
		stdout, stderr, err := indexes(t, t.TempDir(), "other.example", "add", address)
		if err == nil || !strings.Contains(stderr+err.Error(), reason) {
			t.Errorf("%s: %v, printed %q and %q, want it to say %q", address, err, stdout, stderr, reason)
		}
	}
	if sent.Load() != 0 {
		t.Errorf("%d pages were sent", sent.Load())
	}
}

// What holds no article is not remembered, and the last sentence is about the
// kind of source that was named.
func TestIndexAddSaysWhatWouldHold(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed":
			fmt.Fprint(w, `<rss version="2.0"><channel><title>Tide Post</title></channel></rss>`)
		case "/picture":
			w.Header().Set("Content-Type", "image/png")
			fmt.Fprint(w, "\x89PNG\r\n")
		case "/robots.txt":
			w.WriteHeader(http.StatusNotFound)
		default:
			fmt.Fprint(w, "<html><body></body></html>")
		}
	}))
	t.Cleanup(site.Close)
	empty, blank := t.TempDir(), filepath.Join(t.TempDir(), "a.bin")
	writeOld(t, blank, "x")
	const files, pages, both = "a folder that holds .txt", "a web page with a text of its own", "files or folders that hold"
	for _, c := range []struct {
		args          []string
		reason, would string
	}{
		{[]string{site.URL + "/blank"}, "holds no text", pages},
		{[]string{site.URL + "/feed"}, "lists no pages", pages},
		{[]string{site.URL + "/picture"}, "is of the type image/png", pages},
		{[]string{empty}, "holds no file that is read", files},
		{[]string{blank}, "ending that is not read", files},
		{[]string{empty, site.URL + "/blank"}, "holds no file that is read", both},
	} {
		dir := t.TempDir()
		_, stderr, err := indexes(t, dir, "127.0.0.1", append([]string{"add"}, c.args...)...)
		if err == nil || !strings.Contains(err.Error(), c.would) || !strings.Contains(stderr, c.reason) {
			t.Errorf("%v: %v, said %q, want %q and %q", c.args, err, stderr, c.reason, c.would)
		}
		if got := strings.Count(stderr, "\n"); got != len(c.args) {
			t.Errorf("%v: %d sentences for %d sources: %q", c.args, got, len(c.args), stderr)
		}
		if stdout, _, _ := indexes(t, dir, "", "status", "--json"); !strings.Contains(stdout, `"sources":[]`) {
			t.Errorf("%v: remembered: %s", c.args, stdout)
		}
	}
}
