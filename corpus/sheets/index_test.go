package sheets

import "testing"

// An element that a selector matches always has its key.
func TestKeyOf(t *testing.T) {
	for selector, want := range map[string]string{
		"p": "p", "P.note": ".note", "div > p#x.note": "#x", ".a.b": ".a", "a + .c": ".c", "*": "", "[hidden]": "", "p[data-x=\"a b\"]": "", ".a ~ *": "",
		`.a\:b`: "", "li.x:first-child": ".x", "td:nth-child(2)": "", "h2:empty": "h2",
	} {
		if got := keyOf(selector); got != want {
			t.Errorf("keyOf(%q) = %q, want %q", selector, got, want)
		}
	}
}
