package localdiscord

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"footnote/bot/localdiscord/faults"
	"footnote/bot/localdiscord/gateway"
	"footnote/bot/localdiscord/ratelimit"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/transport"
	"footnote/bot/localdiscord/wire"
)

// Server is a Discord for one application. All its methods may be called from
// any goroutine. What there is and what may be done with it is in invocations and
// the layers below; Server itself brings it to HTTP and the gateway.
type Server struct {
	*invocations
	*faults.Set // what goes wrong on demand

	routes  []rest.Route[*Server]
	limits  *ratelimit.Limiter
	started time.Time

	http     *http.Server // nil without Start
	listener net.Listener
	work     sync.WaitGroup // of http
	stop     chan struct{}
	stopOnce sync.Once

	gateway *gateway.Gateway
	subs    map[*Subscription]struct{} // guarded by mu
}

// New makes a server that listens nowhere: mount Handler, and call Stop in the end.
func New(cfg Config) *Server {
	w := newWorld(cfg.withDefaults())
	s := &Server{
		invocations: &invocations{&edits{&posts{&views{w}}}}, stop: make(chan struct{}),
		subs: map[*Subscription]struct{}{},
	}
	w.emit = s.broadcast
	s.Set = faults.New(s.cfg.Now)
	s.gateway = newGateway(s)
	s.limits = ratelimit.NewLimiter(s.cfg.RateLimits, s.cfg.Now)
	s.routes = routes()
	s.started = s.cfg.Now()
	bot := s.addUser(s.cfg.AppName, "", true)
	s.botID = bot.ID
	return s
}

// Start makes a server and listens on loopback, see Config.Addr.
func Start(cfg Config) (*Server, error) {
	s := New(cfg)
	if err := transport.OnLoopback(s.cfg.Addr); err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", s.cfg.Addr)
	if err != nil {
		return nil, fmt.Errorf("the local Discord cannot listen on %s, choose another address: %w", s.cfg.Addr, err)
	}
	s.listener = l
	s.http = &http.Server{Handler: s.Handler(), ReadHeaderTimeout: 10 * time.Second}
	s.work.Add(1)
	go func() {
		defer s.work.Done()
		_ = s.http.Serve(l) // ErrServerClosed, by Stop
	}()
	return s, nil
}

// Stop closes every connection, ends requests that are held up, and waits for
// all goroutines, or until ctx is done.
func (s *Server) Stop(ctx context.Context) error {
	s.stopOnce.Do(func() { close(s.stop) })
	var err error
	if s.http != nil {
		if err = s.http.Shutdown(ctx); err != nil {
			_ = s.http.Close()
		}
	}
	s.mu.Lock()
	for _, it := range s.interactions {
		it.timer.Stop()
	}
	s.gateway.Abort()
	for sub := range s.subs {
		sub.closed = true
	}
	s.wake()
	s.mu.Unlock()
	return errors.Join(err, s.waitFor(ctx))
}

func (s *Server) waitFor(ctx context.Context) error {
	done := make(chan struct{})
	go func() { s.work.Wait(); s.gateway.Wait(); close(done) }()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("the local Discord did not stop in time: %w", ctx.Err())
	}
}

// URL is the base address, http://HOST:PORT, empty without Start.
func (s *Server) URL() string {
	if s.listener == nil {
		return ""
	}
	return "http://" + s.listener.Addr().String()
}

// Token is the bot's token, without "Bot ".
func (s *Server) Token() string { return s.cfg.Token }

// BotID is the ID of the bot's user and, as with every application made
// today, of the application.
func (s *world) BotID() string { return s.botID }

// SetPrivilegedIntents switches intents on or off, as the developer portal does.
func (s *world) SetPrivilegedIntents(on wire.Intent) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.intents = on & wire.PrivilegedIntents
}

// nextID makes a snowflake: milliseconds since Discord's epoch, then a count.
// Source: https://discord.com/developers/docs/reference#snowflakes
func (s *world) nextID() string {
	const epoch = 1420070400000
	id := uint64(s.cfg.Now().UnixMilli()-epoch) << 22
	s.lastID = max(s.lastID+1, id)
	return strconv.FormatUint(s.lastID, 10)
}

func (s *world) now() wire.Time { return wire.Time{Time: s.cfg.Now()} }

// wake lets everybody who waits look again; s.mu is held.
func (s *world) wake() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// Transport sends to the local Discord what a client sends to discord.com,
// cdn.discordapp.com and media.discordapp.net, and refuses every other host,
// so that nothing leaves the machine. Put it in discordgo's Session.Client:
//
//	session.Client = &http.Client{Transport: server.Transport(), Timeout: 20 * time.Second}
//
// The gateway's address follows from GET /gateway.
func (s *Server) Transport() http.RoundTripper {
	t, err := transport.New(s.URL())
	if err != nil {
		return transport.Refuse(err)
	}
	return t
}
