package localdiscord

import (
	"net/http"
	"strings"
)

// faultFor is the refusal of a request that is meant to fail.
func (s *Server) faultFor(rt *route) *Error {
	if status := s.Status(); status > 0 {
		return &Error{Status: status, Message: http.StatusText(status)}
	}
	if strings.HasSuffix(rt.template, "/callback") && s.Unknown() {
		return errUnknownInteraction
	}
	return nil
}

// Drop cuts every gateway connection without a word; sessions can resume.
func (s *Server) Drop() { s.eachConn(func(c *conn) { c.abort() }) }

// AskReconnect sends op 7 to every connection. It is for the bot to hang up.
func (s *Server) AskReconnect() {
	s.eachConn(func(c *conn) { c.send(payload{Op: opReconnect}) })
}

// InvalidateSessions sends op 9. Sessions that are not resumable are forgotten.
func (s *Server) InvalidateSessions(resumable bool) {
	s.eachConn(func(c *conn) { c.invalidate(resumable) })
}

// CloseConnections closes every connection with a code such as 4000. Codes
// that Discord calls fatal, and 4007 and 4009, end the session as well.
func (s *Server) CloseConnections(code int, reason string) {
	s.eachConn(func(c *conn) { c.close(code, reason) })
}

// RequestHeartbeats sends op 1, which the bot must answer at once.
func (s *Server) RequestHeartbeats() {
	s.eachConn(func(c *conn) { c.send(payload{Op: opHeartbeat}) })
}

// Connections is how many gateway connections are open and identified.
func (s *Server) Connections() int {
	n := 0
	s.eachConn(func(c *conn) {
		if c.session != nil {
			n++
		}
	})
	return n
}

func (s *Server) eachConn(do func(*conn)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.conns {
		do(c)
	}
}
