package bot

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord"
	"footnote/bot/store"
)

// addHandlers registers what listens to a session. The handlers run in the
// goroutine that reads the gateway: they note what must be noted in order, and
// hand everything else over.
func (b *Bot) addHandlers(s *discordgo.Session) {
	s.AddHandler(guarded(b, func(s *discordgo.Session, e *discordgo.Ready) {
		if e.User != nil {
			b.self.Store(&e.User.ID)
		}
		b.greet(s)
	}))
	s.AddHandler(guarded(b, func(s *discordgo.Session, _ *discordgo.Resumed) { b.greet(s) }))
	s.AddHandler(guarded(b, func(_ *discordgo.Session, e *discordgo.Event) { b.onEvent(e) }))
	s.AddHandler(guarded(b, func(_ *discordgo.Session, e *discordgo.MessageCreate) { b.onMessage(e.Message) }))
	b.addGuildHandlers(s)
	b.addDeletionHandlers(s)
}

// addDeletionHandlers takes back what rests on messages that are gone or say
// something else now.
func (b *Bot) addDeletionHandlers(s *discordgo.Session) {
	deleted := func(guild string, ids ...string) {
		b.inBackground("taking back what was deleted", guild, func(ctx context.Context) error { return b.core.Summaries.Deleted(ctx, ids...) })
	}
	emptied := func(c *discordgo.Channel) {
		if c != nil && c.ID != "" {
			b.inBackground("taking back what was deleted", c.GuildID, func(ctx context.Context) error { return b.core.Summaries.DeletedChannel(ctx, c.ID) })
		}
	}
	s.AddHandler(guarded(b, func(_ *discordgo.Session, e *discordgo.MessageDelete) {
		if e.Message != nil {
			deleted(e.GuildID, e.Message.ID)
		}
	}))
	s.AddHandler(guarded(b, func(_ *discordgo.Session, e *discordgo.MessageDeleteBulk) { deleted(e.GuildID, e.Messages...) }))
	s.AddHandler(guarded(b, func(_ *discordgo.Session, e *discordgo.ChannelDelete) { emptied(e.Channel) }))
	s.AddHandler(guarded(b, func(_ *discordgo.Session, e *discordgo.ThreadDelete) { emptied(e.Channel) }))
	s.AddHandler(guarded(b, func(_ *discordgo.Session, e *discordgo.MessageUpdate) {
		if m := e.Message; m != nil && m.ID != "" && m.EditedTimestamp != nil {
			b.inBackground("taking back what was edited", m.GuildID, func(ctx context.Context) error { return b.core.Summaries.Reworded(ctx, saidIn(m)) })
		}
	}))
}

// logFailure logs what could not be written down. Coming and going are written down
// in the order in which they happen, and so by the handlers themselves.
func (b *Bot) logFailure(what string, err error) {
	if err != nil {
		b.Log.Error("something that changed in Discord was not noted", "what", what, "error", err)
	}
}

// inBackground does something in a guild that nobody waits for.
func (b *Bot) inBackground(doing, guild string, do func(context.Context) error) {
	b.spawn(doing, func(ctx context.Context) {
		if err := do(store.In(ctx, guild)); err != nil {
			b.Log.Error("something that changed in Discord was not followed", "doing", doing, "error", err)
		}
	})
}

// addGuildHandlers keeps guilds up to date.
func (b *Bot) addGuildHandlers(s *discordgo.Session) {
	g := &b.guilds
	s.AddHandler(guarded(b, func(_ *discordgo.Session, e *discordgo.GuildCreate) {
		g.set(e.Guild)
		if e.Guild != nil && e.ID != "" && !e.Unavailable {
			b.logFailure("a guild", b.core.Privacy.Joined(store.In(b.life, e.ID), e.ID))
		}
	}))
	s.AddHandler(guarded(b, func(_ *discordgo.Session, e *discordgo.GuildUpdate) { g.set(e.Guild) }))
	s.AddHandler(guarded(b, func(_ *discordgo.Session, e *discordgo.GuildDelete) {
		if e.Guild != nil && !e.Unavailable {
			g.drop(e.ID)
			b.logFailure("that a guild was left", b.core.Privacy.Left(store.In(b.life, e.ID), e.ID))
		}
	}))
	s.AddHandler(guarded(b, func(_ *discordgo.Session, e *discordgo.GuildRoleCreate) { g.setRole(e.GuildID, e.Role) }))
	s.AddHandler(guarded(b, func(_ *discordgo.Session, e *discordgo.GuildRoleUpdate) { g.setRole(e.GuildID, e.Role) }))
	s.AddHandler(guarded(b, func(_ *discordgo.Session, e *discordgo.GuildRoleDelete) { g.dropRole(e.GuildID, e.RoleID) }))
	s.AddHandler(guarded(b, func(_ *discordgo.Session, e *discordgo.ThreadCreate) { g.setThread(e.Channel) }))
	s.AddHandler(guarded(b, func(_ *discordgo.Session, e *discordgo.ThreadUpdate) { g.setThread(e.Channel) }))
	for _, changed := range []any{
		guarded(b, func(_ *discordgo.Session, e *discordgo.ChannelCreate) { g.setChannel(e.Channel) }),
		guarded(b, func(_ *discordgo.Session, e *discordgo.ChannelUpdate) { g.setChannel(e.Channel) }),
		guarded(b, func(_ *discordgo.Session, e *discordgo.ChannelDelete) { g.dropChannel(e.Channel) }),
		guarded(b, func(_ *discordgo.Session, e *discordgo.ThreadDelete) { g.dropChannel(e.Channel) }),
	} {
		s.AddHandler(changed)
	}
	s.AddHandler(guarded(b, func(_ *discordgo.Session, e *discordgo.ThreadListSync) {
		for _, t := range e.Threads {
			g.setThread(t)
		}
	}))
}

// guarded makes a handler that survives what Discord sends: discordgo hands
// malformed payloads on with nil fields and lets a panic end the process.
func guarded[E any](b *Bot, handle func(*discordgo.Session, E)) func(*discordgo.Session, E) {
	return func(s *discordgo.Session, e E) {
		defer b.recovered("handling an event")
		handle(s, e)
	}
}

// greet shows how many articles there are.
func (b *Bot) greet(s *discordgo.Session) {
	b.spawn("showing presence", func(context.Context) {
		n := len(b.Library.Articles())
		err := s.UpdateStatusComplex(discordgo.UpdateStatusData{Status: "online", Activities: []*discordgo.Activity{{
			Name: plural(n, "article"), Type: discordgo.ActivityTypeWatching,
		}}})
		if err != nil && !errors.Is(err, discordgo.ErrWSNotFound) {
			b.Log.Warn("the bot's presence could not be set", "error", err)
		}
	})
}

func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// sweepEvery is how often the store is rid of what is old.
const sweepEvery = time.Hour

// housekeep keeps the store small until ctx ends, and sees after what other processes
// left.
func (b *Bot) housekeep(ctx, life context.Context) {
	b.spawn("taking over", func(life context.Context) { takeOver(ctx, life, b) })
	for {
		due, err := b.Store.Due(life, "sweep", sweepEvery-sweepEvery/10)
		if due {
			err = b.kept.Sweep(life)
		}
		if err != nil {
			b.Log.Warn("old rows could not be removed", "error", err)
		}
		if discord.Sleep(ctx, sweepEvery) != nil {
			return
		}
	}
}

// tickEvery is how often features look at the clock.
const tickEvery = time.Minute

// keepTime does what hangs on time, until ctx ends.
func (b *Bot) keepTime(ctx, life context.Context) {
	for discord.Sleep(ctx, tickEvery) == nil {
		if err := b.core.Tick(life, time.Now()); err != nil {
			b.Log.Error("something that was due was not done", "error", err)
		}
	}
}

// seen remembers the last events, for the gateway may send one again after a
// RESUME. Its zero value is ready for use.
type seen struct {
	mu   sync.Mutex
	ids  map[string]bool
	ring []string
	next int
}

// seenLast is how many events are remembered: more than a busy minute's.
const seenLast = 4096

// first reports whether an ID is new.
func (s *seen) first(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ids == nil {
		s.ids, s.ring = map[string]bool{}, make([]string, seenLast)
	}
	if s.ids[id] {
		return false
	}
	delete(s.ids, s.ring[s.next])
	s.ids[id], s.ring[s.next] = true, id
	s.next = (s.next + 1) % seenLast
	return true
}
