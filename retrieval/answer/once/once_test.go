package once_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	"footnote/retrieval/answer/once"
)

// slow is work that waits until it is opened.
type slow struct {
	*once.Group[string]
	runs, ended int
	open        chan struct{}
}

func (s *slow) work(ctx context.Context) (string, bool, error) {
	s.runs++
	select {
	case <-s.open:
		return "said", true, nil
	case <-ctx.Done():
		s.ended++
		return "", false, ctx.Err()
	}
}

// ask begins to wait for the work.
func (s *slow) ask(t *testing.T, wantShared bool) (giveUp func() error) {
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		_, shared, err := s.Do(ctx, "key", s.work)
		if shared != wantShared {
			t.Errorf("shared: %v", shared)
		}
		done <- err
	}()
	synctest.Wait()
	return func() error {
		cancel()
		synctest.Wait()
		return <-done
	}
}

// Who asks under the same key shares one run: who gives up leaves it to the others, and
// it ends when the last one has left.
func TestARunEndsWhenNobodyWaitsAnyMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &slow{Group: once.New[string]()}
		one, other := s.ask(t, false), s.ask(t, true)
		if err := one(); !errors.Is(err, context.Canceled) || s.ended != 0 {
			t.Errorf("one of two gave up: %v; %d runs ended", err, s.ended)
		}
		if known, underWay := s.Has("key"); known || !underWay {
			t.Errorf("known %v, under way %v", known, underWay)
		}
		if err := other(); !errors.Is(err, context.Canceled) || s.runs != 1 || s.ended != 1 {
			t.Errorf("both gave up: %v; %d of %d runs ended", err, s.ended, s.runs)
		}
	})
}

// What is answered is remembered, and who asks after a run was given up begins anew.
func TestWhatLastsIsRemembered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &slow{Group: once.New[string](), open: make(chan struct{})}
		if err := s.ask(t, false)(); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		close(s.open)
		for _, wantShared := range []bool{false, true} {
			if a, shared, err := s.Do(t.Context(), "key", s.work); a != "said" || shared != wantShared || err != nil || s.runs != 2 {
				t.Errorf("got %q, shared %v, %v after %d runs", a, shared, err, s.runs)
			}
		}
	})
}

// A failure and a panic are told to who asked, and not remembered; without a key nothing is.
func TestWhatFailsIsNotRemembered(t *testing.T) {
	g := once.New[int]()
	down := errors.New("down")
	works := map[string]once.Work[int]{
		"an error":     func(context.Context) (int, bool, error) { return 0, true, down },
		"a panic":      func(context.Context) (int, bool, error) { panic("loose") },
		"not for long": func(context.Context) (int, bool, error) { return 1, false, nil },
	}
	for name, work := range works {
		if _, _, err := g.Do(t.Context(), name, work); (err != nil) != (name != "not for long") {
			t.Errorf("%s: got %v", name, err)
		}
		if known, underWay := g.Has(name); known || underWay {
			t.Errorf("%s: known %v, under way %v", name, known, underWay)
		}
	}
	runs := 0
	for range 2 {
		if _, shared, err := g.Do(t.Context(), "", func(context.Context) (int, bool, error) { runs++; return 1, true, nil }); shared || err != nil {
			t.Errorf("without a key: shared %v, %v", shared, err)
		}
	}
	if runs != 2 {
		t.Errorf("without a key two questions took %d runs", runs)
	}
}
