package gateway

import (
	"errors"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// Opcodes of the gateway.
// Source: https://discord.com/developers/docs/topics/opcodes-and-status-codes
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opPresence       = 3
	opVoice          = 4
	opResume         = 6
	opReconnect      = 7
	opRequestMembers = 8
	opInvalidSession = 9
	opHello          = 10
	opHeartbeatAck   = 11
)

// Close codes of the gateway; those from 4010 on are fatal, as is 4004.
const (
	closeUnknown          = 4000
	closeUnknownOp        = 4001
	closeDecode           = 4002
	closeNotAuthenticated = 4003
	closeBadToken         = 4004
	closeAuthenticated    = 4005
	closeBadSequence      = 4007
	closeRateLimited      = 4008
	closeTimedOut         = 4009
	closeBadShard         = 4010
	closeShardingNeeded   = 4011
	closeBadVersion       = 4012
	closeBadIntents       = 4013
	closeForbiddenIntents = 4014
)

const (
	maxPayload   = 4096 // bytes a client may send at once
	sendsAMinute = 120  // payloads a client may send in 60 s
	closingTime  = 2 * time.Second
)

var upgrader = websocket.Upgrader{CheckOrigin: func(r *http.Request) bool { return !FromBrowser(r) }}

// FromBrowser tells a web page's request from a bot's. Bots have no origin; a
// page that found this port, by DNS rebinding or otherwise, gets nothing.
func FromBrowser(r *http.Request) bool {
	return r.Header.Get("Origin") != "" || r.Header.Get("Sec-Fetch-Mode") != ""
}

// Serve is the life of one connection.
func (g *Gateway) Serve(w http.ResponseWriter, r *http.Request) {
	ws, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // the upgrader has answered
	}
	c := newConn(g, ws, r)
	if !g.admit(c) {
		_ = ws.Close()
		return
	}
	defer g.work.Done()
	written := make(chan struct{})
	go func() { defer close(written); c.write() }()
	c.greet(r)
	code := c.read()
	g.leave(c, code)
	c.abort()
	<-written
}

// admit registers a connection unless the server is stopping.
func (g *Gateway) admit(c *conn) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	select {
	case <-g.cfg.Stop:
		return false
	default:
	}
	g.work.Add(1)
	g.conns[c] = struct{}{}
	return true
}

// leave forgets a connection. A client that closes with 1000 or 1001 ends its
// session; after anything else it may resume.
// Source: https://discord.com/developers/docs/events/gateway#initiating-a-disconnect
func (g *Gateway) leave(c *conn, code int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.conns, c)
	ses := c.session
	if ses == nil || c.closing {
		return
	}
	if ses.conn != c { // another connection has taken it
		return
	}
	ses.conn = nil
	if code == websocket.CloseNormalClosure || code == websocket.CloseGoingAway {
		delete(g.sessions, ses.id)
	}
	g.cfg.Changed()
}

// greet sends HELLO, or closes a connection that asks for what is not there.
func (c *conn) greet(r *http.Request) {
	q := r.URL.Query()
	c.g.mu.Lock()
	defer c.g.mu.Unlock()
	switch v := q.Get("v"); {
	case v != "" && v != "9" && v != "10":
		c.close(closeBadVersion, "Invalid API version.")
	case q.Get("encoding") != "" && q.Get("encoding") != "json":
		c.close(closeDecode, "Only encoding=json is spoken here.")
	default:
		c.send(payload{Op: opHello, Data: map[string]any{"heartbeat_interval": c.g.cfg.HeartbeatInterval.Milliseconds()}})
	}
}

// read handles what the client sends until the connection ends, and returns
// the client's close code, or 0.
func (c *conn) read() int {
	c.ws.SetReadLimit(1 << 20)
	c.expectHeartbeat()
	for {
		_, data, err := c.ws.ReadMessage()
		if err != nil {
			return c.readError(err)
		}
		c.g.mu.Lock()
		if !c.closing {
			c.handle(data)
		}
		c.g.mu.Unlock()
	}
}

// expectHeartbeat gives the client one and a half intervals for the next one.
func (c *conn) expectHeartbeat() {
	_ = c.ws.SetReadDeadline(time.Now().Add(c.g.cfg.HeartbeatInterval * 3 / 2))
}

func (c *conn) readError(err error) int {
	var closed *websocket.CloseError
	var netErr net.Error
	switch {
	case errors.As(err, &closed):
		return closed.Code
	case errors.As(err, &netErr) && netErr.Timeout():
		c.g.mu.Lock()
		if !c.closing {
			c.close(closeTimedOut, "Session timed out.")
		}
		c.g.mu.Unlock()
		select { // let the writer say so
		case <-c.done:
		case <-time.After(closingTime):
		}
	}
	return 0
}

// bareToken is a token without its kind: clients send both forms.
func bareToken(token string) string { return strings.TrimPrefix(token, "Bot ") }
