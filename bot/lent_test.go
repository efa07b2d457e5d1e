package bot

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"footnote/bot/discord"
	"footnote/bot/localdiscord"
	"footnote/bot/store"
	"footnote/bot/store/postgrestest"
)

// holders are which processes are connected as which shards, and what was wrong with it.
type holders struct {
	mu    sync.Mutex
	by    map[int]string
	twice []string
}

// connected is a process's OnConnected.
func (h *holders) connected(process string) func(shard int, up bool) {
	return func(shard int, up bool) {
		h.mu.Lock()
		defer h.mu.Unlock()
		switch {
		case up && h.by[shard] != "" && h.by[shard] != process:
			h.twice = append(h.twice, fmt.Sprintf("shard %d is %s's and %s's", shard, h.by[shard], process))
		case up:
			h.by[shard] = process
		case h.by[shard] == process:
			delete(h.by, shard)
		}
	}
}

// count is how many shards a process has.
func (h *holders) count(process string) (n int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, by := range h.by {
		if by == process {
			n++
		}
	}
	return n
}

// Processes that share a database divide the shards between them: one that comes gets its
// part of them, those of one that ends go to the other, none is served by two, and each
// question is answered once.
func TestProcessesShareTheShards(t *testing.T) {
	t.Parallel()
	url := postgrestest.Start(t).URL(t)
	w := newWorld(t, unlimited, func(_ *localdiscord.Config, c *Config) {
		c.Shards, c.IdentifyEvery = discord.Shards{Last: 3, Of: 4}, shortPace
	})
	channels := w.spread(t)
	h := &holders{by: map[int]string{}}
	before := w.config
	t.Cleanup(func() { w.config = before })
	join := func(name string) (leave func()) {
		memory, err := store.OpenURL(w.ctx, url, nil)
		if err != nil {
			t.Fatal(err)
		}
		release, err := memory.Join(w.ctx)
		if err != nil {
			t.Fatal(err)
		}
		var once sync.Once
		leave = func() {
			once.Do(func() {
				if err := errors.Join(release(), memory.Close()); err != nil {
					t.Error(err)
				}
			})
		}
		t.Cleanup(leave)
		w.config.Store, w.config.OnConnected = memory, h.connected(name)
		w.start(t)
		return leave
	}
	has := func(one, other int) {
		t.Helper()
		if w.waitUntil(func() bool { return h.count("one") == one && h.count("other") == other }) != nil {
			t.Fatalf("they have %v, want %d and %d\n%s", h.by, one, other, w.logs)
		}
	}
	leave := join("one")
	has(4, 0)
	ended := w.end
	t.Cleanup(func() { _ = ended() }) // again, where the test fails before
	join("other")
	has(2, 2)
	w.answersIn(t, channels)
	if err := ended(); err != nil {
		t.Fatal(err)
	}
	leave()
	has(0, 4)
	w.answersIn(t, channels)
	for _, c := range channels {
		if n := len(w.anna.Messages(c)); n != 2 {
			t.Errorf("%d messages stand in %s", n, c)
		}
	}
	for _, wrong := range h.twice {
		t.Error(wrong)
	}
}
