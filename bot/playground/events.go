package playground

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"footnote/bot/localdiscord"
)

// Clocks of a page's connection: a page that answers no ping is gone, and one
// that takes nothing for so long gets a new connection when it is back.
const (
	pingEvery = 20 * time.Second
	pongTime  = 50 * time.Second
	writeTime = 10 * time.Second
)

// upgrader checks the origin once more, see sameOrigin.
var upgrader = websocket.Upgrader{ReadBufferSize: 1 << 10, WriteBufferSize: 8 << 10, CheckOrigin: sameOrigin}

// events sends a page all that the person can see, as it happens. It is a
// WebSocket because browsers open only six other connections to a host, over
// all tabs.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	p, err := s.person(r.URL.Query().Get("as"))
	if err != nil {
		reply(w, nil, err)
		return
	}
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return // the upgrader has answered
	}
	s.socks.Add(1)
	defer s.socks.Done()
	defer conn.Close()
	ctx, cancel := context.WithCancel(s.life)
	defer cancel()
	sub := s.Discord.Subscribe(p.ID)
	defer sub.Close()
	s.socks.Go(func() { defer cancel(); listen(conn) })
	s.socks.Go(func() { keepUp(ctx, conn) })
	s.send(ctx, conn, sub)
}

// listen takes pongs until the page is gone; a page says nothing else.
func listen(conn *websocket.Conn) {
	conn.SetReadLimit(1 << 10)
	alive := func(string) error { return conn.SetReadDeadline(time.Now().Add(pongTime)) }
	_ = alive("")
	conn.SetPongHandler(alive)
	for {
		if _, _, err := conn.ReadMessage(); err != nil {
			return
		}
	}
}

// keepUp pings, and ends the connection with ctx, which ends listen.
func keepUp(ctx context.Context, conn *websocket.Conn) {
	tick := time.NewTicker(pingEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			bye := websocket.FormatCloseMessage(websocket.CloseGoingAway, "")
			_ = conn.WriteControl(websocket.CloseMessage, bye, time.Now().Add(time.Second))
			_ = conn.Close()
			return
		case <-tick.C:
			_ = conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeTime))
		}
	}
}

// send hands the person's events on. That the bot is there is said apart: a
// chat works without it.
func (s *Server) send(ctx context.Context, conn *websocket.Conn, sub *localdiscord.Subscription) {
	var mu sync.Mutex
	write := func(e localdiscord.Event) bool {
		mu.Lock()
		defer mu.Unlock()
		_ = conn.SetWriteDeadline(time.Now().Add(writeTime))
		return conn.WriteJSON(e) == nil
	}
	if !write(localdiscord.Event{Type: "HELLO", Data: map[string]string{"boot": s.boot}}) {
		return
	}
	s.socks.Go(func() {
		if s.Discord.Ready(ctx, "ask") == nil {
			write(localdiscord.Event{Type: "BOT_READY", Data: s.Discord.Presence()})
		}
	})
	s.socks.Go(func() {
		select {
		case <-s.suggested:
			write(localdiscord.Event{Type: "EXAMPLES", Data: s.list})
		case <-ctx.Done():
		}
	})
	for {
		e, err := sub.Next(ctx)
		if err != nil || !write(e) {
			return
		}
	}
}
