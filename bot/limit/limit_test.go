package limit

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

var began = time.Date(2025, 8, 7, 12, 0, 0, 0, time.UTC)

func TestTakeSaysWhoAndHowLong(t *testing.T) {
	l := New(Rules{
		Person: Allowance{2, 10 * time.Second}, Channel: Allowance{3, time.Second}, Guild: Allowance{4, time.Minute},
	})
	for i, c := range []struct {
		person, channel, guild string
		who                    Who
		wait                   time.Duration
	}{
		{"p1", "c1", "g", Nobody, 0},
		{"p1", "c1", "g", Nobody, 0},
		{"p1", "c1", "g", Person, 10 * time.Second},
		{"p2", "c1", "g", Nobody, 0},
		{"p3", "c1", "g", Channel, time.Second},
		{"p3", "c2", "g", Nobody, 0},
		{"p3", "c2", "g", Guild, time.Minute},
		{"p3", "dm", "", Nobody, 0},
		{"p3", "dm", "", Person, 10 * time.Second},
	} {
		if who, wait := l.Take(c.person, c.channel, c.guild, began); who != c.who || wait != c.wait {
			t.Errorf("%d: got %q %v, want %q %v", i, who, wait, c.who, c.wait)
		}
	}
	if who, _ := l.Take("p1", "c3", "h", began.Add(10*time.Second)); who != Nobody {
		t.Errorf("after the wait: %q", who)
	}
}

func TestKeyedForgetsTheIdle(t *testing.T) {
	k := NewKeyed(Allowance{Burst: 2, Every: time.Second})
	for i := range 1000 {
		k.take(fmt.Sprint(i), began)
	}
	k.take("late", began.Add(time.Hour))
	if n := k.len(); n != 1 {
		t.Errorf("%d keys are remembered, want 1", n)
	}
}

func TestQueueTurnsTheOneTooManyAway(t *testing.T) {
	q := NewQueue(3, 1, time.Millisecond)
	leave, err := q.Enter(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	waiting := make(chan error, 2)
	for range 2 {
		go func() { _, err := q.Enter(ctx); waiting <- err }()
	}
	for q.Len() < 3 {
		time.Sleep(time.Millisecond)
	}
	if _, err := q.Enter(ctx); !errors.Is(err, ErrFull) {
		t.Errorf("the fourth: %v", err)
	}
	cancel()
	for range 2 {
		if err := <-waiting; !errors.Is(err, context.Canceled) {
			t.Errorf("who waited: %v", err)
		}
	}
	leave()
	if n := q.Len(); n != 0 {
		t.Errorf("%d left in the queue", n)
	}
}

// Who waits for somebody else's work takes a place and holds no worker up.
func TestQueueWait(t *testing.T) {
	q := NewQueue(2, 1, time.Millisecond)
	wait, err := q.Wait(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	leave, err := q.Enter(t.Context())
	if err != nil {
		t.Fatalf("the only worker is taken: %v", err)
	}
	if _, err := q.Wait(t.Context()); !errors.Is(err, ErrFull) {
		t.Errorf("the third: %v", err)
	}
	wait()
	leave()
	if n := q.Len(); n != 0 {
		t.Errorf("%d left in the queue", n)
	}
}

func TestQueueTakesABurstThatIsAnsweredFast(t *testing.T) {
	q := NewQueue(10, 2, time.Minute)
	done := make(chan error, 200)
	for range 200 {
		go func() {
			leave, err := q.Enter(context.Background())
			if err == nil {
				leave()
			}
			done <- err
		}()
	}
	for range 200 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// TestDefaultsTakeAnAnnouncement has a hundred people ask in one channel at
// once, twice; a script that asks for one person alone is stopped.
func TestDefaultsTakeAnAnnouncement(t *testing.T) {
	l := New(Default())
	for range 2 {
		for person := range 100 {
			if who, wait := l.Take(fmt.Sprint(person), "c", "g", began); who != Nobody {
				t.Fatalf("person %d: %s has to wait %v", person, who, wait)
			}
		}
	}
	for range Default().Person.Burst {
		l.Take("script", "d", "h", began)
	}
	if who, _ := l.Take("script", "d", "h", began); who != Person {
		t.Errorf("a script is stopped by %q", who)
	}
}

// Who came first has the first place, however long that takes.
func TestQueueIsInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		q := NewQueue(1, 1, 2*time.Second)
		leave, err := q.Enter(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var order []int
		var all sync.WaitGroup
		for i := range 3 {
			all.Go(func() {
				leave, err := q.Enter(t.Context())
				if err != nil {
					t.Errorf("%d: %v", i, err)
					return
				}
				order = append(order, i)
				time.Sleep(1500 * time.Millisecond)
				leave()
			})
			time.Sleep([]time.Duration{100, 800, 100}[i] * time.Millisecond)
		}
		leave() // the second has waited for a whole period when the next place is free, the third has not
		all.Wait()
		if !slices.Equal(order, []int{0, 1, 2}) {
			t.Errorf("the order is %v", order)
		}
	})
}
