package quotation

import (
	"slices"
	"testing"
)

func TestList(t *testing.T) {
	t.Parallel()
	got := List("Bring:\n\n- a *ticket*\n2. warm\n\n   * **clothes**")
	if want := []Line{{"", "Bring:"}, {"- ", "a ticket"}, {"2. ", "warm"}, {"- ", "clothes"}}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, quote := range []string{"- the only item", "Two lines\nof prose", "One - two\nthree", ""} {
		if got := List(quote); got != nil {
			t.Errorf("%q is a list: %q", quote, got)
		}
	}
}
