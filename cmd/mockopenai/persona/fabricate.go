package persona

import (
	"regexp"
	"strconv"
	"strings"
)

// fabricate mixes falsehoods into a grounded answer, each of another kind. The
// first claim stays true where there is one, so that a reader who checks has
// something to keep. A verdict is turned round.
func fabricate(p *prompt) string {
	if p.task == taskRewrite {
		return p.say(upperFirst(strings.TrimSuffix(p.question, "?") + " and the secret treaty of 1987?"))
	}
	r, rng := answer(p), p.random()
	base := claim{p.question, []evidence{{Passage: 1, Quote: p.question}}}
	all := readSentences(p.passages)
	if len(r.Claims) > 0 {
		base = r.Claims[0]
	} else if len(all) > 0 {
		base = all[0].claim()
	}
	lies := []func(claim) claim{invented, wrongNumber, negated, unfounded, bare, noSuchPassage, stitched}
	if len(all) > 0 { // a true quote of one place under the claim of another
		last := all[len(all)-1]
		lies = append(lies, func(claim) claim { return claim{"The Vatican offered to host the talks.", []evidence{last.cite()}} })
	}
	rng.Shuffle(len(lies), func(i, j int) { lies[i], lies[j] = lies[j], lies[i] })
	if p.task == taskJudge {
		honest := judge(p)
		if s, _, _ := p.nearest(); s != nil {
			base = s.claim()
		}
		wrong := reply{Verdict: borneOut, Evidence: lies[0](base).Evidence}
		if len(wrong.Evidence) == 0 {
			wrong.Evidence = base.Evidence
		}
		if honest.Verdict == borneOut {
			wrong.Verdict = contradicted
		}
		return p.write(wrong)
	}
	for _, lie := range lies[:4+rng.IntN(len(lies)-3)] {
		r.Claims = append(r.Claims, lie(base))
	}
	return p.write(reply{Claims: r.Claims})
}

// last is the evidence that a claim rests on most.
func last(c claim) evidence { return c.Evidence[len(c.Evidence)-1] }

// invented cites words that no passage holds.
func invented(c claim) claim {
	const quote = "Officials privately admitted that the agreement had been signed 12 days earlier in Reykjavik."
	return claim{"Officials admitted that the agreement was signed 12 days earlier in Reykjavik.", []evidence{{Passage: last(c).Passage, Quote: quote}}}
}

var digits = regexp.MustCompile(`\d+`)

// wrongNumber cites truly and claims another number, or adds one.
func wrongNumber(c claim) claim {
	text := digits.ReplaceAllStringFunc(c.Text, func(n string) string {
		v, _ := strconv.Atoi(n) // one that is too large becomes 17
		return strconv.Itoa(v + 17)
	})
	if text == c.Text {
		text = strings.TrimRight(c.Text, ".") + ", for the 43rd time."
	}
	return claim{text, c.Evidence}
}

var verb = regexp.MustCompile(`\b(?:is|was|are|were|has|have|had|will|would|could|can|did)\b(?: not)?`)

// negated turns the claim into its opposite and keeps the quote.
func negated(c claim) claim {
	at := verb.FindStringIndex(c.Text)
	if at == nil {
		return claim{"It is not true that " + c.Text, c.Evidence}
	}
	found := c.Text[at[0]:at[1]]
	other, had := strings.CutSuffix(found, " not")
	if !had {
		other += " not"
	}
	return claim{c.Text[:at[0]] + other + c.Text[at[1]:], c.Evidence}
}

// unfounded adds a person and a motive that the quote lacks.
func unfounded(c claim) claim {
	return claim{strings.TrimRight(c.Text, ".") + ", because Angela Whitcombe of the World Bank insisted on it.", c.Evidence}
}

// bare claims without any footnote.
func bare(claim) claim {
	return claim{"Experts agree that this will change everything by 2031.", []evidence{}}
}

// noSuchPassage cites a true quote under a number that was not given.
func noSuchPassage(c claim) claim {
	return claim{"A further source confirms this.", []evidence{{Passage: 999, Quote: last(c).Quote}}}
}

// stitched joins two ends of a quote into one that reads differently.
func stitched(c claim) claim {
	e := last(c)
	if w := strings.Fields(e.Quote); len(w) > 2 {
		n := len(w) / 3
		e.Quote = strings.Join(append(w[:n:n], w[2*n:]...), " ")
	}
	return claim{e.Quote, []evidence{e}}
}
