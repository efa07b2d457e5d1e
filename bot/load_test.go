package bot

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/retrieval/answer"
)

// crowd makes guilds with channels, and a person for each question.
func (w *world) crowd(guilds, channels, people int) (places []string, who []*localdiscord.Person) {
	for g := range guilds {
		guild := w.d.AddGuild(fmt.Sprintf("guild %d", g), localdiscord.GuildOptions{})
		for c := range channels / guilds {
			places = append(places, guild.AddChannel(fmt.Sprintf("c%d", c), localdiscord.ChannelOptions{}).ID)
		}
		for p := range people / guilds {
			person := w.d.AddPerson(fmt.Sprintf("p%d-%d", g, p), localdiscord.PersonOptions{})
			guild.Add(person)
			who = append(who, person)
		}
	}
	return places, who
}

// 200 questions at once, over 20 channels of 5 guilds, with the default limits
// and queue, all get an answer and none two. The times are logged and not
// judged here: BenchmarkBurst measures them.
func TestTwoHundredQuestionsAtOnce(t *testing.T) {
	n := 200
	if underRace {
		n = 60
	}
	w := newWorld(t, roomy, func(_ *localdiscord.Config, c *Config) { c.Grace = time.Hour })
	w.start(t)
	acked, done := w.burst(t, n)
	slices.Sort(acked)
	slices.Sort(done)
	t.Logf("acknowledged: median %v, 99%% %v; answered: median %v, last %v",
		acked[n/2], acked[n*99/100-1], done[n/2], done[n-1])
}

// roomy is a Discord that remembers a burst's requests; that they have the right
// form is for other tests to say.
func roomy(s *localdiscord.Config, _ *Config) { s.TrafficSize, s.Validator = 20_000, nil }

// burst asks n questions at once and gives the times to the acknowledgement and
// to the answer, as the local Discord saw them: hundreds of people who wait
// would take more of this machine than the bot.
func (w *world) burst(t testing.TB, n int) (acked, done []time.Duration) {
	t.Helper()
	places, who := w.crowd(5, 20, n)
	asked := map[string]*localdiscord.Invocation{}
	began := map[string]time.Time{}
	for i := range n {
		// Persons are in order of their guilds, as channels are.
		v, err := who[i].Command(places[i/(n/5)*4+i%4], "ask", localdiscord.Values{"question": uae})
		if err != nil {
			t.Fatal(err)
		}
		asked[v.ID()], began[v.ID()] = v, time.Now()
	}
	err := w.waitUntil(func() bool {
		time.Sleep(50 * time.Millisecond)
		acked, done = w.times(began)
		return len(done) >= n
	})
	if err != nil {
		t.Fatalf("%d of %d were acknowledged and %d answered: %v\n%s", len(acked), n, len(done), err, w.logs)
	}
	for id, v := range asked {
		if m := w.settled(t, v); !strings.Contains(text(m), "United Arab Emirates") || !strings.Contains(labels(m), id) {
			t.Errorf("question %s got %q", id, text(m))
		}
	}
	messages := 0
	for i, channel := range places {
		messages += len(who[i/4*(n/5)].Messages(channel))
	}
	if messages != n || len(done) != n {
		t.Errorf("%d questions got %d messages by %d edits", n, messages, len(done))
	}
	return acked, done
}

// times reads out of the traffic how long acknowledgements and answers took.
func (w *world) times(began map[string]time.Time) (acked, done []time.Duration) {
	tokens := map[string]string{}
	for _, r := range w.d.Requests() {
		parts := strings.Split(r.Path, "/")
		switch {
		case r.Status >= 300 || len(parts) < 4:
		case parts[1] == "interactions":
			tokens[parts[3]] = parts[2]
			acked = append(acked, r.At.Add(r.Took).Sub(began[parts[2]]))
		case r.Method == "PATCH" && strings.Contains(string(r.Body), "-# **[1]**"):
			done = append(done, r.At.Add(r.Took).Sub(began[tokens[parts[3]]]))
		}
	}
	return acked, done
}

// BenchmarkBurst is 200 questions at once: the 99th percentile until they are
// acknowledged, and the time until the last is answered.
func BenchmarkBurst(b *testing.B) {
	for b.Loop() {
		w := newWorld(b, roomy)
		w.start(b)
		acked, done := w.burst(b, 200)
		slices.Sort(acked)
		slices.Sort(done)
		b.ReportMetric(float64(acked[197].Microseconds())/1000, "ms-acked-p99")
		b.ReportMetric(float64(done[199].Microseconds())/1000, "ms-answered-last")
		if err := w.end(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOverhead is one question after the other, from the command to the
// answer in the channel, less the time of the answer itself.
func BenchmarkOverhead(b *testing.B) {
	w := newWorld(b, unlimited, func(s *localdiscord.Config, _ *Config) { s.RateLimits.Off, s.Validator = true, nil })
	w.start(b)
	var overhead, answers []time.Duration
	for b.Loop() {
		began := time.Now()
		if _, err := w.config.Answerer.Ask(w.ctx, answer.Question{Text: uae}); err != nil {
			b.Fatal(err)
		}
		alone := time.Since(began)
		began = time.Now()
		w.ask(b, w.general.ID, uae)
		overhead = append(overhead, time.Since(began)-alone)
		answers = append(answers, alone)
	}
	slices.Sort(overhead)
	slices.Sort(answers)
	b.ReportMetric(float64(overhead[len(overhead)/2].Microseconds())/1000, "ms-overhead-median")
	b.ReportMetric(float64(answers[len(answers)/2].Microseconds())/1000, "ms-answer-median")
}
