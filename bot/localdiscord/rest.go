package localdiscord

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/gorilla/websocket"

	"footnote/bot/localdiscord/api"
	"footnote/bot/localdiscord/gateway"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/traffic"
)

// Handler serves REST below /api/v9 and /api/v10, files below /attachments/
// and the gateway for whatever asks for a WebSocket.
func (s *Server) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case websocket.IsWebSocketUpgrade(r):
			s.gateway.Serve(w, r)
		case strings.HasPrefix(r.URL.Path, "/api/") && gateway.FromBrowser(r):
			http.Error(w, "This is for bots, not for pages.", http.StatusForbidden)
		case strings.HasPrefix(r.URL.Path, "/api/"):
			s.serveREST(w, r)
		default:
			s.serveFile(w, r)
		}
	})
}

var apiPrefix = regexp.MustCompile(`^/api(/v(9|10))?/`)

// serveREST takes one request through everything that stands before a handler.
func (s *Server) serveREST(w http.ResponseWriter, r *http.Request) {
	began := s.cfg.Now()
	path := r.URL.EscapedPath()
	prefix := apiPrefix.FindString(path)
	rec := traffic.Request{Method: r.Method, Path: "/" + strings.TrimPrefix(path, prefix), At: began}
	rt, c, err := s.readCall(r, rec.Path, prefix)
	if c != nil {
		rec.Template, rec.Body = c.Path, c.Body
	}
	var res rest.Reply
	var out []byte
	if err == nil {
		res, out, err = s.answer(w, r, rt, c)
	}
	if err != nil {
		res.Status, out = err.Status, refusalBody(err)
		s.cfg.Log.Info("refused", "method", r.Method, "path", rec.Path, "error", err)
	}
	rec.Status, rec.Answer, rec.Took = res.Status, out, s.cfg.Now().Sub(began)
	s.log.Request(rec)
	s.checkAnswer(rec)
	if res.Status == statusDropped || s.LosesAnswer() {
		panic(http.ErrAbortHandler) // the connection breaks without an answer
	}
	writeJSON(w, res.Status, out)
}

// statusDropped stands for a connection that is cut instead of answered.
const statusDropped = 0

func refusalBody(err *Error) []byte {
	if err.Status >= 500 {
		return []byte(err.Message)
	}
	out, _ := json.Marshal(err) // cannot fail: numbers and strings
	return out
}

func writeJSON(w http.ResponseWriter, status int, body []byte) {
	if status == http.StatusNoContent {
		w.WriteHeader(status)
		return
	}
	kind := "application/json"
	if status >= 500 {
		kind = "text/plain" // as what stands before Discord answers
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // the client may be gone
}

// readCall finds the route and reads the body.
func (s *Server) readCall(r *http.Request, path, prefix string) (*rest.Route[*api.API], *rest.Call, *Error) {
	rt, params, other := rest.Match(s.routes, r.Method, path)
	if prefix == "" || rt == nil && !other {
		return nil, nil, refusal.NotFound
	}
	if rt == nil {
		return nil, nil, refusal.Method
	}
	c := &rest.Call{Params: params, Query: r.URL.Query(), Method: r.Method, Path: rt.Template, Host: r.Host}
	data, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, int64(s.cfg.MaxFileSize)*10+1<<20))
	var tooBig *http.MaxBytesError
	switch {
	case errors.As(err, &tooBig):
		return nil, c, refusal.TooLarge
	case err != nil:
		return nil, c, refusal.BadJSON
	}
	c.Body = data
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		c.Body, c.Files, err = rest.ReadMultipart(r.Header.Get("Content-Type"), bytes.NewReader(data))
		if err != nil {
			return nil, c, refusal.Field("", "MULTIPART_INVALID", err.Error())
		}
	}
	return rt, c, s.world.CheckFiles(c.Files)
}

// answer asks for the token, the rate limits, the faults and the schema, then
// runs the handler and writes its result down while the state holds still.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, rt *rest.Route[*api.API], c *rest.Call) (rest.Reply, []byte, *Error) {
	if err := s.pause(); err != nil {
		return rest.Reply{Status: statusDropped}, nil, nil
	}
	if err := s.faultFor(rt); err != nil {
		return rest.Reply{}, nil, err
	}
	if !rt.Open && r.Header.Get("Authorization") != "Bot "+s.cfg.Token {
		s.limits.Invalid()
		return rest.Reply{}, nil, refusal.Unauthorized
	}
	if refused := s.limits.Take(rt.Limited(c), w.Header()); refused != nil {
		return rest.Reply{Status: http.StatusTooManyRequests}, refused, nil
	}
	if err := s.checkRequest(c); err != nil {
		return rest.Reply{}, nil, err
	}
	res, out, err := s.run(rt, c)
	if err != nil && (err.Status == 401 || err.Status == 403) {
		s.limits.Invalid()
	}
	return res, out, err
}

// run calls the handler under the lock.
func (s *Server) run(rt *rest.Route[*api.API], c *rest.Call) (rest.Reply, []byte, *Error) {
	s.world.Lock()
	defer s.world.Unlock()
	res, err := rt.Do(s.api, c)
	if err != nil || res.Body == nil {
		return res, nil, err
	}
	out, failed := json.Marshal(res.Body)
	if failed != nil {
		return res, nil, refusal.New(http.StatusInternalServerError, 0, failed.Error())
	}
	return res, out, nil
}

// faultFor is the refusal of a request that is meant to fail.
func (s *Server) faultFor(rt *rest.Route[*api.API]) *Error {
	if status := s.Status(); status > 0 {
		return &Error{Status: status, Message: http.StatusText(status)}
	}
	if strings.HasSuffix(rt.Template, "/callback") && s.Unknown() {
		return refusal.UnknownInteraction
	}
	return nil
}

// pause holds the request up while the SlowREST fault is on. Discord carries out
// what it was sent, also where the client has left meanwhile.
func (s *Server) pause() error {
	wait, done := s.Hold()
	defer done()
	if wait <= 0 {
		return nil
	}
	s.world.Lock()
	s.world.Wake()
	s.world.Unlock()
	select {
	case <-time.After(wait):
		return nil
	case <-s.stop:
		return http.ErrServerClosed
	}
}

// checkRequest asks the validator about a body.
func (s *Server) checkRequest(c *rest.Call) *Error {
	if s.cfg.Validator == nil || len(c.Body) == 0 {
		return nil
	}
	if !json.Valid(c.Body) {
		return refusal.BadJSON
	}
	if err := s.cfg.Validator.Request(c.Method, c.Path, c.Body); err != nil {
		s.log.Violation("request", "%s %s: %v", c.Method, c.Path, err)
		return refusal.Field("", "SCHEMA", err.Error())
	}
	return nil
}

func (s *Server) checkAnswer(rec traffic.Request) {
	if s.cfg.Validator == nil || rec.Template == "" || rec.Status == statusDropped || rec.Status >= 500 {
		return
	}
	if err := s.cfg.Validator.Answer(rec.Method, rec.Template, rec.Status, rec.Answer); err != nil {
		s.log.Violation("answer", "%s %s: %v", rec.Method, rec.Template, err)
	}
}
