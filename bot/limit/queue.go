package limit

import (
	"context"
	"errors"
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
	outside         atomic.Int64 // questions that wait for a place
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
		<-q.places
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
	<-q.places
}

const (
	// mostGraces bounds the wait for a place in a queue that moves.
	mostGraces = 5
	// mostOutside is how many times as many as there are places may wait for one.
	mostOutside = 4
)

// place waits for a place in the queue.
func (q *Queue) place(ctx context.Context) error {
	select {
	case q.places <- struct{}{}:
		return nil
	default:
	}
	defer q.outside.Add(-1)
	if q.outside.Add(1) > mostOutside*int64(cap(q.places)) {
		return ErrFull
	}
	for range mostGraces {
		began := time.Now()
		if err := q.placeWithin(ctx, q.grace); !errors.Is(err, ErrFull) {
			return err
		}
		if q.moved.Load() < began.UnixNano() {
			return ErrFull
		}
	}
	return ErrFull
}

func (q *Queue) placeWithin(ctx context.Context, d time.Duration) error {
	select {
	case q.places <- struct{}{}:
		return nil
	case <-time.After(d):
		return ErrFull
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Len is the number of questions in the queue, those worked on too.
func (q *Queue) Len() int { return len(q.places) }
