package playground_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"footnote/bot/localdiscord"
	"footnote/bot/playground"
)

// client keeps no connection open, so that none is left when a test ends.
var client = &http.Client{
	Transport:     &http.Transport{DisableKeepAlives: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

func fetch(t testing.TB, r *http.Request) (int, string) {
	t.Helper()
	res, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(body)
}

// asked sends a request straight to the handler.
func asked(page http.Handler, method, target string, header map[string]string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, target, strings.NewReader("{}"))
	for k, v := range header {
		r.Header.Set(k, v)
	}
	rec := httptest.NewRecorder()
	page.ServeHTTP(rec, r)
	return rec
}

func bare(t *testing.T, token string, hosts ...string) *playground.Server {
	t.Helper()
	d := localdiscord.New(localdiscord.Config{})
	p := playground.New(playground.Config{Discord: d, People: playground.Furnish(d), Token: token, Hosts: hosts})
	t.Cleanup(func() { p.Close(); _ = d.Stop(t.Context()) })
	return p
}

// Foreign names, foreign pages and bodies that a form could send are refused.
func TestForeignersAreRefused(t *testing.T) {
	page := bare(t, "")
	type h = map[string]string
	json := h{"Content-Type": "application/json"}
	for _, c := range []struct {
		name, method, target string
		header               h
		want                 int
	}{
		{"loopback", "GET", "http://127.0.0.1:8080/", nil, 200},
		{"localhost", "GET", "http://localhost:8080/", nil, 200},
		{"IPv6", "GET", "http://[::1]:8080/", nil, 200},
		{"rebound name", "GET", "http://evil.example:8080/api/start", nil, 421},
		{"another machine's address", "GET", "http://10.0.0.7:8080/", nil, 421},
		{"a link to the page", "GET", "http://localhost:8080/", h{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 200},
		{"a link to data", "GET", "http://localhost:8080/api/start", h{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}, 403},
		{"a foreign script", "GET", "http://localhost:8080/js/main.js", h{"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}, 403},
		{"a foreign origin", "GET", "http://localhost:8080/api/start", h{"Origin": "http://evil.example"}, 403},
		{"another port's origin", "GET", "http://localhost:8080/api/events", h{"Origin": "http://localhost:9"}, 403},
		{"a null origin", "POST", "http://localhost:8080/api/say", h{"Origin": "null", "Content-Type": "application/json"}, 403},
		{"no origin", "POST", "http://localhost:8080/api/say", json, 403},
		{"a form", "POST", "http://localhost:8080/api/say", h{"Origin": "http://localhost:8080", "Content-Type": "text/plain"}, 400},
		{"nobody", "POST", "http://localhost:8080/api/say", h{"Origin": "http://localhost:8080", "Content-Type": "application/json"}, 404},
		{"a listing", "GET", "http://localhost:8080/js/", nil, 404},
	} {
		if got := asked(page, c.method, c.target, c.header); got.Code != c.want {
			t.Errorf("%s: %d %s, want %d", c.name, got.Code, got.Body, c.want)
		}
	}
}

// On a public address nothing is shown without the token, and the token leaves
// the address for a cookie.
func TestToken(t *testing.T) {
	page := bare(t, "secret", "books.example")
	for _, target := range []string{"http://10.0.0.7:8080/", "http://books.example/api/start", "http://10.0.0.7:8080/?token=guess", "http://10.0.0.7:8080/js/main.js?token=secret"} {
		if got := asked(page, "GET", target, nil); got.Code != 403 {
			t.Errorf("%s: %d", target, got.Code)
		}
	}
	in := asked(page, "GET", "http://10.0.0.7:8080/?token=secret", nil)
	cookie := in.Result().Header.Get("Set-Cookie")
	if in.Code != 303 || in.Header().Get("Location") != "/" || !strings.Contains(cookie, "HttpOnly") || !strings.Contains(cookie, "SameSite=Strict") {
		t.Errorf("the token gave %d, %q", in.Code, cookie)
	}
	if got := asked(page, "GET", "http://10.0.0.7:8080/api/start", map[string]string{"Cookie": cookie}); got.Code != 200 {
		t.Errorf("the cookie gave %d", got.Code)
	}
	if got := asked(page, "GET", "http://other.example/api/start", map[string]string{"Cookie": cookie}); got.Code != 421 {
		t.Errorf("another name gave %d", got.Code)
	}
}

// The policy lets nothing in but the page's own, whatever the host is called.
func TestPolicy(t *testing.T) {
	page := bare(t, "")
	for _, host := range []string{"127.0.0.1:8080", "x; script-src *"} {
		r := httptest.NewRequest("GET", "http://127.0.0.1:8080/", nil)
		r.Host = host
		rec := httptest.NewRecorder()
		page.ServeHTTP(rec, r)
		csp := rec.Header().Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "script-src 'self';", "frame-ancestors 'none'", "require-trusted-types-for 'script'"} {
			if !strings.Contains(csp, want) {
				t.Errorf("%s: the policy lacks %q: %s", host, want, csp)
			}
		}
		if strings.Contains(csp, "*") || strings.Contains(csp, "unsafe") {
			t.Errorf("%s: the policy is open: %s", host, csp)
		}
	}
}
