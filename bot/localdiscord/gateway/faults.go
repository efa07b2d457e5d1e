package gateway

// Control is what goes wrong with a gateway's connections on demand, and what is seen
// of them.
type Control struct{ g *Gateway }

// Control gives control over the gateway.
func (g *Gateway) Control() Control { return Control{g} }

// Presence is the bot's last presence.
func (c Control) Presence() Presence {
	c.g.mu.Lock()
	defer c.g.mu.Unlock()
	return c.g.presence
}

// HoldForBot has the messages and interactions from now on wait for the bot's first
// session, which Discord would not do: where both start at once, nobody knows that the
// bot is not there yet. It is for a bot of one shard.
func (c Control) HoldForBot() {
	c.g.mu.Lock()
	defer c.g.mu.Unlock()
	c.g.holds = len(c.g.sessions) == 0
}

// Drop cuts every gateway connection without a word; sessions can resume.
func (c Control) Drop() { c.each((*conn).abort) }

// AskReconnect sends op 7 to every connection. It is for the bot to hang up.
func (c Control) AskReconnect() {
	c.each(func(c *conn) { c.send(payload{Op: opReconnect}) })
}

// InvalidateSessions sends op 9. Sessions that are not resumable are forgotten.
func (c Control) InvalidateSessions(resumable bool) {
	c.each(func(c *conn) { c.invalidate(resumable) })
}

// CloseConnections closes every connection with a code such as 4000. Codes
// that Discord calls fatal, and 4007 and 4009, end the session as well.
func (c Control) CloseConnections(code int, reason string) {
	c.each(func(c *conn) { c.close(code, reason) })
}

// RequestHeartbeats sends op 1, which the bot must answer at once.
func (c Control) RequestHeartbeats() {
	c.each(func(c *conn) { c.send(payload{Op: opHeartbeat}) })
}

// Connections is how many gateway connections are open and identified.
func (c Control) Connections() int {
	n := 0
	c.each(func(c *conn) {
		if c.session != nil {
			n++
		}
	})
	return n
}

func (c Control) each(do func(*conn)) {
	c.g.mu.Lock()
	defer c.g.mu.Unlock()
	for one := range c.g.conns {
		do(one)
	}
}
