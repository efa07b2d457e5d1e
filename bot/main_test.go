package bot

import (
	"flag"
	"runtime"
	"testing"

	"go.uber.org/goleak"
)

// No goroutine may be left when all bots and servers of the tests have ended.
//
// The tests run side by side: each waits a second for discordgo to close. Under
// the race detector, some ten times slower, fewer do, or they would miss the
// three seconds that Discord gives.
func TestMain(m *testing.M) {
	flag.Parse()
	if *soak > 0 {
		runtime.MemProfileRate = 4096
	}
	parallel := "8"
	if underRace {
		parallel = "2"
	}
	if err := flag.Set("test.parallel", parallel); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m)
}
