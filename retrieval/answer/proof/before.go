package proof

import "strings"

// namedBefore returns the keys of the names that open the last sentence with a
// name before a quote, in the passage that holds it.
func (e Evidence) namedBefore(quote string) []string {
	for _, passage := range e.Around {
		at := strings.Index(passage, quote)
		if at <= 0 {
			continue
		}
		sentences := readSentences(passage[:at], -1)
		for i := len(sentences) - 1; i >= 0; i-- {
			if run := sentences[i].firstNames(); len(run) > 0 {
				return run
			}
		}
	}
	return nil
}

// firstNames are the keys of the first run of names of a sentence.
func (s *sentence) firstNames() []string {
	var run []string
	for i := range s.words {
		switch {
		case s.words[i].name && !s.words[i].date:
			run = append(run, nameKey(s.words[i].form))
		case len(run) > 0:
			return run
		}
	}
	return run
}
