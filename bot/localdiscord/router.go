package localdiscord

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"footnote/bot/localdiscord/ratelimit"
	"footnote/bot/localdiscord/refusal"
)

// call is one REST request, read and checked, on its way to a handler.
type call struct {
	params map[string]string
	query  url.Values
	body   []byte // the JSON part
	files  []upload
	method string
	path   string // the route's template
}

// reply is what a handler gives back; a nil body is sent as 204.
type reply struct {
	status int
	body   any
}

// handler does a request's work while Server.mu is held.
type handler func(s *Server, c *call) (reply, *Error)

// on makes a handler of a method of a part of the API.
func on[P ~struct{ *Server }](do func(P, *call) (reply, *Error)) handler {
	return func(s *Server, c *call) (reply, *Error) { return do(P{s}, c) }
}

// route is one entry of the API.
type route struct {
	method, template string
	parts            []string
	open             bool   // needs no bot token
	major            string // the parameter that rate limits go by
	do               handler
}

func ok(body any) (reply, *Error)      { return reply{http.StatusOK, body}, nil }
func created(body any) (reply, *Error) { return reply{http.StatusCreated, body}, nil }
func nothing() (reply, *Error)         { return reply{status: http.StatusNoContent}, nil }
func refuse(e *Error) (reply, *Error)  { return reply{}, e }

func get(template string, do handler) route  { return newRoute("GET", template, do) }
func post(template string, do handler) route { return newRoute("POST", template, do) }
func put(template string, do handler) route  { return newRoute("PUT", template, do) }
func patch(template string, do handler) route {
	return newRoute("PATCH", template, do)
}
func del(template string, do handler) route { return newRoute("DELETE", template, do) }

func newRoute(method, template string, do handler) route {
	r := route{method: method, template: template, parts: strings.Split(template[1:], "/"), do: do}
	if len(r.parts) > 1 && strings.HasPrefix(r.parts[1], "{") {
		r.major = strings.Trim(r.parts[1], "{}")
	}
	return r
}

// withoutToken marks a route whose path holds its own secret, or none.
func withoutToken(r route) route {
	r.open = true
	return r
}

// limited is a request as rate limits go by it: a webhook's token belongs to what
// parts them.
func (r *route) limited(c *call) ratelimit.Request {
	return ratelimit.Request{Method: r.method, Template: r.template, Major: c.params[r.major] + " " + c.params["webhook_token"], Open: r.open}
}

// match finds the route of a path; literal parts win over parameters. The
// second result says whether another method would have matched.
func match(routes []route, method, path string) (*route, map[string]string, bool) {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	best, bestScore, otherMethod := -1, -1, false
	for i := range routes {
		score := routes[i].score(parts)
		if score < 0 {
			continue
		}
		if routes[i].method != method {
			otherMethod = true
		} else if score > bestScore {
			best, bestScore = i, score
		}
	}
	if best < 0 {
		return nil, nil, otherMethod
	}
	return &routes[best], routes[best].params(parts), false
}

// score is -1 for no match, else a number in which earlier literals weigh more.
func (r *route) score(parts []string) int {
	if len(parts) != len(r.parts) {
		return -1
	}
	score := 0
	for i, p := range r.parts {
		score <<= 1
		switch {
		case p == parts[i]:
			score |= 1
		case !strings.HasPrefix(p, "{") || parts[i] == "":
			return -1
		}
	}
	return score
}

func (r *route) params(parts []string) map[string]string {
	out := map[string]string{}
	for i, p := range r.parts {
		if strings.HasPrefix(p, "{") {
			text, err := url.PathUnescape(parts[i])
			if err != nil {
				text = parts[i]
			}
			out[strings.Trim(p, "{}")] = text
		}
	}
	return out
}

// read decodes the body into v.
func (c *call) read(v any) *Error {
	if len(c.body) == 0 {
		return refusal.BadJSON
	}
	if err := json.Unmarshal(c.body, v); err != nil {
		if _, syntax := err.(*json.SyntaxError); syntax {
			return refusal.BadJSON
		}
		return refusal.Field("", "BASE_TYPE_COERCE", err.Error())
	}
	return nil
}

// has reports which fields an edit names, so that null can be told from absent.
func (c *call) has(name string) bool {
	var fields map[string]json.RawMessage
	_ = json.Unmarshal(c.body, &fields) // read has complained already
	_, ok := fields[name]
	return ok
}

func (c *call) limit(otherwise, highest int) (int, *Error) {
	return intQuery(c.query.Get("limit"), otherwise, highest)
}
