package localdiscord

import (
	"net/http"
	"strings"
	"time"
)

// faults are what goes wrong on demand; guarded by Server.mu.
type faults struct {
	delay       time.Duration
	failNext    int
	failStatus  int
	failUntil   time.Time
	unknownNext int
	loseAnswers int
	lost        map[string]int // event name ("" for any) -> how many
	muteAcks    bool
}

// loses reports whether this event is to be lost, and counts it.
func (f *faults) loses(name string) bool {
	for _, key := range []string{name, ""} {
		if f.lost[key] > 0 {
			f.lost[key]--
			return true
		}
	}
	return false
}

// FailNext answers the next n requests with an HTTP status of 500 or more.
func (s *Server) FailNext(n, status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.failNext, s.faults.failStatus = n, status
}

// FailFor answers all requests with a status of 500 or more, from now on for
// a while by Config.Now; zero ends it.
func (s *Server) FailFor(d time.Duration, status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.failUntil, s.faults.failStatus = s.cfg.Now().Add(d), status
}

// SlowREST holds every request up by d; zero ends it.
func (s *Server) SlowREST(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.delay = d
}

// Waiting is how many requests SlowREST holds up now.
func (s *Server) Waiting() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.waiting
}

// UnknownInteractions refuses the next n first responses with 10062, as
// Discord does when they come too late.
func (s *Server) UnknownInteractions(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.unknownNext = n
}

// LoseAnswers carries out the next n requests and cuts the connection instead
// of answering, so that the client cannot know whether they were done.
func (s *Server) LoseAnswers(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.loseAnswers = n
}

func (s *Server) losesAnswer() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.faults.loseAnswers == 0 {
		return false
	}
	s.faults.loseAnswers--
	return true
}

// LoseEvents never delivers the next n events of this name ("" for any), not
// even to a session that resumes.
func (s *Server) LoseEvents(name string, n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.faults.lost == nil {
		s.faults.lost = map[string]int{}
	}
	s.faults.lost[name] = n
}

// MuteHeartbeats leaves heartbeats unanswered, as a zombie connection does.
func (s *Server) MuteHeartbeats(on bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults.muteAcks = on
}

// faultFor is the refusal of a request that is meant to fail.
func (s *Server) faultFor(rt *route, _ *call) *Error {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := &s.faults
	status := 0
	switch {
	case f.failNext > 0:
		f.failNext--
		status = f.failStatus
	case s.cfg.Now().Before(f.failUntil):
		status = f.failStatus
	}
	if status > 0 {
		return &Error{Status: status, Message: http.StatusText(status)}
	}
	if f.unknownNext > 0 && strings.HasSuffix(rt.template, "/callback") {
		f.unknownNext--
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
