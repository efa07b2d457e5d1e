//go:build race

package sandbox

// raceDetector is set where the tests run with the race detector, which maps many
// times the memory of what it watches.
const raceDetector = true
