package localdiscord

import (
	"net/http"
	"strings"

	"footnote/bot/localdiscord/api"
	"footnote/bot/localdiscord/gateway"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
)

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

// What goes wrong with connections on demand; see package gateway.

// Drop cuts every gateway connection without a word; sessions can resume.
func (s *Server) Drop() { s.gateway.Drop() }

// AskReconnect sends op 7 to every connection. It is for the bot to hang up.
func (s *Server) AskReconnect() { s.gateway.AskReconnect() }

// InvalidateSessions sends op 9. Sessions that are not resumable are forgotten.
func (s *Server) InvalidateSessions(resumable bool) { s.gateway.InvalidateSessions(resumable) }

// CloseConnections closes every connection with a code such as 4000. Codes
// that Discord calls fatal, and 4007 and 4009, end the session as well.
func (s *Server) CloseConnections(code int, reason string) { s.gateway.CloseConnections(code, reason) }

// RequestHeartbeats sends op 1, which the bot must answer at once.
func (s *Server) RequestHeartbeats() { s.gateway.RequestHeartbeats() }

// Connections is how many gateway connections are open and identified.
func (s *Server) Connections() int { return s.gateway.Connections() }

// Presence is the bot's last presence.
func (s *Server) Presence() gateway.Presence { return s.gateway.Presence() }
