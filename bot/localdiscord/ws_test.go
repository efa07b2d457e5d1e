package localdiscord_test

import (
	"bytes"
	"compress/zlib"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/gorilla/websocket"

	"footnote/bot/localdiscord/wire"
)

// gw is a gateway connection by hand.
type gw struct {
	*testing.T
	ws     *websocket.Conn
	stream *inflater // zlib-stream
}

type frame struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  *int64          `json:"s"`
	Name string          `json:"t"`
}

func (w *world) dial(query string) *gw {
	w.Helper()
	ws, _, err := websocket.DefaultDialer.Dial("ws"+strings.TrimPrefix(w.URL(), "http")+"/?"+query, nil)
	must(w.T, err)
	w.Cleanup(func() { ws.Close() })
	end, _ := within(w.T).Deadline() // the zero time is none
	must(w.T, ws.SetReadDeadline(end))
	g := &gw{T: w.T, ws: ws}
	if strings.Contains(query, "zlib-stream") {
		g.stream = &inflater{}
	}
	return g
}

// inflater is the client's end of zlib-stream: one dictionary, parts that end
// with a flush.
type inflater struct {
	in bytes.Buffer
	z  io.Reader
}

func (f *inflater) next(data []byte, into any) error {
	f.in.Write(data)
	if f.z == nil {
		z, err := zlib.NewReader(&f.in)
		if err != nil {
			return err
		}
		f.z = z
	}
	return json.NewDecoder(oneByte{f.z}).Decode(into)
}

// oneByte keeps the decoder from reading past the end of a part.
type oneByte struct{ r io.Reader }

func (o oneByte) Read(p []byte) (int, error) { return o.r.Read(p[:1]) }

func (g *gw) next() frame {
	g.Helper()
	kind, data, err := g.ws.ReadMessage()
	must(g.T, err)
	var f frame
	switch {
	case g.stream != nil:
		if !bytes.HasSuffix(data, []byte{0, 0, 0xff, 0xff}) {
			g.Errorf("a part of the stream does not end with a flush: %x", data)
		}
		must(g.T, g.stream.next(data, &f))
	case kind == websocket.BinaryMessage:
		z, err := zlib.NewReader(bytes.NewReader(data))
		must(g.T, err)
		must(g.T, json.NewDecoder(z).Decode(&f))
	default:
		must(g.T, json.Unmarshal(data, &f))
	}
	return f
}

// want reads a frame of this op and name.
func (g *gw) want(op int, name string) frame {
	g.Helper()
	f := g.next()
	if f.Op != op || f.Name != name {
		g.Fatalf("got op %d %s %s, want op %d %s", f.Op, f.Name, f.Data, op, name)
	}
	return f
}

func (g *gw) send(op int, data any) {
	g.Helper()
	must(g.T, g.ws.WriteJSON(object{"op": op, "d": data}))
}

// wantClose reads up to the server's close code.
func (g *gw) wantClose(code int) {
	g.Helper()
	for {
		_, _, err := g.ws.ReadMessage()
		var closed *websocket.CloseError
		switch {
		case err == nil:
			continue
		case !errors.As(err, &closed) || closed.Code != code:
			g.Errorf("got %v, want close code %d", err, code)
		}
		return
	}
}

func (w *world) identity(intents wire.Intent) object {
	return object{"token": w.Token(), "intents": intents, "properties": object{"os": "linux"}}
}

// identify goes as far as READY, and the guild with IntentGuilds.
func (g *gw) identify(w *world, intents wire.Intent) (session string) {
	g.Helper()
	g.want(10, "")
	g.send(2, w.identity(intents))
	ready := g.want(0, "READY")
	var d struct {
		SessionID string `json:"session_id"`
	}
	must(g.T, json.Unmarshal(ready.Data, &d))
	if intents&wire.IntentGuilds != 0 {
		g.want(0, "GUILD_CREATE")
	}
	return d.SessionID
}
