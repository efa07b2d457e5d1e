//go:build linux

package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/retrieval/quality"
)

var (
	steady    = flag.Duration("steady", 20*time.Second, "for how long BenchmarkServe asks")
	rate      = flag.Float64("rate", 50, "how many questions a second BenchmarkServe asks")
	inGuilds  = flag.Int("guilds", 5, "in how many guilds BenchmarkServe asks")
	different = flag.Int("different", 0, "from how many of the sample's questions BenchmarkServe draws; 0 is from all")
	once      = flag.Bool("once", false, "BenchmarkServe asks no question twice in a guild, as far as there are enough")
)

// BenchmarkServe asks the real program, with its encoder and reader and no model, the
// sample's questions at a steady rate, each when its time has come whatever became of
// those before: the median and the 99th percentile until a question is acknowledged
// and until it is answered, over all and over the second half, the process's
// time on a processor for each question, and its memory after a tenth and at the end. Discord's
// rate limits are on.
//
//	go test ./cmd/footnote -run '^$' -bench 'Serve$' -benchtime 1x -steady 60s [-once] [-rate 4]
//
// 20,000 questions, for the memory:
//
//	go test ./cmd/footnote -run '^$' -bench 'Serve$' -benchtime 1x -steady 400s -guilds 20 -different 3
func BenchmarkServe(b *testing.B) {
	for b.Loop() {
		l := newSteadily(b)
		l.ask(b, int(steady.Seconds()**rate))
	}
}

// steadily is the real program under questions.
type steadily struct {
	d       *localdiscord.Server
	program *exec.Cmd
	places  []string
	who     [][]*localdiscord.Person // by place
	began   map[string]time.Time     // by the IDs of interactions
	tokens  map[string]string        // their IDs, by token
	// acked and done are how long the interactions took.
	acked, done map[string]time.Duration
	order       []string
}

// newSteadily starts the program in a Discord with guilds of four channels.
func newSteadily(b *testing.B) *steadily {
	d, err := localdiscord.Start(localdiscord.Config{TrafficSize: 4000, MaxHistory: 20})
	must(b, err)
	b.Cleanup(func() { _ = d.Stop(context.Background()) })
	l := &steadily{d: d, began: map[string]time.Time{}, tokens: map[string]string{}, acked: map[string]time.Duration{}, done: map[string]time.Duration{}}
	for g := range *inGuilds {
		guild := d.AddGuild(fmt.Sprintf("guild %d", g), localdiscord.GuildOptions{})
		var people []*localdiscord.Person
		for p := range 1000 / *inGuilds {
			people = append(people, d.AddPerson(fmt.Sprintf("p%d-%d", g, p), localdiscord.PersonOptions{}))
			guild.Add(people[p])
		}
		for c := range 4 {
			l.places, l.who = append(l.places, guild.AddChannel(fmt.Sprintf("c%d", c), localdiscord.ChannelOptions{}).ID), append(l.who, people)
		}
	}
	path, err := exec.LookPath("footnote")
	must(b, err)
	l.program = exec.CommandContext(context.WithoutCancel(b.Context()), path, "serve") // it ends in the clean-up
	l.program.Env = append(os.Environ(), "DISCORD_TOKEN="+d.Token(), "FOOTNOTE_DISCORD_URL="+d.URL(), "FOOTNOTE_DATA="+b.TempDir())
	must(b, l.program.Start())
	b.Cleanup(func() {
		_ = l.program.Process.Signal(os.Interrupt)
		if err := l.program.Wait(); err != nil {
			b.Errorf("the program ends with %v", err)
		}
	})
	must(b, d.Ready(b.Context(), "ask", "articles"))
	return l
}

// ask asks n questions and reports.
func (l *steadily) ask(b *testing.B, n int) {
	questions := sampleQuestions(b)
	if *different > 0 {
		questions = questions[:*different]
	}
	draw := rand.New(rand.NewPCG(1, 2))
	asking := time.NewTicker(time.Duration(float64(time.Second) / *rate))
	defer asking.Stop()
	first, before := 0.0, l.processor(b)
	for i := range n {
		<-asking.C
		place := i % len(l.places)
		question := questions[draw.IntN(len(questions))]
		if *once {
			place = i * 4 % len(l.places)
			question = questions[i / *inGuilds % len(questions)]
		}
		asked, people := time.Now(), l.who[place]
		v, err := people[i/len(l.places)%len(people)].Command(l.places[place], "ask", localdiscord.Values{"question": question})
		must(b, err)
		l.began[v.ID()], l.order = asked, append(l.order, v.ID())
		if i%10 == 9 {
			l.look()
		}
		if i == n/10 {
			first = l.memory(b)
		}
	}
	for giveUp := time.Now().Add(2 * time.Minute); len(l.done) < n && time.Now().Before(giveUp); time.Sleep(100 * time.Millisecond) {
		l.look()
	}
	l.report(b, n)
	b.ReportMetric((l.processor(b)-before)/float64(n), "ms-of-a-processor")
	b.ReportMetric(first, "MB-after-a-tenth")
	b.ReportMetric(l.memory(b), "MB-at-the-end")
}

// look reads out of the traffic which interactions were acknowledged and answered.
func (l *steadily) look() {
	for _, r := range l.d.Requests() {
		parts := strings.Split(r.Path, "/")
		switch {
		case r.Status >= 300 || len(parts) < 4:
		case parts[1] == "interactions":
			l.tokens[parts[3]] = parts[2]
			noteTime(l.acked, parts[2], l.began, r)
		case r.Method == "PATCH" && bytes.Contains(r.Body, []byte(`"custom_id":`)): // progress has no buttons
			noteTime(l.done, l.tokens[parts[3]], l.began, r)
		}
	}
}

func noteTime(times map[string]time.Duration, id string, began map[string]time.Time, r localdiscord.Request) {
	at, ours := began[id]
	if _, known := times[id]; ours && !known {
		times[id] = r.At.Add(r.Took).Sub(at)
	}
}

// report gives the percentiles in milliseconds, over all and over the second half.
func (l *steadily) report(b *testing.B, n int) {
	for name, times := range map[string]map[string]time.Duration{"acked": l.acked, "answered": l.done} {
		for which, ids := range map[string][]string{"": l.order, "-later": l.order[n/2:]} {
			var all []time.Duration
			for _, id := range ids {
				if d, ok := times[id]; ok {
					all = append(all, d)
				}
			}
			if len(all) == 0 {
				continue
			}
			slices.Sort(all)
			b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, "ms-"+name+which+"-p50")
			b.ReportMetric(float64(all[len(all)*99/100].Microseconds())/1000, "ms-"+name+which+"-p99")
		}
	}
	b.ReportMetric(float64(n-len(l.done)), "unanswered")
}

// memory is what the process has resident, in MB.
func (l *steadily) memory(b *testing.B) float64 {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", l.program.Process.Pid))
	must(b, err)
	_, line, _ := strings.Cut(string(data), "VmRSS:")
	var kb float64
	_, err = fmt.Sscan(line, &kb)
	must(b, err)
	return kb / 1000
}

// processor is how long the process has been on a processor, in milliseconds.
func (l *steadily) processor(b *testing.B) float64 {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", l.program.Process.Pid))
	must(b, err)
	_, rest, _ := strings.Cut(string(data), ") ")
	fields := strings.Fields(rest)
	var own, system float64
	_, err = fmt.Sscan(fields[11]+" "+fields[12], &own, &system)
	must(b, err)
	return (own + system) * 10 // Linux counts hundredths of a second
}

// sampleQuestions are the questions that the sample's articles are measured with.
func sampleQuestions(b testing.TB) (all []string) {
	list, err := quality.Load("../../corpus/sample/questions.jsonl")
	must(b, err)
	for _, q := range list {
		all = append(all, q.Text)
	}
	return all
}
