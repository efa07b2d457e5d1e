package bot

import (
	"context"
	"flag"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
)

var soak = flag.Int("soak", 0, "questions to ask in TestSoak, which is skipped for 0")

// TestSoak shows whether the bot's memory stays flat:
// go test ./bot -run TestSoak -soak 10000 -timeout 20m -v
func TestSoak(t *testing.T) {
	if *soak == 0 {
		t.Skip("on demand: go test ./bot -run TestSoak -soak 10000 -timeout 20m -v")
	}
	w := newWorld(t, unlimited, func(s *localdiscord.Config, _ *Config) {
		s.RateLimits.Off, s.TrafficSize, s.Validator = true, 50, nil
	})
	w.ctx = context.Background()
	w.start(t)
	for n := range *soak + 1 {
		if n%max(*soak/10, 1) == 0 {
			t.Logf("after %5d questions: %6.2f MB held by the bot, %3d goroutines, %d lanes",
				n, float64(heldByBot())/1e6, runtime.NumGoroutine(), w.bot.rest.Lanes())
		}
		// Deleted again, so that the store and the channel do not grow.
		m := w.ask(t, w.general.ID, fmt.Sprintf("%s %d", uae, n))
		w.deletes(t, w.anna, m)
	}
}

// heldByBot is the memory in use that the bot's own goroutines, discordgo's
// among them, have asked for. The local Discord in the same process remembers
// interactions and is left out.
func heldByBot() int64 {
	runtime.GC()
	time.Sleep(10 * time.Millisecond)
	runtime.GC() // a profile shows what the last but one has found
	n, _ := runtime.MemProfile(nil, false)
	records := make([]runtime.MemProfileRecord, n+200)
	n, ok := runtime.MemProfile(records, false)
	if !ok {
		return -1
	}
	sum := int64(0)
	for _, r := range records[:n] {
		if ofBot(r.Stack()) {
			sum += r.InUseBytes()
		}
	}
	return sum
}

func ofBot(stack []uintptr) bool {
	frames, mine := runtime.CallersFrames(stack), false
	for {
		f, more := frames.Next()
		if strings.HasPrefix(f.Function, "footnote/bot/localdiscord") || strings.Contains(f.Function, "bot.newWorld") {
			return false
		}
		mine = mine || strings.HasPrefix(f.Function, "footnote/bot.(*Bot)") || strings.Contains(f.Function, "discordgo")
		if !more {
			return mine
		}
	}
}
