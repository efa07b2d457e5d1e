package bot

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"footnote/bot/localdiscord"
	"footnote/retrieval/answer"
	"footnote/retrieval/quality"
	"footnote/retrieval/sampletest"
)

// asServed answers as the program does without any setting.
func asServed(t testing.TB) setup {
	t.Helper()
	library, options := sampletest.Served(t)
	return func(_ *localdiscord.Config, c *Config) {
		c.Library, c.Answerer = library, answer.New(library, options...)
	}
}

// announced has a hundred people of one channel ask a question each at once, twice,
// and returns when the last answer of each time came.
func announced(t testing.TB, options ...setup) (last []time.Duration) {
	t.Helper()
	all, err := quality.Load("../corpus/sample/questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	all = slices.DeleteFunc(all, func(q quality.Question) bool { return !q.Answerable })
	w := newWorld(t, append(options, roomy)...)
	w.start(t)
	var who []*localdiscord.Person
	for n := range 100 {
		p := w.d.AddPerson(fmt.Sprint("p", n), localdiscord.PersonOptions{})
		w.guild.Add(p)
		who = append(who, p)
	}
	for range 2 {
		began := time.Now()
		var asked []*localdiscord.Invocation
		for n, p := range who {
			v, err := p.Command(w.general.ID, "ask", localdiscord.Values{"question": all[n%len(all)].Text})
			if err != nil {
				t.Fatal(err)
			}
			asked = append(asked, v)
		}
		for n, v := range asked {
			if m := w.settled(t, v); !strings.Contains(labels(m), v.ID()) {
				t.Errorf("question %d got %s", n, text(m))
			}
		}
		last = append(last, time.Since(began))
	}
	return last
}

// A hundred people who ask in one channel at once, as after an announcement, all
// get their answer by the limits that hold without any setting, also the second
// time. How long that takes with the encoder and the reader is for BenchmarkAnnouncement.
func TestAHundredPeopleInOneChannel(t *testing.T) {
	t.Parallel()
	t.Logf("the last answers came after %v", announced(t, func(_ *localdiscord.Config, c *Config) { c.Grace = time.Hour }))
}

// BenchmarkAnnouncement tells when the last of a hundred answers in one channel
// came, the first time and when the same is asked again.
func BenchmarkAnnouncement(b *testing.B) {
	for b.Loop() {
		last := announced(b, asServed(b))
		b.ReportMetric(float64(last[0].Milliseconds()), "ms-first-hundred")
		b.ReportMetric(float64(last[1].Milliseconds()), "ms-second-hundred")
	}
}
