package smalltalk

import (
	"path/filepath"
	"testing"
)

// TestHeldOut reports on lines that were written after the model and its settings
// were fixed, and that nothing was chosen by. Those that a rule happens to make are
// left out.
func TestHeldOut(t *testing.T) {
	if testing.Short() {
		t.Skip("embedding takes long under the race detector: run without -short")
	}
	trained := map[string]bool{}
	for _, l := range forTraining(t) {
		trained[plain(l.text)] = true
	}
	judge := judging(t)
	all, questions := figures{}, 0
	by := map[Kind]*figures{}
	for _, l := range readLines(t, filepath.Join("testdata", "heldout")) {
		if trained[plain(l.text)] {
			continue
		}
		if l.kind == Question {
			questions++
		}
		if by[l.kind] == nil {
			by[l.kind] = &figures{}
		}
		got := judge.Of(t.Context(), l.text)
		all.count(t, l, got)
		by[l.kind].count(t, l, got)
	}
	for kind, f := range by {
		t.Logf("%s: %d of %d", kind, f.right, f.lines)
	}
	share := float64(all.right) / float64(all.lines)
	t.Logf("right %.3f of %d; questions taken for small talk %d of %d; kind right %d", share, all.lines, all.taken, questions, all.kind)
	if share < leastHeldOut || all.taken > 3 {
		t.Errorf("right %.3f, at least %.2f wanted; %d questions taken", share, leastHeldOut, all.taken)
	}
}

// leastHeldOut is the share of new lines that must be judged rightly.
const leastHeldOut = 0.95
