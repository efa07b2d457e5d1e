// Package retrievaltest holds what every implementation of the retrieval seams
// is tested with: conformance suites for indexes and embedders, an exact index
// to compare with, and an embedder whose vectors can be read.
//
// A suite is one call in the implementation's own test:
//
//	retrievaltest.TestIndex(t, func(testing.TB) retrieval.Index { return vector.New() },
//		retrievaltest.Options{Dense: true})
package retrievaltest

import (
	"runtime"
	"slices"
	"sync"
	"testing"

	"footnote/retrieval"
)

// NewIndex makes an empty index for one subtest. It may register its end with
// t.Cleanup.
type NewIndex func(t testing.TB) retrieval.Index

// Options say what kind of index is under test.
type Options struct {
	// Dense is set for an index that ranks by Query.Vector: every passage is a
	// hit, and entries need vectors. Otherwise it ranks by Query.Text, and
	// only passages that share a word with the question are hits.
	Dense bool
	// Hold takes every place the index has for searches under way, so that
	// the next search has to wait, and returns what frees them. It is nil for
	// an index that admits any number.
	Hold func(t testing.TB, index retrieval.Index) (release func())
}

// indexCase is one rule of the Index contract.
type indexCase struct {
	name  string
	check func(t testing.TB, index retrieval.Index, opts Options)
	// applies is nil for a rule that holds for every index.
	applies func(Options) bool
}

func dense(o Options) bool { return o.Dense }
func holds(o Options) bool { return o.Hold != nil }

// indexCases lists the rules, the plain ones first.
func indexCases() []indexCase {
	return slices.Concat(searchCases, filterCases, writeCases, bulkCases, vectorCases, concurrencyCases, propertyCases)
}

// TestIndex checks that an implementation keeps the contract of
// retrieval.Index: one subtest a rule, each with an index of its own. Among
// them is every known trap of the vector stores that may lie underneath.
func TestIndex(t *testing.T, newIndex NewIndex, opts Options) {
	t.Helper()
	for _, c := range indexCases() {
		if c.applies != nil && !c.applies(opts) {
			continue
		}
		t.Run(c.name, func(t *testing.T) { c.check(t, newIndex(t), opts) })
	}
}

// Failing runs the rules named and returns, in the order of the suite, those
// that the implementation breaks, without failing t. It shows that the suite
// would catch a careless implementation.
func Failing(t testing.TB, newIndex NewIndex, opts Options, names ...string) []string {
	t.Helper()
	var broken []string
	for _, c := range indexCases() {
		if !slices.Contains(names, c.name) {
			continue
		}
		r := &recorder{TB: t}
		r.run(func() { c.check(r, newIndex(r), opts) })
		if r.Failed() {
			broken = append(broken, c.name)
		}
	}
	return broken
}

// recorder is a testing.TB that remembers failures instead of reporting them.
type recorder struct {
	testing.TB
	mu     sync.Mutex
	failed bool
}

// run calls f on a goroutine of its own, since FailNow ends the one it is on,
// and waits. A panic counts as a failure.
func (r *recorder) run(f func()) {
	var done sync.WaitGroup
	done.Go(func() {
		defer func() {
			if recover() != nil {
				r.Fail()
			}
		}()
		f()
	})
	done.Wait()
}

func (r *recorder) Fail() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.failed = true
}

func (r *recorder) Failed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.failed
}

func (r *recorder) FailNow()              { r.Fail(); runtime.Goexit() }
func (r *recorder) Error(...any)          { r.Fail() }
func (r *recorder) Errorf(string, ...any) { r.Fail() }
func (r *recorder) Fatal(...any)          { r.FailNow() }
func (r *recorder) Fatalf(string, ...any) { r.FailNow() }
func (r *recorder) Skip(...any)           { runtime.Goexit() }
func (r *recorder) Log(...any)            {}
func (r *recorder) Logf(string, ...any)   {}
