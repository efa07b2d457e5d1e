package feature

import "testing"

func TestButtonIDs(t *testing.T) {
	t.Parallel()
	if verb, post, n := ReadID(ButtonID("page", "123", 4)); verb != "page" || post != "123" || n != 4 {
		t.Errorf("got %q %q %d", verb, post, n)
	}
	for _, bad := range []string{"", "x", "a|b", "a|b|c", "a|b|-1", "a|b|1|2"} {
		if verb, _, _ := ReadID(bad); verb != "" {
			t.Errorf("%q gives %q", bad, verb)
		}
	}
	if n := len(ButtonID("passages", "18446744073709551615", 999)); n > 100 {
		t.Errorf("an ID has %d characters", n)
	}
}
