package discord

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/localdiscord"
	"footnote/bot/localdiscord/gateway"
	"footnote/cmd/footnote/patient"
)

// clock goes on when all who may wait do so: to the next moment that one waits for.
type clock struct {
	mu      sync.Mutex
	at      time.Time
	waiters int // how many must wait before it goes on
	waiting map[chan struct{}]time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

func (c *clock) sleep(ctx context.Context, d time.Duration) error {
	woken := make(chan struct{})
	c.mu.Lock()
	c.waiting[woken] = c.at.Add(d)
	if len(c.waiting) == c.waiters {
		c.goOn()
	}
	c.mu.Unlock()
	select {
	case <-woken:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// goOn wakes everybody in their order; c.mu is held.
func (c *clock) goOn() {
	for woken, at := range c.waiting {
		if at.After(c.at) {
			c.at = at
		}
		delete(c.waiting, woken)
		close(woken)
	}
}

// large is a local Discord with a bot in many guilds.
func large(t testing.TB, c localdiscord.Config, guilds int, between func()) *localdiscord.Server {
	t.Helper()
	d, err := localdiscord.Start(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
	owner := d.AddPerson("owner", localdiscord.PersonOptions{})
	for n := range guilds {
		between()
		d.AddGuild(fmt.Sprint("guild ", n), localdiscord.GuildOptions{Owner: owner})
	}
	return d
}

// served is which guilds came to which shards.
type served struct {
	mu     sync.Mutex
	shards map[string][]int
	all    chan struct{} // closed when there are as many guilds as wanted
	wanted int
}

func (s *served) add(session *discordgo.Session) {
	session.AddHandler(func(from *discordgo.Session, e *discordgo.GuildCreate) {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.shards[e.ID] = append(s.shards[e.ID], from.ShardID); len(s.shards) == s.wanted {
			select {
			case <-s.all:
			default:
				close(s.all)
			}
		}
	})
}

// plan asks a local Discord how the shards of a bot connect.
func plan(t testing.TB, d *localdiscord.Server, s Shards, every time.Duration) (*Transport, Shards, *Pace, error) {
	t.Helper()
	to, err := NewTransport(d.URL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(to.Close)
	r, err := NewREST(d.Token(), to)
	if err != nil {
		t.Fatal(err)
	}
	s, pace, err := Plan(t.Context(), r, s, every, slog.New(slog.DiscardHandler))
	return to, s, pace, err
}

// connect connects shards until all guilds have come, and returns who got which. When all
// shards are ready, ready is called.
func connect(t testing.TB, d *localdiscord.Server, to *Transport, s Shards, pace *Pace, guilds int, ready func()) map[string][]int {
	t.Helper()
	got := &served{shards: map[string][]int{}, all: make(chan struct{}), wanted: guilds}
	ctx, end := context.WithCancel(patient.Context(t))
	defer end()
	up, all := 0, make(chan struct{})
	var mu sync.Mutex
	told := func(_ int, is bool) {
		mu.Lock()
		defer mu.Unlock()
		if is {
			if up++; up == s.count() {
				close(all)
			}
		}
	}
	g := NewGateways(Options{Token: d.Token(), Intents: discordgo.IntentsGuilds, To: to, Add: got.add,
		Log: slog.New(slog.DiscardHandler), FirstPause: time.Millisecond}, s, pace, told)
	done := make(chan error, 1)
	go func() { done <- g.Run(ctx) }()
	for _, wait := range []chan struct{}{all, got.all} {
		select {
		case <-wait:
		case err := <-done:
			t.Fatalf("the shards end before: %v", err)
		case <-ctx.Done():
			t.Fatalf("%d of %d shards are ready, %d of %d guilds have come", up, s.count(), len(got.shards), guilds)
		}
		if wait == all {
			ready()
		}
	}
	if err := g.Ready(); err != nil {
		t.Error(err)
	}
	end()
	if err := <-done; err != nil {
		t.Error(err)
	}
	return got.shards
}

// In 2,600 guilds, every shard is ready as soon as the pace allows, no IDENTIFY comes
// before its time, and each guild is served by its shard alone. The clock is one that
// goes on only when every bucket waits.
func TestShardsKeepThePaceIn2600Guilds(t *testing.T) {
	for _, c := range []struct{ atOnce, shards int }{{1, 4}, {16, 32}} {
		t.Run(fmt.Sprint(c.atOnce), func(t *testing.T) {
			const guilds, every = 2600, 5 * time.Second
			clock := &clock{at: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC), waiters: c.atOnce, waiting: map[chan struct{}]time.Time{}}
			d := large(t, localdiscord.Config{Now: clock.now, Starts: gateway.Starts{Enforce: true, MaxConcurrency: c.atOnce}}, guilds,
				func() { clock.add(time.Millisecond) }) // an ID, and so a shard, of its own
			to, shards, pace, err := plan(t, d, Shards{Last: c.shards - 1, Of: c.shards}, every)
			if err != nil {
				t.Fatal(err)
			}
			pace.now, pace.sleep = clock.now, clock.sleep
			began, allowed := clock.now(), time.Duration(c.shards/c.atOnce-1)*every
			got := connect(t, d, to, shards, pace, guilds, func() {
				if took := clock.now().Sub(began); took < allowed || took > allowed+allowed/10 {
					t.Errorf("all are ready after %v, and the pace allows %v", took, allowed)
				}
			})
			for id, by := range got {
				var number uint64
				if _, err := fmt.Sscan(id, &number); err != nil || len(by) != 1 || by[0] != int(number>>22%uint64(c.shards)) {
					t.Fatalf("guild %s is served by the shards %v", id, by)
				}
			}
			for _, v := range d.Violations() {
				t.Errorf("%s: %s", v.Kind, v.Detail)
			}
		})
	}
}

// BenchmarkShards connects shards in 2,600 guilds at the pace that Discord has: how long it
// takes until all are ready, against what the pace allows.
//
//	go test ./bot/discord -run - -bench Shards
func BenchmarkShards(b *testing.B) {
	const guilds, every = 2600, 5 * time.Second
	for _, c := range []struct{ atOnce, shards int }{{1, 8}, {16, 64}} {
		b.Run(fmt.Sprintf("%d shards, %d at once", c.shards, c.atOnce), func(b *testing.B) {
			d := large(b, localdiscord.Config{Starts: gateway.Starts{Enforce: true, MaxConcurrency: c.atOnce, Every: every, Daily: 1 << 30}}, guilds,
				func() { time.Sleep(time.Millisecond) })
			var took time.Duration
			for b.Loop() {
				to, shards, pace, err := plan(b, d, Shards{Last: c.shards - 1, Of: c.shards}, every)
				if err != nil {
					b.Fatal(err)
				}
				began := time.Now()
				connect(b, d, to, shards, pace, guilds, func() { took += time.Since(began) })
				time.Sleep(every) // until the next may begin
			}
			allowed := time.Duration(c.shards/c.atOnce-1) * every
			b.ReportMetric(took.Seconds()/float64(b.N), "s/ready")
			b.ReportMetric(100*(took.Seconds()/float64(b.N)/allowed.Seconds()-1), "%above-pace")
			b.ReportMetric(float64(len(d.Violations())), "violations")
		})
	}
}

// How many shards there are is asked where it is left to Discord, and a start that its
// limit does not allow is refused with the reason.
func TestPlanOfShards(t *testing.T) {
	t.Parallel()
	d := large(t, localdiscord.Config{Starts: gateway.Starts{MaxConcurrency: 16, Daily: 7}}, 2001, func() {})
	_, s, pace, err := plan(t, d, Shards{Auto: true}, time.Second)
	if err != nil || s != (Shards{Last: 2, Of: 3}) || len(pace.buckets) != 16 || pace.left != 7 {
		t.Errorf("the plan is %+v, %+v, %v", s, pace, err)
	}
	_, _, _, err = plan(t, d, Shards{Last: 7, Of: 8}, time.Second)
	if err == nil || !strings.Contains(err.Error(), "begin 7 more sessions at Discord until") {
		t.Errorf("a start above the limit ends with %v", err)
	}
	_, s, pace, err = plan(t, d, Shards{}, time.Second)
	if err != nil || s != (Shards{}) || pace != nil {
		t.Errorf("the plan of a lone shard is %+v, %v, %v", s, pace, err)
	}
}

// An IDENTIFY is told from whatever else discordgo writes.
func TestIdentifies(t *testing.T) {
	t.Parallel()
	frame := func(text string) []byte {
		mask := []byte{9, 8, 7, 6}
		f := append([]byte{0x81, 0x80 | byte(len(text))}, mask...)
		for i := range len(text) {
			f = append(f, text[i]^mask[i%4])
		}
		return f
	}
	for text, want := range map[string]bool{
		`{"op":2,"d":{}}`: true, `{"op":1,"d":2}`: false, `{"op":6,"d":{"seq":2}}`: false, `{}`: false, "": false,
	} {
		if identifies(frame(text)) != want {
			t.Errorf("%s: %v", text, !want)
		}
	}
	if identifies([]byte("GET /?v=9 HTTP/1.1\r\n")) || identifies(nil) {
		t.Error("what opens a connection is taken for an IDENTIFY")
	}
}
