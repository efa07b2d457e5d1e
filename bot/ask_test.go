package bot

import (
	"strings"
	"testing"
	"time"
)

func TestAskAnswersWithFootnotes(t *testing.T) {
	w := newWorld(t)
	w.start(t)
	began := time.Now()
	m := w.ask(t, w.general.ID, "who proposed the UAE as a venue?")
	says := text(m)
	t.Logf("after %v:\n%s", time.Since(began), says)
	for _, want := range []string{"United Arab Emirates", "[1]", "Putin", "> ", "**Sources**", "2025"} {
		if !strings.Contains(says, want) {
			t.Errorf("the answer lacks %q", want)
		}
	}
}
