package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

const (
	// openTime is how long a connection may take until it is ready. Discord
	// answers in a second; discordgo waits for ever.
	openTime = 30 * time.Second
	// shortLife: a session that falls this soon is not resumed but made anew,
	// so that a refusal after an INVALID_SESSION shows.
	shortLife = 10 * time.Second
	// longestPause keeps a day's tries below the 1,000 IDENTIFYs allowed.
	longestPause = 2 * time.Minute
)

// gateway keeps a connection open. It does the reconnecting itself: discordgo
// retries what can never succeed, for ever, and cannot be stopped meanwhile.
type gateway struct {
	token   string
	intents discordgo.Intent
	to      *transport
	// add registers handlers with each new session.
	add func(*discordgo.Session)
	log *slog.Logger
	// firstPause is the shortest wait before another try.
	firstPause time.Duration

	mu    sync.Mutex
	conns map[net.Conn]struct{}
}

// run holds the connection until ctx ends, which is no error, or Discord
// refuses for good.
func (g *gateway) run(ctx context.Context) error {
	pause := g.firstPause
	s, down, err := g.session()
	for err == nil {
		began := time.Now()
		if err := g.open(ctx, s); err != nil {
			if says := fatal(err); says != nil {
				return says
			}
			if ctx.Err() != nil {
				return nil
			}
			g.log.Warn("Discord's gateway could not be reached, trying again", "error", err, "pause", pause)
			s, down, err = g.session()
		} else {
			select {
			case <-ctx.Done():
				return s.Close()
			case <-down:
			}
			g.log.Info("the connection to Discord's gateway is lost, reconnecting")
		}
		if time.Since(began) < shortLife {
			s, down, err = g.session()
		} else {
			pause = g.firstPause
		}
		if sleep(ctx, pause/2+rand.N(pause/2+1)) != nil {
			return nil
		}
		pause = min(2*pause, longestPause)
	}
	return err
}

// session makes a session that has never been connected. down gets a value
// when its connection is lost.
func (g *gateway) session() (s *discordgo.Session, down <-chan struct{}, err error) {
	if s, err = discordgo.New("Bot " + g.token); err != nil {
		return nil, nil, err
	}
	lost := make(chan struct{}, 1)
	s.Client.Transport = g.to
	s.Dialer = &websocket.Dialer{HandshakeTimeout: 15 * time.Second, NetDialContext: g.dial, EnableCompression: false}
	s.Identify.Intents = g.intents
	s.StateEnabled = false           // bot/guilds.go keeps the little that is needed
	s.SyncEvents = true              // handlers hand over to goroutines that the bot owns
	s.ShouldReconnectOnError = false // see gateway
	s.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) {
		select {
		case lost <- struct{}{}:
		default:
		}
	})
	g.add(s)
	return s, lost, nil
}

// open connects a session, within openTime.
func (g *gateway) open(ctx context.Context, s *discordgo.Session) error {
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

// dial opens a connection and remembers it for hangUp.
func (g *gateway) dial(ctx context.Context, network, address string) (net.Conn, error) {
	c, err := g.to.dial(ctx, network, address)
	if err != nil {
		return nil, err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.conns == nil {
		g.conns = map[net.Conn]struct{}{}
	}
	g.conns[c] = struct{}{}
	return &tracked{c, g}, nil
}

// hangUp closes all connections.
func (g *gateway) hangUp() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for c := range g.conns {
		_ = c.Close() // it is given up anyway
	}
}

// tracked is a connection that gateway knows until it is closed.
type tracked struct {
	net.Conn
	g *gateway
}

// Close closes the connection.
func (t *tracked) Close() error {
	t.g.mu.Lock()
	delete(t.g.conns, t.Conn)
	t.g.mu.Unlock()
	return t.Conn.Close()
}

// fatal says what to fix where Discord refuses for good, nil otherwise.
// Source: https://discord.com/developers/docs/topics/opcodes-and-status-codes
func fatal(err error) error {
	var closed *websocket.CloseError
	if !errors.As(err, &closed) {
		return nil
	}
	switch closed.Code {
	case 4004:
		return errToken
	case 4010, 4011:
		return errors.New("the bot is in so many servers that Discord requires sharding, which it does not do yet: take it out of some")
	case 4012:
		return errors.New("the Discord of today no longer speaks this version of its gateway: update footnote")
	case 4013, 4014:
		return errors.New("the bot's intents are refused by Discord: turn on Message Content Intent on the Bot page of the developer portal, or turn off what asks for it")
	}
	return nil
}

// errToken: the token is wrong, or has been reset.
var errToken = errors.New("the bot's token is refused by Discord: copy it anew from the Bot page of the developer portal into DISCORD_TOKEN")
