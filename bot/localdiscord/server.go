package localdiscord

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"footnote/bot/localdiscord/api"
	"footnote/bot/localdiscord/commands"
	"footnote/bot/localdiscord/events"
	"footnote/bot/localdiscord/faults"
	"footnote/bot/localdiscord/gateway"
	"footnote/bot/localdiscord/interactions"
	"footnote/bot/localdiscord/people"
	"footnote/bot/localdiscord/ratelimit"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/traffic"
	"footnote/bot/localdiscord/transport"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/localdiscord/world"
)

// Server is a Discord for one application. All its methods may be called from
// any goroutine. It joins its parts, which the packages below it are, and brings
// them to HTTP.
type Server struct {
	*people.Handles
	*faults.Set     // what goes wrong on demand
	gateway.Control // and with connections

	cfg           Config
	world         *world.World
	commands      *commands.Registry
	interactions  *interactions.Interactions
	subscriptions *events.Subscriptions
	gateway       *gateway.Gateway
	log           *traffic.Journal

	api     *api.API
	routes  []rest.Route[*api.API]
	limits  *ratelimit.Limiter
	started time.Time

	http     *http.Server // nil without Start
	listener net.Listener
	work     sync.WaitGroup // of http
	stop     chan struct{}
	stopOnce sync.Once
}

// New makes a server that listens nowhere: mount Handler, and call Stop in the end.
func New(cfg Config) *Server {
	cfg = cfg.withDefaults()
	s := &Server{
		cfg: cfg, Set: faults.New(cfg.Now), log: traffic.New(cfg.TrafficSize, cfg.Now), started: cfg.Now(),
		routes: api.Routes(), limits: ratelimit.NewLimiter(cfg.RateLimits, cfg.Now), stop: make(chan struct{}),
	}
	s.world = world.New(world.Config{
		AppName: cfg.AppName, Secret: cfg.Token, Now: cfg.Now, Intents: cfg.PrivilegedIntents, Lenient: cfg.Lenient,
		MaxHistory: cfg.MaxHistory, MaxFileSize: cfg.MaxFileSize, MaxPings: cfg.TrafficSize, Unlimited: cfg.RateLimits.Off,
	}, s.log, s.tell)
	s.commands = commands.New(s.world)
	s.interactions = interactions.New(s.world, interactions.Config{
		Deadline: cfg.InteractionDeadline, Life: cfg.InteractionLife, Forget: cfg.MaxHistory > 0, MaxFileSize: cfg.MaxFileSize,
	}, s.deliver)
	s.subscriptions = events.New(s.world)
	s.gateway = newGateway(s)
	s.Control = s.gateway.Control()
	s.api = &api.API{World: s.world, Commands: s.commands, Interactions: s.interactions, AppName: cfg.AppName, Gateway: s.gateway}
	s.Handles = people.New(s.world, s.commands, s.interactions)
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
	s.world.Lock()
	s.interactions.Stop()
	s.gateway.Abort()
	s.subscriptions.Close()
	s.world.Wake()
	s.world.Unlock()
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

// Token is the bot's token, without "Bot ".
func (s *Server) Token() string { return s.cfg.Token }

// BotID is the ID of the bot's user and, as with every application made
// today, of the application.
func (s *Server) BotID() string { return s.world.BotID() }

// SetPrivilegedIntents switches intents on or off, as the developer portal does.
func (s *Server) SetPrivilegedIntents(on wire.Intent) {
	s.world.Lock()
	defer s.world.Unlock()
	s.world.SetIntents(on)
}

// Expire has the three seconds be over for all interactions that wait for their
// first response: their people are told, and a response is refused.
func (s *Server) Expire() {
	s.world.Lock()
	defer s.world.Unlock()
	s.interactions.Expire()
}

// Requests are the last REST requests, oldest first.
func (s *Server) Requests() []Request { return s.log.Requests() }

// Frames are the last payloads of the gateway, oldest first.
func (s *Server) Frames() []Frame { return s.log.Frames() }

// Violations are what was found wrong, oldest first; a test wants none.
func (s *Server) Violations() []Violation { return s.log.Violations() }

// Pings are the messages that rang for somebody, oldest first. A bot that
// pings nobody has none with its BotID as the author.
func (s *Server) Pings() []Ping { return s.world.Pings() }

// Subscribe collects events as the person with this ID sees them; an empty ID
// sees all. Close it in the end.
func (s *Server) Subscribe(userID string) *Subscription { return s.subscriptions.Subscribe(userID) }

// Wait waits until cond holds. It is asked again whenever something changed,
// without any lock held, so it may call the Server.
func (s *Server) Wait(ctx context.Context, cond func() bool) error { return s.world.Wait(ctx, cond) }

// Ready waits until the bot is connected and identified, and has registered a
// command of every given name.
func (s *Server) Ready(ctx context.Context, names ...string) error {
	return s.world.Await(ctx, func() bool {
		there := map[string]bool{}
		for _, cmd := range s.commands.All() {
			there[cmd.Name] = true
		}
		for _, name := range names {
			if !there[name] {
				return false
			}
		}
		return s.gateway.Connected()
	})
}
