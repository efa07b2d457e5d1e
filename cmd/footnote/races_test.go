package main

import "testing"

// racesOnly tells that this run looks for races and for nothing else: under the
// race detector with -short, as .ci/run has it. Everything is some ten times
// slower then, and what comes out has been checked without.
func racesOnly() bool { return raceDetector && testing.Short() }

// notForRaces skips a test in which no race can hide that others do not meet.
func notForRaces(t *testing.T, because string) {
	t.Helper()
	if racesOnly() {
		t.Skip("not run under the race detector with -short: " + because)
	}
}
