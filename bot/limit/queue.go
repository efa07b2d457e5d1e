package limit

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// ErrFull: as many questions are under way as the queue holds.
var ErrFull = errors.New("the queue is full")

// Queue bounds the questions under way. Of those, as many are worked on as
// there are workers; the others wait in line, or for an answer to the same question.
type Queue struct {
	places, workers chan struct{}
	grace           time.Duration
	moved           atomic.Int64 // when a question last left, Unix nanoseconds
	mu              sync.Mutex
	outside         []chan struct{} // those that wait for a place, in the order in which they came
}

// NewQueue returns a queue that holds size questions and works on workers of them
// at once. A question waits for a place as long as the queue moves, at most
// mostGraces times the grace period, so that a burst turns nobody away; where
// nothing has moved for one such period, the queue counts as full.
func NewQueue(size, workers int, grace time.Duration) *Queue {
	return &Queue{places: make(chan struct{}, size), workers: make(chan struct{}, workers), grace: grace}
}

// Enter waits for a turn. leave must be called in the end. It returns ErrFull
// where no place becomes free, or the context's error.
func (q *Queue) Enter(ctx context.Context) (leave func(), err error) {
	if err := q.place(ctx); err != nil {
		return nil, err
	}
	select {
	case q.workers <- struct{}{}:
		return q.leave, nil
	case <-ctx.Done():
		q.pass()
		return nil, ctx.Err()
	}
}

// Wait is Enter for a question that somebody else's work answers: it has a place in
// the queue and no worker.
func (q *Queue) Wait(ctx context.Context) (leave func(), err error) {
	if err := q.place(ctx); err != nil {
		return nil, err
	}
	return q.vacate, nil
}

func (q *Queue) leave() {
	<-q.workers
	q.vacate()
}

func (q *Queue) vacate() {
	q.moved.Store(time.Now().UnixNano())
	q.pass()
}

// pass gives a place to who has waited for the longest.
func (q *Queue) pass() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.outside) == 0 {
		<-q.places
		return
	}
	close(q.outside[0])
	q.outside = q.outside[1:]
}

const (
	// mostGraces bounds the wait for a place in a queue that moves.
	mostGraces = 5
	// mostOutside is how many times as many as there are places may wait for one.
	mostOutside = 4
)

// place waits for a place in the queue.
func (q *Queue) place(ctx context.Context) error {
	mine, err := q.lineUp()
	if mine == nil {
		return err
	}
	for range mostGraces {
		began := time.Now()
		select {
		case <-mine:
			return nil
		case <-time.After(q.grace):
		case <-ctx.Done():
			return q.goAway(mine, ctx.Err())
		}
		if q.moved.Load() < began.UnixNano() {
			break
		}
	}
	return q.goAway(mine, ErrFull)
}

// lineUp takes a place where one is free, else mine is closed when it has one.
func (q *Queue) lineUp() (mine chan struct{}, err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	select {
	case q.places <- struct{}{}:
		return nil, nil
	default:
	}
	if len(q.outside) >= mostOutside*cap(q.places) {
		return nil, ErrFull
	}
	mine = make(chan struct{})
	q.outside = append(q.outside, mine)
	return mine, nil
}

// goAway leaves the line for a reason; who has been given a place meanwhile keeps it.
func (q *Queue) goAway(mine chan struct{}, why error) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	at := slices.Index(q.outside, mine)
	if at < 0 {
		return nil
	}
	q.outside = slices.Delete(q.outside, at, at+1)
	return why
}

// Len is the number of questions in the queue, those worked on too.
func (q *Queue) Len() int { return len(q.places) }
