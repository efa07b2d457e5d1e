package playground

import (
	"crypto/subtle"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// policy allows the page's own files and its connection back, and nothing that
// makes HTML or code of text. 'self' covers ws: in today's browsers only, so
// that the host is named too.
// Source: https://www.w3.org/TR/CSP3/
func policy(host string) string {
	return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; manifest-src 'self'; " +
		"connect-src 'self' ws://" + host + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
		"require-trusted-types-for 'script'; trusted-types 'none'"
}

// protect sets the headers that every answer carries. A host that could break
// out of the policy is not put into it; it is refused later.
func protect(h http.Header, host string) {
	if strings.ContainsAny(host, " ;,'\"") {
		host = "localhost"
	}
	h.Set("Content-Security-Policy", policy(host))
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
}

// knownHost keeps out DNS rebinding: a foreign page whose name was pointed at
// this machine sends that name. Addresses cannot be rebound.
func (s *Server) knownHost(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.Trim(name, "[]"))
	ip := net.ParseIP(name)
	if s.Token == "" {
		return name == "localhost" || ip != nil && ip.IsLoopback()
	}
	return name == "localhost" || ip != nil || slices.Contains(s.Hosts, name)
}

// sameOrigin refuses what another page's script or form sends. Browsers send
// Origin with every POST and WebSocket, and Sec-Fetch-Site with all else;
// following a link to the page itself is allowed.
func sameOrigin(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" {
		u, err := url.Parse(origin)
		return err == nil && (u.Scheme == "http" || u.Scheme == "https") && strings.EqualFold(u.Host, r.Host)
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return r.Header.Get("Sec-Fetch-Site") == "same-origin"
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return true
	}
	return r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.URL.Path == "/"
}

const cookieName = "footnote_playground"

// admitted reports whether a request carries the token. Where the address does,
// it moves into a cookie, out of the browser's history.
func (s *Server) admitted(w http.ResponseWriter, r *http.Request) bool {
	if given := r.URL.Query().Get("token"); given != "" && r.URL.Path == "/" && s.isToken(given) {
		http.SetCookie(w, &http.Cookie{Name: cookieName, Value: given, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return false
	}
	if c, err := r.Cookie(cookieName); err == nil && s.isToken(c.Value) {
		return true
	}
	http.Error(w, "A token is needed: open the whole address that footnote printed.", http.StatusForbidden)
	return false
}

func (s *Server) isToken(given string) bool {
	return subtle.ConstantTimeCompare([]byte(given), []byte(s.Token)) == 1
}
