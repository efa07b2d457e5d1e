package discord

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// dialer makes connections that g watches.
func (g *Gateway) dialer() *websocket.Dialer {
	d := &websocket.Dialer{HandshakeTimeout: 15 * time.Second, NetDialContext: g.dial}
	discord := &http.Request{URL: &url.URL{Scheme: "https", Host: "gateway.discord.gg"}}
	if proxy, err := http.ProxyFromEnvironment(discord); g.To.base == nil && (proxy != nil || err != nil) {
		// Through a proxy the library has to do the encryption, and close codes
		// are not seen, nor an IDENTIFY out of turn; the next try to connect shows them.
		d.Proxy = http.ProxyFromEnvironment
		return d
	}
	d.NetDialTLSContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		return g.watch(g.To.dialTLS(ctx, network, address))
	}
	return d
}

func (g *Gateway) dial(ctx context.Context, network, address string) (net.Conn, error) {
	return g.watch(g.To.dial(ctx, network, address))
}

// watch remembers a connection for hangUp, and what code closes it.
func (g *Gateway) watch(c net.Conn, err error) (net.Conn, error) {
	if err != nil {
		return nil, err
	}
	g.lastCode.Store(0)
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.conns == nil {
		g.conns = map[net.Conn]struct{}{}
	}
	g.conns[c] = struct{}{}
	return &tracked{Conn: c, g: g}, nil
}

// hangUp closes all connections.
func (g *Gateway) hangUp() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for c := range g.conns {
		_ = c.Close() // it is given up anyway
	}
}

// tracked is a connection that gateway knows until it is closed.
type tracked struct {
	net.Conn
	g    *Gateway
	code closeCode // Read is called by one goroutine at a time
}

// Read reads, and looks for a close code.
func (t *tracked) Read(p []byte) (int, error) {
	n, err := t.Conn.Read(p)
	if code := t.code.feed(p[:n]); code != 0 {
		t.g.lastCode.Store(int64(code))
	}
	return n, err
}

// errOutOfTurn: discordgo identifies itself again where Discord says that a session is
// over, whoever's turn it is.
var errOutOfTurn = errors.New("the session is over, and another must wait for its turn")

// Write writes, but lets no shard identify itself out of turn.
func (t *tracked) Write(p []byte) (int, error) {
	if t.g.pace != nil && identifies(p) && !t.g.mayIdentify.CompareAndSwap(true, false) {
		t.g.anew.Store(true)
		return 0, errors.Join(errOutOfTurn, t.Close())
	}
	return t.Conn.Write(p)
}

// identifies reports whether a frame of a client is an IDENTIFY, as discordgo writes it.
// Source of the frame's form: RFC 6455, section 5.2
func identifies(frame []byte) bool {
	if len(frame) < 2 || frame[0] != 0x81 { // one text in one frame
		return false
	}
	head := 2
	if frame[1]&0x7F == 126 {
		head = 4
	}
	if begins := []byte(`{"op":2,`); len(frame) >= head+4+len(begins) {
		mask, text := frame[head:head+4], frame[head+4:]
		for i, want := range begins {
			if text[i]^mask[i%4] != want {
				return false
			}
		}
		return true
	}
	return false
}

// Close closes the connection.
func (t *tracked) Close() error {
	t.g.mu.Lock()
	delete(t.g.conns, t.Conn)
	t.g.mu.Unlock()
	return t.Conn.Close()
}

// addressed answers what each of discordgo's sessions asks, where the gateway is: many
// shards would come to the limit of that request.
type addressed struct {
	*Transport
	gateway string
}

// RoundTrip sends a request to Discord, but for that one.
func (a *addressed) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.String() != discordgo.EndpointGateway {
		return a.Transport.RoundTrip(r)
	}
	body, err := json.Marshal(map[string]string{"url": a.gateway})
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(body)), Request: r}, err
}
