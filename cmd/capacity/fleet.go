package main

import (
	"math/rand/v2"
	"slices"
	"time"
)

// The form of a process (bot.Config, bot/limit): how many questions it answers at once, how
// many may be under way, how many may wait for a place among these and for how long, and how
// many cores it has.
const (
	desks     = 8
	most      = 100
	outside   = 4 * most
	placeWait = 10 * time.Second
	cores     = 2
)

// load is what comes to one process.
type load struct {
	// perSecond questions come for so long, as chance has it or, where even, each in its
	// turn.
	perSecond float64
	lasts     time.Duration
	even      bool
	// Each is on a processor for a while and then waits for a model.
	processor, model time.Duration
}

// outcome is what became of them.
type outcome struct {
	answered, turnedAway int
	// took are the times from a question's coming until its answer, in order; waited those
	// until it had a desk.
	took, waited []time.Duration
}

// question is one under way.
type question struct {
	came time.Duration
	left time.Duration // on a processor
	till time.Duration // when the model has answered, 0 before it is asked
}

// step is the simulation's grain.
const step = time.Millisecond

// simulate lets the questions of a load come to a process, and waits for the last answer.
func simulate(l load) (out outcome) {
	chance := rand.New(rand.NewPCG(17, 1))
	next := gap(l, chance)
	var line []time.Duration // when those in line came
	var busy []question
	for now := time.Duration(0); now < l.lasts || len(line)+len(busy) > 0; now += step {
		for ; next <= now && next < l.lasts; next += gap(l, chance) {
			if len(line)+len(busy) >= most+outside {
				out.turnedAway++
				continue
			}
			line = append(line, next)
		}
		if first := most - len(busy); len(line) > first && now-line[first] >= placeWait {
			out.turnedAway++
			line = slices.Delete(line, first, first+1)
		}
		for len(line) > 0 && len(busy) < desks {
			out.waited = append(out.waited, now-line[0])
			busy, line = append(busy, question{came: line[0], left: l.processor}), line[1:]
		}
		busy = slices.DeleteFunc(work(busy, now, l.model), func(q question) bool {
			if q.till == 0 || q.till > now {
				return false
			}
			out.took = append(out.took, now-q.came)
			return true
		})
	}
	out.answered = len(out.took)
	slices.Sort(out.took)
	slices.Sort(out.waited)
	return out
}

// gap is the time until the next question.
func gap(l load, chance *rand.Rand) time.Duration {
	mean := float64(time.Second) / l.perSecond
	if l.even {
		return time.Duration(mean)
	}
	return time.Duration(chance.ExpFloat64() * mean)
}

// work divides the cores among the questions that are on a processor for one step.
func work(busy []question, now, model time.Duration) []question {
	running := 0
	for _, q := range busy {
		if q.till == 0 {
			running++
		}
	}
	if running == 0 {
		return busy
	}
	each := step * cores / time.Duration(max(running, cores))
	for i := range busy {
		if q := &busy[i]; q.till == 0 {
			if q.left -= each; q.left <= 0 {
				q.till = now + step + model
			}
		}
	}
	return busy
}

// of is the time that a part of sorted times does not exceed.
func of(part float64, sorted []time.Duration) time.Duration {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[min(int(part*float64(len(sorted))), len(sorted)-1)]
}
