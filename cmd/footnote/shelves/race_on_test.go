//go:build race

package shelves

// raced: the race detector makes everything ten times slower.
const raced = true
