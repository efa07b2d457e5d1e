package proof

import (
	"slices"
	"strings"

	"footnote/retrieval/text"
)

// acronym finds the words that a claim's acronym stands for, or the acronym
// that a run of the claim's names stands for.
func (a *alignment) acronym(i int) []int {
	w := a.claim.words[i]
	if letters := strings.ReplaceAll(w.form, ".", ""); len(letters) > 1 && strings.ToUpper(letters) == letters {
		return spelled(letters, a.quote)
	}
	for j, q := range a.quote.words {
		letters := strings.ReplaceAll(q.form, ".", "")
		if slices.Contains(a.pair, j) || len(letters) < 2 || strings.ToUpper(letters) != letters || text.HasDigit(letters) {
			continue
		}
		for _, k := range spelled(letters, a.claim) {
			if k == i {
				return []int{j}
			}
		}
	}
	return nil
}

// spelled finds neighbouring names whose first letters are these.
func spelled(letters string, s *sentence) []int {
	var run []int
	for j, q := range s.words {
		if !q.name {
			if q.class != free {
				run = nil
			}
			continue
		}
		if n := len(run); n > 0 && j-run[n-1] > 3 {
			run = nil
		}
		run = append(run, j)
		if n := len(letters); len(run) >= n {
			tail := run[len(run)-n:]
			if initials(s, tail) == letters {
				return tail
			}
		}
	}
	return nil
}

func initials(s *sentence, at []int) string {
	var b strings.Builder
	for _, i := range at {
		for _, r := range s.words[i].form {
			b.WriteString(strings.ToUpper(string(r)))
			break
		}
	}
	return b.String()
}
