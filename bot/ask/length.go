package ask

import (
	"slices"

	"footnote/retrieval/answer"
)

// shorten leaves an answer its first claims, with the sources that those rest
// on, numbered anew. The claims come best first.
func shorten(a answer.Answer, most int) answer.Answer {
	if most == 0 || len(a.Claims) <= most {
		return a
	}
	numbers := map[int]int{}
	var citations []answer.Citation
	for _, c := range a.Citations {
		used := slices.ContainsFunc(a.Claims[:most], func(claim answer.Claim) bool { return slices.Contains(claim.Citations, c.Number) })
		if !used {
			continue
		}
		numbers[c.Number] = len(citations) + 1
		c.Number = numbers[c.Number]
		citations = append(citations, c)
	}
	var claims []answer.Claim
	for _, c := range a.Claims[:most] {
		var renumbered []int
		for _, n := range c.Citations {
			renumbered = append(renumbered, numbers[n])
		}
		claims = append(claims, answer.Claim{Text: c.Text, Citations: renumbered, Key: c.Key})
	}
	a.Claims, a.Citations, a.Answer = claims, citations, answer.Prose(claims)
	return a
}
