package lexicon

// Strangers reports whether two words in lower case that begin alike are of two families:
// everyday words both, of which the lexicon knows no relation, such as protest and protect.
func Strangers(a, b string) bool {
	x, y := Look(a), Look(b)
	return x.Common() && y.Common() && Relate(x, y) == Unrelated
}
