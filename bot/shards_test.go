package bot

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"footnote/bot/discord"
	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/gateway"
	"footnote/bot/store/storetest"
)

// shortPace has shards connect every few milliseconds, by buckets as in Discord.
const shortPace = 30 * time.Millisecond

// sharded is a bot in four shards, of which the local Discord enforces the pace.
func sharded(s *localdiscord.Config, c *Config) {
	s.Starts = gateway.Starts{Enforce: true, Every: shortPace}
	c.Shards, c.IdentifyEvery = discord.Shards{Last: 3, Of: 4}, shortPace
	c.Limits = nil
	unlimited(s, c)
}

// shardOf is the shard of a guild, of four.
func shardOf(t *testing.T, guild string) int {
	t.Helper()
	id, err := strconv.ParseUint(guild, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return int(id >> 22 % 4)
}

// spread has a channel in a guild of each of four shards, and one in private.
func (w *world) spread(t *testing.T) (channels []string) {
	t.Helper()
	for known := map[int]bool{}; len(known) < 4; time.Sleep(time.Millisecond) { // IDs go by the clock
		g := w.d.AddGuild(fmt.Sprint("guild ", len(known)), localdiscord.GuildOptions{})
		if shard := shardOf(t, g.ID); !known[shard] {
			known[shard] = true
			g.Add(w.anna)
			channels = append(channels, g.AddChannel("general", localdiscord.ChannelOptions{}).ID)
		}
	}
	return append(channels, w.anna.DM().ID)
}

// allReady waits until every shard of a bot is connected.
func (w *world) allReady(t *testing.T, b *Bot) {
	t.Helper()
	if w.waitUntil(func() bool { return b.Ready() == nil }) != nil {
		t.Fatalf("not ready: %v\n%s", b.Ready(), w.logs)
	}
}

// answersIn asks in each channel.
func (w *world) answersIn(t *testing.T, channels []string) {
	t.Helper()
	for _, c := range channels {
		if says := text(w.ask(t, c, uae)); !strings.Contains(says, "United Arab Emirates") {
			t.Errorf("in %s it answers %s", c, says)
		}
	}
}

// sent counts payloads of the bot by their opcode.
func (w *world) sent(op int) (n int) {
	for _, f := range w.d.Frames() {
		if f.FromBot && f.Op == op {
			n++
		}
	}
	return n
}

const opIdentify, opResume = 2, 6

// Four shards in one process answer in the guilds of all of them and in private, are
// ready when all are connected, and come back at Discord's pace, which the local Discord
// holds against them, when all sessions are over; connections that are cut are resumed.
func TestShardsInOneProcess(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sharded)
	channels := w.spread(t)
	up := make(chan string, 100)
	w.config.OnConnected = func(shard int, is bool) { up <- fmt.Sprint(shard, is) }
	w.start(t)
	w.allReady(t, w.bot)
	w.answersIn(t, channels)
	told := map[string]int{}
	for range 8 {
		told[<-up]++
	}
	for shard := range 4 {
		if told[fmt.Sprint(shard, false)] != 1 || told[fmt.Sprint(shard, true)] != 1 {
			t.Errorf("of its shards it told %v", told)
		}
	}
	w.d.InvalidateSessions(false)
	if w.waitUntil(func() bool { return w.sent(opIdentify) >= 8 }) != nil {
		t.Fatalf("after the end of all sessions %d are begun\n%s", w.sent(opIdentify), w.logs)
	}
	w.allReady(t, w.bot)
	w.answersIn(t, channels)
	w.d.Drop()
	if w.waitUntil(func() bool { return w.sent(opResume) == 4 }) != nil {
		t.Errorf("%d sessions are resumed", w.sent(opResume))
	}
	w.allReady(t, w.bot)
	w.answersIn(t, channels)
	if n := w.sent(opIdentify); n != 8 {
		t.Errorf("%d sessions are begun, want 8", n)
	}
	if n := w.registrations(); n != 1 {
		t.Errorf("commands are registered %d times", n)
	}
}

// registrations is how often commands were registered.
func (w *world) registrations() (n int) {
	for _, r := range w.d.Requests() {
		if r.Method == "PUT" && strings.HasSuffix(r.Path, "/commands") {
			n++
		}
	}
	return n
}

// Two processes with two shards each answer each in its own guilds, once, and what is to
// be done once for the bot is done by the first. They begin their sessions one after the
// other: there is no pace between processes.
func TestShardsInTwoProcesses(t *testing.T) {
	t.Parallel()
	w := newWorld(t, sharded)
	channels := w.spread(t)
	second := w.config
	memory, err := storetest.DB(w.ctx, t, t.TempDir()+"/second.db", nil)
	if err != nil {
		t.Fatal(err)
	}
	before := w.config
	t.Cleanup(func() { memory.Close(); w.config = before })
	second.Store, second.Shards = memory, discord.Shards{First: 2, Last: 3, Of: 4}
	w.config.Shards.Last = 1
	w.start(t)
	first := w.bot
	w.allReady(t, first)
	time.Sleep(shortPace)
	ended := w.end
	t.Cleanup(func() {
		if err := ended(); err != nil {
			t.Error(err)
		}
	})
	w.config = second
	w.start(t)
	w.allReady(t, w.bot)
	w.answersIn(t, channels)
	for _, c := range channels {
		if n := len(w.anna.Messages(c)); n != 1 {
			t.Errorf("%d messages stand in %s", n, c)
		}
	}
	if n := w.registrations(); n != 1 {
		t.Errorf("commands are registered %d times", n)
	}
}

// Too few shards are refused by Discord, and the sentence says what to do.
func TestTooFewShards(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(s *localdiscord.Config, _ *Config) { s.Starts.MostGuilds = 1 })
	w.d.AddGuild("One more", localdiscord.GuildOptions{})
	b, err := New(w.config)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Run(w.ctx); err == nil || !strings.Contains(err.Error(), "--shards auto") {
		t.Errorf("it ends with %v", err)
	}
}
