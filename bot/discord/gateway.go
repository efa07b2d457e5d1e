package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

const (
	// openTime is how long a connection may take until it is ready. Discord
	// answers in a second; discordgo waits for ever.
	openTime = 30 * time.Second
	// A session that falls within shortLife more often than mostResumes in a row
	// is made anew: it may be that Discord refuses it for a reason that shows
	// only when it identifies itself anew.
	shortLife   = 10 * time.Second
	mostResumes = 2
	// longestPause keeps a day's tries below the 1,000 IDENTIFYs allowed.
	longestPause = 2 * time.Minute
)

// Gateway keeps a connection open. It does the reconnecting itself: discordgo
// retries what can never succeed, for ever, and cannot be stopped meanwhile.
type Gateway struct {
	Token   string
	Intents discordgo.Intent
	To      *Transport
	// Add registers handlers with each new session.
	Add func(*discordgo.Session)
	Log *slog.Logger
	// Lost is told the code of each connection that was lost; nil means nobody.
	Lost func(code int)
	// FirstPause is the shortest wait before another try.
	FirstPause time.Duration

	// lastCode is the code with which Discord closed the last connection, 0
	// where it did not say one.
	lastCode atomic.Int64
	mu       sync.Mutex
	conns    map[net.Conn]struct{}
}

// Run holds the connection until ctx ends, which is no error, or Discord
// refuses for good.
func (g *Gateway) Run(ctx context.Context) error {
	s, down, err := g.session()
	if err != nil {
		return err
	}
	pause, short := g.FirstPause, 0
	for {
		began := time.Now()
		if err := g.hold(ctx, s, down); err != nil || ctx.Err() != nil {
			return err
		}
		if time.Since(began) >= shortLife {
			pause, short = g.FirstPause, 0
		}
		// Resuming brings back the events that were missed, so that it is tried
		// first.
		if short++; short > mostResumes {
			if s, down, err = g.session(); err != nil {
				return err
			}
		}
		if Sleep(ctx, pause/2+rand.N(pause/2+1)) != nil {
			return nil
		}
		pause = min(2*pause, longestPause)
	}
}

// hold connects a session and stays until the connection is lost or ctx ends.
// The error says what to fix where Discord refuses for good.
func (g *Gateway) hold(ctx context.Context, s *discordgo.Session, down <-chan struct{}) error {
	select {
	case <-down: // of a connection before
	default:
	}
	if err := g.open(ctx, s); err != nil {
		if ctx.Err() == nil {
			g.Log.Warn("Discord's gateway could not be reached, trying again", "error", err)
		}
		return fatal(err)
	}
	select {
	case <-ctx.Done():
		return s.Close()
	case <-down:
		code := int(g.lastCode.Load())
		g.Log.Info("the connection to Discord's gateway is lost, reconnecting", "code", code)
		if g.Lost != nil {
			g.Lost(code)
		}
		return refusal(code)
	}
}

// session makes a session that has never been connected. down gets a value
// when its connection is lost.
func (g *Gateway) session() (s *discordgo.Session, down <-chan struct{}, err error) {
	if s, err = discordgo.New("Bot " + g.Token); err != nil {
		return nil, nil, err
	}
	lost := make(chan struct{}, 1)
	s.Client.Transport = g.To
	s.Dialer = g.dialer()
	s.Identify.Intents = g.Intents
	s.LogLevel = -1                  // gateway and rest log what matters, once
	s.StateEnabled = false           // bot/guilds.go keeps the little that is needed
	s.SyncEvents = true              // handlers hand over to goroutines that the bot owns
	s.ShouldReconnectOnError = false // see gateway
	s.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) {
		select {
		case lost <- struct{}{}:
		default:
		}
	})
	g.Add(s)
	return s, lost, nil
}

// open connects a session, within openTime.
func (g *Gateway) open(ctx context.Context, s *discordgo.Session) error {
	done := make(chan error, 1)
	go func() { done <- s.Open() }()
	timer := time.NewTimer(openTime)
	defer timer.Stop()
	var late error
	select {
	case err := <-done:
		if errors.Is(err, discordgo.ErrWSAlreadyOpen) {
			return nil
		}
		return err
	case <-timer.C:
		late = fmt.Errorf("the gateway was not ready after %v", openTime)
	case <-ctx.Done():
		late = context.Cause(ctx)
	}
	// Without its connection Open returns.
	g.hangUp()
	select {
	case err := <-done:
		if err == nil {
			err = s.Close()
		}
		return errors.Join(late, err)
	case <-time.After(2 * time.Second):
		// An op 7 before READY blocks discordgo on its own lock; nothing but
		// leaving that session alone helps.
		return late
	}
}

// dialer makes connections that g watches.
func (g *Gateway) dialer() *websocket.Dialer {
	d := &websocket.Dialer{HandshakeTimeout: 15 * time.Second, NetDialContext: g.dial}
	discord := &http.Request{URL: &url.URL{Scheme: "https", Host: "gateway.discord.gg"}}
	if proxy, err := http.ProxyFromEnvironment(discord); g.To.base == nil && (proxy != nil || err != nil) {
		// Through a proxy the library has to do the encryption, and close codes
		// are not seen; the next try to connect shows them.
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

// Close closes the connection.
func (t *tracked) Close() error {
	t.g.mu.Lock()
	delete(t.g.conns, t.Conn)
	t.g.mu.Unlock()
	return t.Conn.Close()
}

// fatal says what to fix where Discord refuses for good, nil otherwise.
func fatal(err error) error {
	var closed *websocket.CloseError
	if !errors.As(err, &closed) {
		return nil
	}
	return refusal(closed.Code)
}

// refusal says what to fix where Discord closed with a code that it is not to
// be bothered again with, nil for any other.
// Source: https://discord.com/developers/docs/topics/opcodes-and-status-codes
func refusal(code int) error {
	switch code {
	case 4004:
		return ErrToken
	case 4010, 4011:
		return errors.New("the bot is in so many servers that Discord requires sharding, which it does not do yet: take it out of some")
	case 4012:
		return errors.New("the Discord of today no longer speaks this version of its gateway: update footnote")
	case 4013, 4014:
		return errors.New("the bot's intents are refused by Discord: turn on Message Content Intent on the Bot page of the developer portal and start again")
	}
	return nil
}

// ErrToken: the token is wrong, or has been reset.
var ErrToken = errors.New("the bot's token is refused by Discord: copy it anew from the Bot page of the developer portal into DISCORD_TOKEN")
