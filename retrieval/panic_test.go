package retrieval_test

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/sync/errgroup"

	"footnote/retrieval"
)

// TestRecover holds that a panic in a group's goroutine becomes its error, with
// the place where it happened.
func TestRecover(t *testing.T) {
	var group errgroup.Group
	group.Go(func() (err error) {
		defer retrieval.Recover(&err)
		var none []int
		_ = none[len(t.Name())]
		return nil
	})
	var p *retrieval.PanicError
	if err := group.Wait(); !errors.As(err, &p) || !strings.Contains(string(p.Stack), "panic_test.go") {
		t.Errorf("got %v", err)
	}
}
