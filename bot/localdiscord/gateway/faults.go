package gateway

// Drop cuts every gateway connection without a word; sessions can resume.
func (g *Gateway) Drop() { g.eachConn(func(c *conn) { c.abort() }) }

// AskReconnect sends op 7 to every connection. It is for the bot to hang up.
func (g *Gateway) AskReconnect() {
	g.eachConn(func(c *conn) { c.send(payload{Op: opReconnect}) })
}

// InvalidateSessions sends op 9. Sessions that are not resumable are forgotten.
func (g *Gateway) InvalidateSessions(resumable bool) {
	g.eachConn(func(c *conn) { c.invalidate(resumable) })
}

// CloseConnections closes every connection with a code such as 4000. Codes
// that Discord calls fatal, and 4007 and 4009, end the session as well.
func (g *Gateway) CloseConnections(code int, reason string) {
	g.eachConn(func(c *conn) { c.close(code, reason) })
}

// RequestHeartbeats sends op 1, which the bot must answer at once.
func (g *Gateway) RequestHeartbeats() {
	g.eachConn(func(c *conn) { c.send(payload{Op: opHeartbeat}) })
}

// Connections is how many gateway connections are open and identified.
func (g *Gateway) Connections() int {
	n := 0
	g.eachConn(func(c *conn) {
		if c.session != nil {
			n++
		}
	})
	return n
}

func (g *Gateway) eachConn(do func(*conn)) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for c := range g.conns {
		do(c)
	}
}
