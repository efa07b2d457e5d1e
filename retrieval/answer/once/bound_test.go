package once

import (
	"context"
	"strconv"
	"strings"
	"testing"
)

// However many answers are given, and however long, what is remembered is bounded,
// and the latest is among it.
func TestRememberedAnswersAreBounded(t *testing.T) {
	t.Parallel()
	for name, length := range map[string]int{"short": 1, "long": mostBytes / 50} {
		r := New[string]()
		text := strings.Repeat("a", length)
		runs := 0
		give := func(key string) {
			_, _, err := r.Do(t.Context(), key, func(context.Context) (string, bool, error) { runs++; return text, true, nil })
			if err != nil {
				t.Fatal(err)
			}
		}
		n := 2 * mostBytes / (length + 2000)
		for i := range n {
			give(strconv.Itoa(i))
		}
		sum := 0
		for _, k := range r.cache.Values() {
			sum += k.size
		}
		if r.cache.Len() > mostKept || r.bytes > mostBytes || sum != r.bytes || r.cache.Len() < 10 {
			t.Errorf("%s: %d answers of %d bytes (%d by count)", name, r.cache.Len(), r.bytes, sum)
		}
		if give(strconv.Itoa(n - 1)); runs != n {
			t.Errorf("%s: the latest answer is made %d times", name, runs-n+1)
		}
		if give("0"); runs != n+1 {
			t.Errorf("%s: the first answer is still there", name)
		}
	}
}
