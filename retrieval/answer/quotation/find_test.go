package quotation

import (
	"testing"

	"footnote/retrieval/retrievaltest"
)

func TestFind(t *testing.T) {
	for _, c := range retrievaltest.Cases(t, "testdata/find.txt") {
		t.Run(c.Name, func(t *testing.T) {
			got := "nothing"
			if s, ok := Find(c.Get("text"), c.Get("quote")); ok {
				got = c.Get("text")[s.Start:s.End]
			}
			if got != c.Get("want") {
				t.Errorf("Find(%q) = %q, want %q", c.Get("quote"), got, c.Get("want"))
			}
		})
	}
}

func FuzzFind(f *testing.F) {
	f.Add("The council approved new ferries.", "the Council … ferries")
	f.Add("a\xffb 市议会批准了新的渡轮", "市议会批准了新的")
	f.Fuzz(func(t *testing.T, text, quote string) {
		s, ok := Find(text, quote)
		if ok && (s.Start < 0 || s.Start >= s.End || s.End > len(text)) {
			t.Errorf("Find gave %v of %d bytes", s, len(text))
		}
	})
}
