package evidence

import (
	"slices"
	"testing"
)

func TestFaultIsToldWithItsWord(t *testing.T) {
	for want, f := range map[string]Fault{
		"":              {},
		"no quote":      {Kind: NoQuote},
		"number: 12":    Number.At("12"),
		"how many: all": Quantity.At("all"),
	} {
		if got := f.String(); got != want || f.Found() != (want != "") {
			t.Errorf("%#v is told as %q, want %q; found: %t", f, got, want, f.Found())
		}
	}
}

func TestKindsAreToldApart(t *testing.T) {
	kinds := slices.Clone(Kinds)
	slices.Sort(kinds)
	if n := len(slices.Compact(kinds)); n != len(Kinds) || slices.Contains(Kinds, "") {
		t.Errorf("%d of %d kinds have a name of their own", n, len(Kinds))
	}
}

func TestTranslated(t *testing.T) {
	if (Evidence{}).Translated() || !(Evidence{Language: "de"}).Translated() {
		t.Error("a claim is translated where its language is given")
	}
}
