//go:build race

package encoder

// raceEnabled makes slow tests take a sample: the detector watches every number.
const raceEnabled = true
