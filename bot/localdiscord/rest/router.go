// Package rest routes the requests of Discord's REST API, and reads their forms.
package rest

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"footnote/bot/localdiscord/ratelimit"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/wire"
)

// Call is one REST request, read and checked, on its way to a handler.
type Call struct {
	Params map[string]string
	Query  url.Values
	Body   []byte // the JSON part
	Files  []wire.Upload
	Method string
	Path   string // the route's template
	Host   string // that the client reached
}

// Reply is what a handler gives back; a nil body is sent as 204.
type Reply struct {
	Status int
	Body   any
}

// Handler does a request's work on a server, whose lock is held.
type Handler[S any] func(s S, c *Call) (Reply, *refusal.Error)

// Route is one entry of the API.
type Route[S any] struct {
	method, Template string
	parts            []string
	Open             bool   // needs no bot token
	major            string // the parameter that rate limits go by
	Do               Handler[S]
}

// OK replies with a body.
func OK(body any) (Reply, *refusal.Error) { return Reply{http.StatusOK, body}, nil }

// Created replies with what was made.
func Created(body any) (Reply, *refusal.Error) { return Reply{http.StatusCreated, body}, nil }

// Nothing replies without a body.
func Nothing() (Reply, *refusal.Error) { return Reply{Status: http.StatusNoContent}, nil }

// Done replies without a body, or with a refusal where there is one.
func Done(e *refusal.Error) (Reply, *refusal.Error) {
	if e != nil {
		return Refuse(e)
	}
	return Nothing()
}

// Refuse replies with a refusal.
func Refuse(e *refusal.Error) (Reply, *refusal.Error) { return Reply{}, e }

// Get is the route of a path with its parameters in braces.
func Get[S any](template string, do Handler[S]) Route[S] { return newRoute("GET", template, do) }

// Post is the route of a path, as Get is.
func Post[S any](template string, do Handler[S]) Route[S] { return newRoute("POST", template, do) }

// Put is the route of a path, as Get is.
func Put[S any](template string, do Handler[S]) Route[S] { return newRoute("PUT", template, do) }

// Patch is the route of a path, as Get is.
func Patch[S any](template string, do Handler[S]) Route[S] {
	return newRoute("PATCH", template, do)
}

// Delete is the route of a path, as Get is.
func Delete[S any](template string, do Handler[S]) Route[S] { return newRoute("DELETE", template, do) }

func newRoute[S any](method, template string, do Handler[S]) Route[S] {
	r := Route[S]{method: method, Template: template, parts: strings.Split(template[1:], "/"), Do: do}
	if len(r.parts) > 1 && strings.HasPrefix(r.parts[1], "{") {
		r.major = strings.Trim(r.parts[1], "{}")
	}
	return r
}

// WithoutToken marks a route whose path holds its own secret, or none.
func WithoutToken[S any](r Route[S]) Route[S] {
	r.Open = true
	return r
}

// Limited is a request as rate limits go by it: a webhook's token belongs to what
// parts them.
func (r *Route[S]) Limited(c *Call) ratelimit.Request {
	return ratelimit.Request{Method: r.method, Template: r.Template, Major: c.Params[r.major] + " " + c.Params["webhook_token"], Open: r.Open}
}

// Match finds the route of a path; literal parts win over parameters. The
// second result says whether another method would have matched.
func Match[S any](routes []Route[S], method, path string) (*Route[S], map[string]string, bool) {
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
func (r *Route[S]) score(parts []string) int {
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

func (r *Route[S]) params(parts []string) map[string]string {
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

// Read decodes the body into v.
func (c *Call) Read(v any) *refusal.Error {
	if len(c.Body) == 0 {
		return refusal.BadJSON
	}
	if err := json.Unmarshal(c.Body, v); err != nil {
		if _, syntax := err.(*json.SyntaxError); syntax {
			return refusal.BadJSON
		}
		return refusal.Field("", "BASE_TYPE_COERCE", err.Error())
	}
	return nil
}

// Has reports whether an edit names a field, so that null can be told from absent.
func (c *Call) Has(name string) bool {
	var fields map[string]json.RawMessage
	_ = json.Unmarshal(c.Body, &fields) // read has complained already
	_, ok := fields[name]
	return ok
}

// Limit is the number of things that a request asks for, from 1 to highest.
func (c *Call) Limit(otherwise, highest int) (int, *refusal.Error) {
	return intQuery(c.Query.Get("limit"), otherwise, highest)
}

func intQuery(text string, otherwise, highest int) (int, *refusal.Error) {
	if text == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > highest {
		return 0, refusal.Field("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and "+strconv.Itoa(highest)+".")
	}
	return n, nil
}

// BoolQuery reports whether a parameter of a query is true.
func BoolQuery(q url.Values, name string) bool {
	on, _ := strconv.ParseBool(q.Get(name))
	return on
}
