//go:build race

package localdiscord_test

import "testing"

func TestDisgo(t *testing.T) {
	t.Skip("disgo's gateway races with itself (sequence and heartbeat, v0.18.15), so it is driven without the race detector")
}
