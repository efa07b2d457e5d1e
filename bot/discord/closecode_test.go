package discord

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gorilla/websocket"
)

// What a real server sends is read the same, however it is cut into pieces.
func TestCloseCodeOutOfARealStream(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c, err := (&websocket.Upgrader{}).Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer c.Close()
		for _, size := range []int{0, 5, 125, 126, 300, 70_000} {
			_ = c.WriteMessage(websocket.BinaryMessage, bytes.Repeat([]byte{0x88}, size))
		}
		_ = c.WriteMessage(websocket.CloseMessage, websocket.FormatCloseMessage(4014, "Disallowed intent(s)."))
	}))
	defer server.Close()
	var stream bytes.Buffer
	g := &Gateway{Options: Options{To: &Transport{}}}
	dialer := websocket.Dialer{NetDialContext: g.dial}
	conn, res, err := dialer.Dial("ws"+strings.TrimPrefix(server.URL, "http"), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	defer conn.Close()
	for err == nil {
		_, _, err = conn.ReadMessage()
	}
	if code := g.lastCode.Load(); code != 4014 {
		t.Errorf("the code is %d", code)
	}
	stream.WriteString("HTTP/1.1 101 Switching Protocols\r\nA: b\r\n\r\n")
	stream.Write(append([]byte{0x82, 126, 1, 44}, bytes.Repeat([]byte{0x88, 2}, 150)...))
	stream.Write([]byte{0x88, 6, 0x0F, 0xA4, 'o', 'h', 'n', 'o'})
	for size := 1; size < stream.Len(); size++ {
		c, got := closeCode{}, 0
		for rest := stream.Bytes(); len(rest) > 0; {
			n := min(size, len(rest))
			got, rest = c.feed(rest[:n]), rest[n:]
		}
		if got != 4004 {
			t.Fatalf("in pieces of %d the code is %d", size, got)
		}
	}
}
