//go:build race

package corpus

// racing tells that the race detector runs, which makes reading twenty times
// slower.
const racing = true
