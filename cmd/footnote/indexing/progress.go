package indexing

import (
	"fmt"
	"io"
	"time"

	"github.com/schollz/progressbar/v3"

	"footnote/cmd/footnote/app"
	"footnote/cmd/footnote/terminal"
	"footnote/retrieval/sqlite"
)

// lineEvery is how often a line says how far a sync is, where there is no
// terminal for a bar.
const lineEvery = 10 * time.Second

// progress shows how a sync goes on: a bar with rate and time left on a
// terminal, plain lines elsewhere.
type progress struct {
	out      io.Writer
	problems *terminal.Screen
	stage    sqlite.Stage
	// bar is nil where there is no terminal.
	bar      *progressbar.ProgressBar
	terminal bool
	last     time.Time
}

func newProgress(p *app.Process) *progress {
	return &progress{out: p.Stderr, problems: p.Problems, terminal: terminal.IsTerminal(p.Stderr) && p.Getenv("TERM") != "dumb"}
}

// units are what the stages count.
var units = map[sqlite.Stage]string{sqlite.Reading: "articles", sqlite.Embedding: "passages"}

// Step shows that done of total are through.
func (g *progress) Step(stage sqlite.Stage, done, total int) {
	if stage != g.stage {
		g.end()
		g.stage, g.last = stage, time.Now()
		if g.terminal {
			g.bar = g.newBar(stage, total)
		}
	}
	if g.bar != nil {
		if total > 0 && g.bar.GetMax() != total {
			g.bar.ChangeMax(total)
		}
		_ = g.bar.Set(done) // a bar that cannot be drawn is no reason to stop
		return
	}
	if time.Since(g.last) < lineEvery {
		return
	}
	g.last = time.Now()
	if total > 0 {
		fmt.Fprintf(g.out, "%s: %d of %d %s\n", stage, done, total, units[stage])
	} else {
		fmt.Fprintf(g.out, "%s: %d %s\n", stage, done, units[stage])
	}
}

func (g *progress) newBar(stage sqlite.Stage, total int) *progressbar.ProgressBar {
	if total == 0 {
		total = -1 // a spinner
	}
	return progressbar.NewOptions(total,
		progressbar.OptionSetWriter(g.out), progressbar.OptionSetDescription(string(stage)),
		progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString(units[stage]),
		progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond),
		// By itself the spinner would turn in a goroutine that nobody ends.
		progressbar.OptionSetSpinnerChangeInterval(0),
		progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30))
}

// Problem says what could not be read, above the bar.
func (g *progress) Problem(err error) {
	if g.bar != nil {
		_ = g.bar.Clear()
	}
	g.problems.Problem(err.Error())
}

// end takes the bar away.
func (g *progress) end() {
	if g.bar != nil {
		_ = g.bar.Clear()
	}
	g.bar = nil
}
