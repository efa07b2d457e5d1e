package bot

import (
	"context"
	"flag"
	"slices"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/retrieval/answer"
)

var (
	steady = flag.Duration("steady", 20*time.Second, "for how long BenchmarkSteady asks")
	model  = flag.Duration("model", 0, "BenchmarkSteady: how long a model takes for each answer")
	canned = flag.Bool("canned", false, "BenchmarkSteady: one answer for all, so that the way to Discord and back alone is measured")
)

// oneAnswer is the answer to every question, which takes its time.
type oneAnswer struct {
	a     answer.Answer
	takes time.Duration
}

func (o oneAnswer) Ask(context.Context, answer.Question) (answer.Answer, error) {
	time.Sleep(o.takes)
	return o.a, nil
}

// BenchmarkSteady asks 50 questions a second, each when its time has come whatever
// became of those before, with Discord's rate limits on: the median and the 99th
// percentile until a question is acknowledged and until it is answered.
//
//	go test ./bot -run '^$' -bench Steady -benchtime 1x -steady 60s [-canned] [-model 250ms]
//
// Unanswered are those that were turned away too.
func BenchmarkSteady(b *testing.B) {
	const perSecond = 50
	n := int(steady.Seconds() * perSecond)
	for b.Loop() {
		w := newWorld(b, roomy, unlimited)
		w.ctx = b.Context()
		if *canned || *model > 0 {
			a, err := w.config.Answerer.Ask(w.ctx, answer.Question{Text: uae})
			if err != nil {
				b.Fatal(err)
			}
			w.config.Answerer = oneAnswer{a, *model}
		}
		w.start(b)
		places, who := w.crowd(5, 20, n)
		began := map[string]time.Time{}
		from := time.Now()
		for i := range n {
			time.Sleep(time.Until(from.Add(time.Duration(i) * time.Second / perSecond)))
			asked := time.Now()
			v, err := who[i].Command(places[i/(n/5)*4+i%4], "ask", localdiscord.Values{"question": uae})
			if err != nil {
				b.Fatal(err)
			}
			began[v.ID()] = asked
		}
		var acked, done []time.Duration
		for giveUp := time.Now().Add(time.Minute); len(done) < n && time.Now().Before(giveUp); time.Sleep(100 * time.Millisecond) {
			acked, done = w.times(began)
		}
		report(b, "acked", acked)
		report(b, "answered", done)
		b.ReportMetric(float64(n-len(done)), "unanswered")
		if err := w.end(); err != nil {
			b.Fatal(err)
		}
	}
}

// report gives the median and the 99th percentile of times in milliseconds.
func report(b *testing.B, what string, times []time.Duration) {
	if len(times) == 0 {
		return
	}
	slices.Sort(times)
	for name, t := range map[string]time.Duration{"p50": times[len(times)/2], "p99": times[len(times)*99/100]} {
		b.ReportMetric(float64(t.Microseconds())/1000, "ms-"+what+"-"+name)
	}
}
