package limit

import (
	"context"
	"errors"
	"time"
)

// ErrFull: as many questions are under way as the queue holds.
var ErrFull = errors.New("the queue is full")

// Queue bounds the questions under way. Of those, as many are worked on as
// there are desks; the others wait in line.
type Queue struct {
	places, desks chan struct{}
	grace         time.Duration
}

// NewQueue returns a queue that holds size questions and works on desks of them
// at once. grace is how long a question may wait for a place: a burst that is
// answered faster than it arrives should turn nobody away.
func NewQueue(size, desks int, grace time.Duration) *Queue {
	return &Queue{places: make(chan struct{}, size), desks: make(chan struct{}, desks), grace: grace}
}

// Enter waits for a turn. leave must be called in the end. It returns ErrFull
// where there is no place within the grace period, or the context's error.
func (q *Queue) Enter(ctx context.Context) (leave func(), err error) {
	if err := q.place(ctx); err != nil {
		return nil, err
	}
	select {
	case q.desks <- struct{}{}:
		return func() { <-q.desks; <-q.places }, nil
	case <-ctx.Done():
		<-q.places
		return nil, ctx.Err()
	}
}

// place waits for a place in the queue.
func (q *Queue) place(ctx context.Context) error {
	select {
	case q.places <- struct{}{}:
		return nil
	default:
	}
	t := time.NewTimer(q.grace)
	defer t.Stop()
	select {
	case q.places <- struct{}{}:
		return nil
	case <-t.C:
		return ErrFull
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Len is the number of questions in the queue, those worked on too.
func (q *Queue) Len() int { return len(q.places) }
