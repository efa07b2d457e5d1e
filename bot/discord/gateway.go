package discord

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
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

// Options are how the connections of a bot behave.
type Options struct {
	Token   string
	Intents discordgo.Intent
	To      *Transport
	// Add registers handlers with each new session.
	Add func(*discordgo.Session)
	Log *slog.Logger
	// Lost is told the shard and the code of each connection that was lost; nil means
	// nobody.
	Lost func(shard, code int)
	// FirstPause is the shortest wait before another try.
	FirstPause time.Duration
}

// Gateway keeps the connection of one shard open. It does the reconnecting itself:
// discordgo retries what can never succeed, for ever, and cannot be stopped meanwhile.
type Gateway struct {
	Options
	shard, of int   // of is 0 for a bot's only shard
	pace      *Pace // nil for a bot's only shard
	// connected is told when Discord greets a session and when the connection is gone.
	connected func(up bool)

	// mayIdentify: it is the shard's turn. anew: the session is over.
	mayIdentify, anew atomic.Bool
	// lastCode is the code with which Discord closed the last connection, 0
	// where it did not say one.
	lastCode atomic.Int64
	mu       sync.Mutex
	conns    map[net.Conn]struct{}
}

// session is one of discordgo's.
type session struct {
	*discordgo.Session
	// down gets a value when the connection is lost.
	down <-chan struct{}
	// begun: Discord has greeted it, so that it is resumed when it is opened again.
	begun atomic.Bool
}

// Run holds the connection until ctx ends, which is no error, or Discord
// refuses for good.
func (g *Gateway) Run(ctx context.Context) error {
	s, err := g.session()
	if err != nil {
		return err
	}
	pause, short := g.FirstPause, 0
	for {
		began := time.Now()
		if err := g.hold(ctx, s); err != nil || ctx.Err() != nil {
			return err
		}
		if time.Since(began) >= shortLife {
			pause, short = g.FirstPause, 0
		}
		// Resuming brings back the events that were missed, so that it is tried
		// first.
		if short++; short > mostResumes || g.anew.Swap(false) {
			if s, err = g.session(); err != nil {
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
func (g *Gateway) hold(ctx context.Context, s *session) error {
	select {
	case <-s.down: // of a connection before
	default:
	}
	if err := g.inTurn(ctx, s); err != nil {
		if ctx.Err() == nil {
			g.Log.Warn("Discord's gateway could not be reached, trying again", "error", err)
		}
		return fatal(err)
	}
	select {
	case <-ctx.Done():
		return s.Close()
	case <-s.down:
		code := int(g.lastCode.Load())
		g.Log.Info("the connection to Discord's gateway is lost, reconnecting", "shard", g.shard, "code", code)
		if g.Lost != nil {
			g.Lost(g.shard, code)
		}
		return refusal(code)
	}
}

// inTurn connects a session, one that identifies itself in its turn.
func (g *Gateway) inTurn(ctx context.Context, s *session) error {
	if g.pace == nil || s.begun.Load() {
		return g.open(ctx, s.Session)
	}
	leave, err := g.pace.enter(ctx, g.shard)
	if err != nil {
		return err
	}
	defer leave()
	g.mayIdentify.Store(true)
	defer g.mayIdentify.Store(false)
	return g.open(ctx, s.Session)
}

// session makes a session that has never been connected.
func (g *Gateway) session() (*session, error) {
	inner, err := discordgo.New("Bot " + g.Token)
	if err != nil {
		return nil, err
	}
	lost := make(chan struct{}, 1)
	s := &session{Session: inner, down: lost}
	s.Client.Transport = g.To
	if g.pace != nil {
		s.Client.Transport = &addressed{g.To, g.pace.gateway}
	}
	s.Dialer = g.dialer()
	s.Identify.Intents = g.Intents
	s.ShardID, s.ShardCount = g.shard, g.of
	s.LogLevel = -1                  // gateway and rest log what matters, once
	s.StateEnabled = false           // bot/guilds.go keeps the little that is needed
	s.SyncEvents = true              // handlers hand over to goroutines that the bot owns
	s.ShouldReconnectOnError = false // see gateway
	g.Add(inner)
	s.AddHandler(func(*discordgo.Session, *discordgo.Ready) { s.begun.Store(true); g.tell(true) })
	s.AddHandler(func(*discordgo.Session, *discordgo.Resumed) { g.tell(true) })
	s.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) {
		g.tell(false)
		select {
		case lost <- struct{}{}:
		default:
		}
	})
	return s, nil
}

// tell says whether the shard is connected.
func (g *Gateway) tell(up bool) {
	if g.connected != nil {
		g.connected(up)
	}
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
	case 4010:
		return errors.New("the number of shards is refused by Discord: serve with --shards auto")
	case 4011:
		return errors.New("the bot is in too many servers for its number of shards: serve with --shards auto")
	case 4012:
		return errors.New("the Discord of today no longer speaks this version of its gateway: update footnote")
	case 4013, 4014:
		return errors.New("the bot's intents are refused by Discord: turn on Message Content Intent on the Bot page of the developer portal and start again")
	}
	return nil
}

// ErrToken: the token is wrong, or has been reset.
var ErrToken = errors.New("the bot's token is refused by Discord: copy it anew from the Bot page of the developer portal into DISCORD_TOKEN")
