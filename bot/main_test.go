package bot

import (
	"flag"
	"runtime"
	"testing"

	"go.uber.org/goleak"
)

// No goroutine may be left when all bots and servers of the tests have ended.
// The cache of an answer.Engine, which a process makes once, has one that ends
// with the process.
//
// The tests run side by side: each waits a second for discordgo to close.
func TestMain(m *testing.M) {
	flag.Parse()
	if *soak > 0 {
		runtime.MemProfileRate = 4096
	}
	if err := flag.Set("test.parallel", "8"); err != nil {
		panic(err)
	}
	goleak.VerifyTestMain(m)
}
