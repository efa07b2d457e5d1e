//go:build !race

package retrieval

// Slowdown is how many times as long computations may take as deadlines say.
const Slowdown = 1
