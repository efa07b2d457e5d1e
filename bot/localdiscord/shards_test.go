package localdiscord_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/gateway"
	"footnote/bot/localdiscord/wire"
)

// as sends an IDENTIFY as a shard.
func (g *gw) as(w *world, shard, of int) {
	g.Helper()
	g.want(10, "")
	id := w.identity(wire.IntentGuilds)
	id["shard"] = [2]int{shard, of}
	g.send(2, id)
}

// TestPaceOfBuckets: sessions of different buckets begin at once, of one bucket in
// their turn.
func TestPaceOfBuckets(t *testing.T) {
	for _, buckets := range []int{1, 16} {
		t.Run(fmt.Sprint(buckets), func(t *testing.T) {
			clock := newClock()
			cfg := unlimited
			cfg.Now, cfg.Starts = clock.now, gateway.Starts{Enforce: true, MaxConcurrency: buckets}
			w := newWorld(t, cfg)
			for shard := range buckets {
				g := w.dial("v=10")
				g.as(w, shard, 2*buckets)
				g.want(0, "READY")
			}
			clock.add(5*time.Second - 1)
			for shard := range buckets {
				g := w.dial("v=10")
				g.as(w, buckets+shard, 2*buckets)
				g.want(9, "")
			}
			if n := len(w.Violations()); n != buckets {
				t.Errorf("%d violations, want %d", n, buckets)
			}
			clock.add(1)
			g := w.dial("v=10")
			g.as(w, buckets, 2*buckets)
			g.want(0, "READY")
		})
	}
}

// TestShardsOfManyGuilds: each of 2,600 guilds goes to its shard only, a number of shards
// that is too small or none at all is refused, and so is a session above the day's.
func TestShardsOfManyGuilds(t *testing.T) {
	clock := newClock()
	cfg := unlimited
	cfg.Now, cfg.Starts = clock.now, gateway.Starts{Enforce: true, MaxConcurrency: 16, Daily: 3}
	w := newWorld(t, cfg)
	owner := w.AddPerson("owner", localdiscord.PersonOptions{})
	for n := range 2600 - 1 { // and one of the world
		clock.add(time.Millisecond)
		w.AddGuild(fmt.Sprint("guild ", n), localdiscord.GuildOptions{Owner: owner})
	}
	if n := w.raw("GET", "/gateway/bot", nil).at("shards"); n != 3.0 {
		t.Errorf("%v shards are recommended, want 3", n)
	}
	for _, c := range []struct{ shard, of, code int }{{0, 1, 4011}, {3, 3, 4010}, {-1, 3, 4010}, {0, 0, 4010}} {
		g := w.dial("v=10")
		g.as(w, c.shard, c.of)
		g.wantClose(c.code)
	}
	seen := map[string]bool{}
	for shard := range 3 {
		g := w.dial("v=10")
		g.as(w, shard, 3)
		var ready struct {
			Guilds []wire.UnavailableGuild `json:"guilds"`
		}
		must(t, json.Unmarshal(g.want(0, "READY").Data, &ready))
		for range ready.Guilds {
			var guild wire.UnavailableGuild
			must(t, json.Unmarshal(g.want(0, "GUILD_CREATE").Data, &guild))
			if seen[guild.ID] {
				t.Errorf("guild %s goes to a second shard", guild.ID)
			}
			seen[guild.ID] = true
		}
		if n := len(ready.Guilds); n < 500 {
			t.Errorf("shard %d has %d guilds", shard, n)
		}
	}
	if len(seen) != 2600 {
		t.Errorf("%d guilds are served", len(seen))
	}
	clock.add(time.Minute)
	g := w.dial("v=10")
	g.as(w, 0, 3)
	g.wantClose(4004)
}
