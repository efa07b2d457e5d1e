package app_test

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"footnote/cmd/footnote/embedder"
	"footnote/cmd/footnote/races"
	"footnote/cmd/mockopenai/mockserver"
	"footnote/cmd/mockopenai/persona"
	"footnote/retrieval"
	"footnote/retrieval/answer"
	"footnote/retrieval/openai"
	"footnote/retrieval/quality"
)

// weather is a fault of the mock with what becomes of answers under it.
type weather struct {
	// fault is as --fault takes it; "" is fair weather.
	fault    string
	patience openai.Options
	deadline time.Duration
	// passages is the most questions that may be left with passages; where
	// none may be answered in writing, allPassages is set.
	passages    int
	allPassages bool
}

const anyNumber = 1 << 20

var wholeMatrix = flag.Bool("whole-matrix", false, "ask every question also under faults that pass, or leave the chat alone")

// some picks the questions to ask: all of them under faults that last, every
// fourth under the others, which spoil one request or none, and under the race
// detector.
func (w weather) some(all []quality.Question) []quality.Question {
	name, _, _ := strings.Cut(w.fault, ":")
	passing := slices.Contains([]string{"once", "dimension", "no-base64", "no-format", "first-word", "role-first", "context",
		"empty-stream", "think", "reasoning", "one-at-a-time", "token-vectors"}, name)
	if !races.Detector && (*wholeMatrix || !passing) {
		return all
	}
	var some []quality.Question
	step := 4
	if races.Detector {
		step = 10
	}
	if races.Only() {
		step = max(len(all)/3, 1)
	}
	for i := 0; i < len(all); i += step {
		some = append(some, all[i])
	}
	return some
}

// weathers lists every fault that the mock has, always and once only.
func weathers(t *testing.T) []weather {
	fair := weather{patience: patient, deadline: time.Minute}
	short := weather{patience: hasty, deadline: time.Second, passages: anyNumber, allPassages: true}
	under := func(w weather, fault string, passages int) weather {
		w.fault, w.passages = fault, passages
		return w
	}
	foul := map[string]weather{
		"429:SECONDS":            under(short, "429:60", anyNumber),
		"500":                    under(short, "500", anyNumber),
		"hang":                   under(short, "hang", anyNumber),
		"garbage":                under(short, "garbage", anyNumber),
		"slow:TOKENS_PER_SECOND": under(fair, "slow:5000", 0),
		"cut":                    under(fair, "cut", anyNumber),
		"no-finish":              under(fair, "no-finish", anyNumber),
		"dimension":              under(fair, "dimension", 0),
		"no-base64":              under(fair, "no-base64", 0),
		"no-format":              under(fair, "no-format", 0),
		"first-word:WAIT":        under(fair, "first-word:10ms", 0),
		"role-first:WAIT":        under(fair, "role-first:10ms", 0),
		"context:TOKENS":         under(fair, "context:1700", anyNumber),
		"empty-stream:TOKENS":    under(fair, "empty-stream:1700", anyNumber),
		"think:TOKENS":           under(fair, "think:50", 0),
		"reasoning:TOKENS":       under(fair, "reasoning:50", 0),
		"one-at-a-time":          under(fair, "one-at-a-time", 0),
		"token-vectors":          under(fair, "token-vectors", 0),
	}
	all := []weather{fair}
	for _, name := range mockserver.FaultNames() {
		if name == "once:NAME" {
			continue
		}
		w, known := foul[name]
		if !known {
			t.Fatalf("the mock has a fault %q that this test does not know", name)
		}
		all = append(all, w)
		once := under(fair, "once:"+strings.Replace(w.fault, "429:60", "429:0", 1), 1)
		if name == "hang" {
			once.patience.Attempt = 3 * time.Second
			if races.Detector {
				once.patience.Attempt = 15 * time.Second
			}
		}
		all = append(all, once)
	}
	return all
}

// Against every persona and every fault: no quote that is not verbatim, no
// claim with a number or a name that its quotes lack, and each question
// answered or declined in time, in the right mode.
func TestEveryPersonaUnderEveryFault(t *testing.T) {
	questions, library := seeds(t, embedder.None)
	check := newChecker(library)
	var sums tally
	t.Run("matrix", func(t *testing.T) {
		for _, w := range weathers(t) {
			for _, who := range persona.Names() {
				t.Run(fmt.Sprintf("%s under %s", who, orFair(w.fault)), func(t *testing.T) {
					t.Parallel()
					if w.fault != "" && who != persona.Fabricator {
						races.Skip(t, "one persona meets every fault, and all of them fair weather")
					}
					m := mock(t, who, w.patience, faultsOf(w)...)
					one := sitting{t: t, check: check, library: library, engine: m.writtenBy(library, w.deadline), weather: w}
					one.all(w.some(questions))
					one.judge(who)
					sums.add(&one)
				})
			}
		}
	})
	t.Logf("%d answers, %d of them written, %d left with passages, %d declined; %d quotes, %d claims, %d dropped",
		sums.asked, sums.generated, sums.passages, sums.declined, sums.quotes, sums.claims, sums.dropped)
	if sums.quotes == 0 || sums.generated == 0 || sums.passages == 0 || sums.dropped == 0 {
		t.Error("the matrix did not see every kind of answer: it proves nothing")
	}
}

func orFair(fault string) string {
	if fault == "" {
		return "no fault"
	}
	return fault
}

func faultsOf(w weather) []string {
	if w.fault == "" {
		return nil
	}
	return []string{w.fault}
}

// tally counts what was seen.
type tally struct {
	mu                                                            sync.Mutex
	asked, generated, passages, declined, quotes, claims, dropped int
}

func (s *tally) add(r *sitting) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, a := range r.answers {
		s.asked++
		s.quotes += len(a.Citations) + len(a.Nearest)
		s.claims += len(a.Claims)
		s.dropped += len(a.Dropped)
		switch {
		case a.Mode == answer.Passages:
			s.passages++
		case !a.Answered:
			s.declined++
		case a.Mode == answer.Generated:
			s.generated++
		}
	}
}

// sitting asks all questions of one persona under one fault.
type sitting struct {
	t       *testing.T
	check   *checker
	library *retrieval.Library
	engine  *answer.Engine
	weather weather
	mu      sync.Mutex
	answers []answer.Answer
}

// deadlineGrace is what a loaded machine may take beyond a deadline before it counts
// as missed.
const deadlineGrace = 5 * time.Second

func (r *sitting) all(questions []quality.Question) {
	var group errgroup.Group
	group.SetLimit(8)
	for _, q := range questions {
		group.Go(func() error { r.one(q.Text); return nil })
	}
	_ = group.Wait() // one reports by itself
}

func (r *sitting) one(question string) {
	began := time.Now()
	a, err := r.engine.Ask(r.t.Context(), answer.Question{Text: question, Progress: func(part answer.Answer) {
		r.faults(question, &part)
	}})
	if err != nil {
		r.t.Errorf("%s: %v", question, err)
		return
	}
	if took := time.Since(began); took > r.weather.deadline+deadlineGrace && !races.Detector {
		r.t.Errorf("%s: took %s, the deadline is %s", question, took, r.weather.deadline)
	}
	r.faults(question, &a)
	if (a.Mode == answer.Passages) != slices.Contains([]answer.Note{answer.NoteBudget, answer.NoteSlow, answer.NoteUnusable, answer.NoteDown}, a.Note) {
		r.t.Errorf("%s: mode %s with the note %q", question, a.Mode, a.Note)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.answers = append(r.answers, a)
}

func (r *sitting) faults(question string, a *answer.Answer) {
	for _, f := range r.check.faults(a) {
		r.t.Errorf("%s: %s", question, f)
	}
}

// judge holds the modes of all answers against what the fault leaves possible.
func (r *sitting) judge(who persona.Name) {
	passages, asked := 0, 0
	for _, a := range r.answers {
		if a.Mode == answer.Passages {
			passages++
		}
		if len(a.Claims)+len(a.Nearest) > 0 {
			asked++ // where no passage is found, no model is asked
		}
	}
	most := r.weather.passages
	if slices.Contains([]persona.Name{persona.Mute, persona.Rambler}, who) {
		most = anyNumber // they write nothing that could be used
	}
	if passages > most || r.weather.allPassages && passages != asked {
		r.t.Errorf("%d of %d answers are passages, want at most %d (all: %v)", passages, asked, most, r.weather.allPassages)
	}
	if who == persona.Mute && passages != asked {
		r.t.Errorf("a mute model leaves %d of %d answers as passages, want all", passages, asked)
	}
}
