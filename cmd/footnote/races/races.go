// Package races tells tests whether they run under the race detector.
package races

import "testing"

// Only tells that this run looks for races and for nothing else: under the
// race detector with -short, as .ci/run has it. Everything is some ten times
// slower then, and what comes out has been checked without.
func Only() bool { return Detector && testing.Short() }

// Skip skips a test in which no race can hide that others do not meet.
func Skip(t testing.TB, because string) {
	t.Helper()
	if Only() {
		t.Skip("not run under the race detector with -short: " + because)
	}
}
