package gateway

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"footnote/bot/localdiscord/ratelimit"
	"footnote/bot/localdiscord/traffic"
)

// payload is a frame of the gateway in the form that it is sent in.
type payload struct {
	Op       int    `json:"op"`
	Data     any    `json:"d"`
	Sequence *int64 `json:"s"`
	Name     string `json:"t,omitempty"`
}

// outgoing waits to be written; a code other than 0 closes.
type outgoing struct {
	data   []byte
	code   int
	reason string
}

// conn is one WebSocket. What it is told to send is queued without bound and
// written by its own goroutine, so that nobody waits for a slow client.
type conn struct {
	g     *Gateway
	ws    *websocket.Conn
	host  string        // that the client reached the server by
	ready chan struct{} // holds one token when queue is not empty
	done  chan struct{}
	end   sync.Once

	stream *zlib.Writer // zlib-stream: one dictionary over the connection
	single *zlib.Writer // payload compression: each by itself
	packed *bytes.Buffer

	// Guarded by the lock of the gateway.
	queue    []outgoing
	session  *session
	compress bool // zlib for each payload, as IDENTIFY asked
	closing  bool
	sends    ratelimit.Window
}

func newConn(g *Gateway, ws *websocket.Conn, r *http.Request) *conn {
	c := &conn{g: g, ws: ws, host: r.Host, ready: make(chan struct{}, 1), done: make(chan struct{}), packed: &bytes.Buffer{}}
	if r.URL.Query().Get("compress") == "zlib-stream" {
		c.stream, _ = zlib.NewWriterLevel(c.packed, zlib.BestSpeed)
	}
	return c
}

// abort cuts the connection.
func (c *conn) abort() {
	c.end.Do(func() {
		close(c.done)
		_ = c.ws.Close()
	})
}

// close says a code, after what is queued, and takes nothing any more. The
// session stays for a RESUME unless the code says otherwise.
func (c *conn) close(code int, reason string) {
	if c.closing {
		return
	}
	c.closing = true
	if ses := c.session; ses != nil {
		ses.conn = nil
		if code == closeBadSequence || code == closeTimedOut || code == closeBadToken || code >= closeBadShard {
			delete(c.g.sessions, ses.id)
		}
	}
	c.enqueue(outgoing{code: code, reason: reason})
	c.g.cfg.Changed()
}

// send queues a payload that does not count in the session's sequence.
func (c *conn) send(p payload) {
	data, err := json.Marshal(p)
	if err != nil {
		c.g.log.Violation("event", "op %d cannot be written: %v", p.Op, err)
		return
	}
	c.g.log.Frame(traffic.Frame{At: c.g.cfg.Now(), Session: c.sessionID(), Op: p.Op, Data: raw(p.Data)})
	c.enqueue(outgoing{data: data})
}

func (c *conn) sessionID() string {
	if c.session == nil {
		return ""
	}
	return c.session.id
}

func (c *conn) enqueue(o outgoing) {
	if c.closing && o.code == 0 {
		return
	}
	c.queue = append(c.queue, o)
	select {
	case c.ready <- struct{}{}:
	default:
	}
}

// write is the connection's writer; it ends with the connection.
func (c *conn) write() {
	for {
		select {
		case <-c.done:
			return
		case <-c.ready:
		}
		c.g.mu.Lock()
		batch, compress := c.queue, c.compress
		c.queue = nil
		c.g.mu.Unlock()
		for _, o := range batch {
			if !c.writeOne(o, compress) {
				return
			}
		}
	}
}

// writeOne reports whether there may be more.
func (c *conn) writeOne(o outgoing, compress bool) bool {
	_ = c.ws.SetWriteDeadline(time.Now().Add(10 * time.Second))
	if o.code != 0 {
		text := websocket.FormatCloseMessage(o.code, o.reason)
		_ = c.ws.WriteControl(websocket.CloseMessage, text, time.Now().Add(closingTime))
		// The client hangs up; who does not is cut off by the deadline.
		_ = c.ws.SetReadDeadline(time.Now().Add(closingTime))
		return false
	}
	kind, data := websocket.TextMessage, o.data
	if c.stream != nil || compress {
		kind, data = websocket.BinaryMessage, c.pack(o.data)
	}
	if err := c.ws.WriteMessage(kind, data); err != nil {
		c.abort()
		return false
	}
	return true
}

// pack compresses: a payload by itself, or as the next part of the stream,
// which Z_SYNC_FLUSH ends with 00 00 FF FF.
// Source: https://discord.com/developers/docs/events/gateway#encoding-and-compression
func (c *conn) pack(data []byte) []byte {
	c.packed.Reset()
	if c.stream != nil { // writing to a bytes.Buffer cannot fail
		_, _ = c.stream.Write(data)
		_ = c.stream.Flush()
	} else {
		if c.single == nil { // a compressor is a megabyte: one for the connection
			c.single, _ = zlib.NewWriterLevel(c.packed, zlib.BestSpeed)
		}
		c.single.Reset(c.packed)
		_, _ = c.single.Write(data)
		_ = c.single.Close()
	}
	return append([]byte{}, c.packed.Bytes()...)
}
