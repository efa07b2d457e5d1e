// Package faults is what goes wrong in a local Discord on demand. It knows nothing
// of Discord: a Set says whether the next thing fails, and how.
package faults

import (
	"sync"
	"time"
)

// Set is what is to go wrong. It is safe for concurrent use; nothing goes wrong
// with the zero value but for its clock, see New.
type Set struct {
	now func() time.Time

	mu          sync.Mutex
	delay       time.Duration
	waiting     int
	failNext    int
	failStatus  int
	failUntil   time.Time
	unknownNext int
	loseAnswers int
	lost        map[string]int // event name ("" for any) -> how many
	muteAcks    bool
}

// New returns a set by a clock.
func New(now func() time.Time) *Set { return &Set{now: now} }

// FailNext answers the next n requests with an HTTP status of 500 or more.
func (f *Set) FailNext(n, status int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.failNext, f.failStatus = n, status
}

// FailFor answers all requests with a status of 500 or more, from now on for
// a while by the clock; zero ends it.
func (f *Set) FailFor(d time.Duration, status int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.failUntil, f.failStatus = f.now().Add(d), status
}

// SlowREST holds every request up by d; zero ends it.
func (f *Set) SlowREST(d time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.delay = d
}

// UnknownInteractions refuses the next n first responses with 10062, as
// Discord does when they come too late.
func (f *Set) UnknownInteractions(n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.unknownNext = n
}

// LoseAnswers carries out the next n requests and cuts the connection instead
// of answering, so that the client cannot know whether they were done.
func (f *Set) LoseAnswers(n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.loseAnswers = n
}

// LoseEvents never delivers the next n events of this name ("" for any), not
// even to a session that resumes.
func (f *Set) LoseEvents(name string, n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.lost == nil {
		f.lost = map[string]int{}
	}
	f.lost[name] = n
}

// MuteHeartbeats leaves heartbeats unanswered, as a zombie connection does.
func (f *Set) MuteHeartbeats(on bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.muteAcks = on
}

// Muted reports whether heartbeats are left unanswered.
func (f *Set) Muted() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.muteAcks
}

// Waiting is how many requests SlowREST holds up now.
func (f *Set) Waiting() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.waiting
}

// Hold counts a request that is held up, and returns for how long and what ends
// that.
func (f *Set) Hold() (wait time.Duration, done func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.delay == 0 {
		return 0, func() {}
	}
	f.waiting++
	return f.delay, func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.waiting--
	}
}

// Status is the status with which a request is to fail, 0 for none, and counts it.
func (f *Set) Status() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	switch {
	case f.failNext > 0:
		f.failNext--
		return f.failStatus
	case f.now().Before(f.failUntil):
		return f.failStatus
	}
	return 0
}

// Unknown reports whether an interaction is to be unknown, and counts it.
func (f *Set) Unknown() bool {
	return f.take(&f.unknownNext)
}

// LosesAnswer reports whether an answer is to be lost, and counts it.
func (f *Set) LosesAnswer() bool {
	return f.take(&f.loseAnswers)
}

// take counts one of so many that are left, and reports whether there was one.
func (f *Set) take(left *int) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if *left == 0 {
		return false
	}
	*left--
	return true
}

// Loses reports whether an event of a name is to be lost, and counts it.
func (f *Set) Loses(name string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, key := range []string{name, ""} {
		if f.lost[key] > 0 {
			f.lost[key]--
			return true
		}
	}
	return false
}
