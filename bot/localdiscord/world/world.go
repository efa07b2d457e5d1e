// Package world is what there is in the local Discord: users, guilds, channels,
// threads and messages, with the rules of who may see and do what. It knows nothing of
// HTTP, of the gateway and of commands; what happens is told as a Happening.
package world

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/traffic"
	"footnote/bot/localdiscord/wire"
)

// Error is a refusal in Discord's form.
type Error = refusal.Error

// Config is how a world behaves.
type Config struct {
	AppName string           // of the application and its bot
	Secret  string           // signs the links to files
	Now     func() time.Time // by which IDs, timeouts and links go
	// Intents are the privileged ones that are switched on.
	Intents     wire.Intent
	MaxHistory  int  // messages that a channel keeps, 0 for all
	MaxFileSize int  // in bytes
	MaxPings    int  // how many are remembered
	Lenient     bool // a message without allowed_mentions is no violation
	Unlimited   bool // old messages are edited at any rate
}

// World is all there is. Whoever calls its methods, or those of what is in it, holds
// its lock. Slices inside a wire value are never changed in place, so that values may
// be handed out.
type World struct {
	sync.Mutex

	cfg  Config
	log  *traffic.Journal
	tell func(Happening)

	changed  chan struct{}
	lastID   uint64
	botID    string
	users    map[string]*User
	guilds   []*Guild // in the order they were made
	channels map[string]*Channel
	files    map[string]*File
	pings    *traffic.Ring[Ping]
}

// User is an account, with what its owner has chosen.
type User struct {
	wire.User
	Locale   string
	AppInUse bool            // installed the application for themselves
	NoDMs    bool            // refuses direct messages
	dms      map[string]bool // channel IDs
}

// New makes a world with the application's bot in it. Violations are written to log;
// tell is told what happens, with the lock held.
func New(cfg Config, log *traffic.Journal, tell func(Happening)) *World {
	cfg.Intents &= wire.PrivilegedIntents
	w := &World{
		cfg: cfg, log: log, tell: tell, changed: make(chan struct{}),
		pings: traffic.NewRing[Ping](cfg.MaxPings), users: map[string]*User{}, channels: map[string]*Channel{}, files: map[string]*File{},
	}
	w.botID = w.AddUser(cfg.AppName, "", true).ID
	return w
}

// BotID is the ID of the bot's user and, as with every application made
// today, of the application.
func (w *World) BotID() string { return w.botID }

// OwnUser is the bot's user as it sees itself.
func (w *World) OwnUser() wire.OwnUser {
	return wire.OwnUser{User: w.users[w.botID].User, Locale: "en-US", Verified: true}
}

// Intents are the privileged intents that are switched on.
func (w *World) Intents() wire.Intent { return w.cfg.Intents }

// SetIntents switches privileged intents on or off, as the developer portal does.
func (w *World) SetIntents(on wire.Intent) { w.cfg.Intents = on & wire.PrivilegedIntents }

// Now is the time by the world's clock.
func (w *World) Now() wire.Time { return wire.Time{Time: w.cfg.Now()} }

// NextID makes a snowflake: milliseconds since Discord's epoch, then a count.
// Source: https://discord.com/developers/docs/reference#snowflakes
func (w *World) NextID() string {
	const epoch = 1420070400000
	id := uint64(w.cfg.Now().UnixMilli()-epoch) << 22
	w.lastID = max(w.lastID+1, id)
	return strconv.FormatUint(w.lastID, 10)
}

// Wake lets everybody who waits look again.
func (w *World) Wake() {
	close(w.changed)
	w.changed = make(chan struct{})
}

// Wait waits until cond holds. It is asked again whenever something changed,
// without the lock held.
func (w *World) Wait(ctx context.Context, cond func() bool) error {
	for {
		w.Lock()
		changed := w.changed
		w.Unlock()
		if cond() {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-changed:
		}
	}
}

// Await is Wait with the lock held around cond.
func (w *World) Await(ctx context.Context, cond func() bool) error {
	return w.Wait(ctx, func() bool {
		w.Lock()
		defer w.Unlock()
		return cond()
	})
}

// AddUser makes an account of a person or of a bot.
func (w *World) AddUser(name, display string, bot bool) *User {
	u := &User{dms: map[string]bool{}, User: wire.User{
		ID: w.NextID(), Username: strings.ToLower(strings.ReplaceAll(name, " ", "_")), Discriminator: "0", Bot: bot,
	}}
	if bot {
		u.Username, u.Discriminator = name, "0001"
	}
	if display != "" {
		u.GlobalName = &display
	}
	w.users[u.ID] = u
	return u
}

// User finds an account, nil where there is none.
func (w *World) User(id string) *User { return w.users[id] }

// Users are all accounts, oldest first.
func (w *World) Users() []*User {
	return sorted(w.users, func(u *User) string { return u.ID })
}

// Guild finds a guild, nil where there is none.
func (w *World) Guild(id string) *Guild {
	for _, g := range w.guilds {
		if g.ID == id {
			return g
		}
	}
	return nil
}

// Guilds are those that a user is a member of, in the order they were made.
func (w *World) Guilds(userID string) []*Guild {
	var list []*Guild
	for _, g := range w.guilds {
		if g.members[userID] != nil {
			list = append(list, g)
		}
	}
	return list
}

// Channel finds a channel or thread, nil where there is none.
func (w *World) Channel(id string) *Channel { return w.channels[id] }

// Threads are the threads that are wanted, newest first.
func (w *World) Threads(wanted func(*Channel) bool) []*Channel {
	var out []*Channel
	for _, c := range sorted(w.channels, func(c *Channel) string { return c.ID }) {
		if c.IsThread() && wanted(c) {
			out = append(out, c)
		}
	}
	slices.Reverse(out)
	return out
}
