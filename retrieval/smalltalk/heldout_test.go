package smalltalk

import (
	"path/filepath"
	"testing"
)

// TestHeldOut reports on lines that were written after the model and its settings
// were fixed, and that nothing was chosen by: those of heldout are of all kinds,
// those of alike are questions on a product or a game that read like small talk, and
// small talk that reads like them. Those that a rule happens to make are left out.
func TestHeldOut(t *testing.T) {
	if testing.Short() {
		t.Skip("embedding takes long under the race detector: run without -short")
	}
	trained := map[string]bool{}
	for _, l := range forTraining(t) {
		trained[plain(l.text)] = true
	}
	judge := judging(t)
	for folder, least := range map[string]struct {
		right float64
		taken int
	}{"heldout": {0.955, 2}, "alike": {0.95, 2}} {
		all, questions := figures{}, 0
		by := map[Kind]*figures{}
		for _, l := range readLines(t, filepath.Join("testdata", folder)) {
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
			t.Logf("%s, %s: %d of %d", folder, kind, f.right, f.lines)
		}
		share := float64(all.right) / float64(all.lines)
		t.Logf("%s: right %.3f of %d; questions taken for small talk %d of %d; kind right %d", folder, share, all.lines, all.taken, questions, all.kind)
		if share < least.right || all.taken > least.taken {
			t.Errorf("%s: right %.3f, at least %.2f wanted; %d questions taken, at most %d wanted", folder, share, least.right, all.taken, least.taken)
		}
	}
}
