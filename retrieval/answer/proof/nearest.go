package proof

// Nearest returns the index of the quote that says most of a claim's words.
func Nearest(claim string, e Evidence) int {
	best, most := 0, -1
	for _, s := range readSentences(claim, -1) {
		for _, q := range e.sentences() {
			if n := align(s, q).held(); n > most {
				best, most = q.quote, n
			}
		}
	}
	return best
}
