//go:build race

package retrieval

// Slowdown is how many times as long computations may take as deadlines say: the
// race detector watches every access to memory.
const Slowdown = 5
