//go:build race

package sandbox

// detectorMemory is what a build with the race detector maps besides: several
// times the memory of what it watches.
const detectorMemory = 2 << 30
