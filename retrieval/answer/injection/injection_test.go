package injection

import (
	"os"
	"strings"
	"testing"
)

// TestIsOrder reads testdata/orders.txt. A few true sentences look like orders
// to the rules; the file names those that are known to be lost.
func TestIsOrder(t *testing.T) {
	data, err := os.ReadFile("testdata/orders.txt")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		kind, sentence, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || kind != "order" && kind != "report" && kind != "lost" {
			continue
		}
		n++
		if got := IsOrder(sentence); got == (kind == "report") {
			t.Errorf("IsOrder(%q) = %v", sentence, got)
		}
	}
	if n == 0 {
		t.Error("no sentences were read")
	}
}
