package lexicon

import "testing"

func TestStrangers(t *testing.T) {
	t.Parallel()
	for _, pair := range [][2]string{{"protest", "protected"}, {"contract", "contrast"}, {"station", "statue"}, {"intention", "interest"}} {
		if !Strangers(pair[0], pair[1]) {
			t.Errorf("%v are of one family", pair)
		}
	}
	for _, pair := range [][2]string{{"protest", "protesters"}, {"negotiate", "negotiations"}, {"govern", "government"}, {"announce", "announcement"}, {"oslo", "oslonians"}} {
		if Strangers(pair[0], pair[1]) {
			t.Errorf("%v are of two families", pair)
		}
	}
}
