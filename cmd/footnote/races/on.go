//go:build race

package races

// Detector tells that the tests run many times slower than usual.
const Detector = true
