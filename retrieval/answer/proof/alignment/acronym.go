package alignment

import (
	"slices"
	"strings"

	"footnote/retrieval/answer/proof/syntax"
	"footnote/retrieval/text"
)

// acronym finds the words that a claim's acronym stands for, or the acronym
// that a run of the claim's names stands for.
func (a *Alignment) acronym(i int) []int {
	w := a.Claim.Words[i]
	if letters := strings.ReplaceAll(w.Form, ".", ""); len(letters) > 1 && strings.ToUpper(letters) == letters {
		return spelled(letters, a.Quote)
	}
	for j, q := range a.Quote.Words {
		letters := strings.ReplaceAll(q.Form, ".", "")
		if slices.Contains(a.Pair, j) || len(letters) < 2 || strings.ToUpper(letters) != letters || text.HasDigit(letters) {
			continue
		}
		for _, k := range spelled(letters, a.Claim) {
			if k == i {
				return []int{j}
			}
		}
	}
	return nil
}

// spelled finds neighbouring names whose first letters are these.
func spelled(letters string, s *syntax.Sentence) []int {
	var run []int
	for j, q := range s.Words {
		if !q.Name {
			if q.Class != syntax.Free {
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

func initials(s *syntax.Sentence, at []int) string {
	var b strings.Builder
	for _, i := range at {
		for _, r := range s.Words[i].Form {
			b.WriteString(strings.ToUpper(string(r)))
			break
		}
	}
	return b.String()
}
