package ask

import (
	"slices"
	"strings"

	"footnote/bot/feature"
	"footnote/retrieval/answer"
)

// briefWords is how many words of the articles a brief answer has: three lines on a
// wide screen. Its first claim stands however long it is.
const briefWords = 40

// briefFrom is the probability that its first claim answers from which an answer
// can be brief: below, a later one may.
const briefFrom = 0.4

// fitting is an answer as long as a guild has it.
func fitting(s *feature.Settings, a answer.Answer) answer.Answer {
	if s.Brief() && a.Mode == answer.Extracted && a.Confidence >= briefFrom {
		return shorten(a, adding(a.Claims))
	}
	return shorten(a, s.Claims())
}

// adding is how many of the first claims add something and keep an answer brief: one
// that holds the words that answered already says it once more.
func adding(claims []answer.Claim) int {
	used := 0
	for i, c := range claims {
		used += len(strings.Fields(c.Text))
		key := claims[0].Key
		if i > 0 && (used > briefWords || key != "" && strings.Contains(c.Text, key)) {
			return i
		}
	}
	return len(claims)
}

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
		c.Citations = renumbered
		claims = append(claims, c)
	}
	a.Claims, a.Citations, a.Answer = claims, citations, answer.Prose(claims)
	return a
}
