package persona

import (
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
)

// fabricate mixes falsehoods into a grounded answer, each of another kind. The
// first claim stays true where there is one, so that a reader who checks has
// something to keep.
func fabricate(p *prompt, rng *rand.Rand) string {
	if p.task == taskJudge {
		return p.rule(misjudge(p, rng))
	}
	if p.task != taskAnswer {
		return p.say(upperFirst(strings.TrimSuffix(p.payload(), "?") + " and the secret treaty of 1987?"))
	}
	d := answer(p)
	d.Unanswered = ""
	base := claim{Text: "The matter was settled.", Evidence: []evidence{{Passage: 1, Quote: "The matter was settled."}}}
	if len(d.Claims) > 0 {
		base = d.Claims[0]
	} else if all := readSentences(p.passages); len(all) > 0 {
		base = makeClaim(all[0])
	}
	lies := []func(claim) claim{invented, wrongNumber, negated, unfounded, bare, noSuchPassage, stitched, misplaced(p)}
	rng.Shuffle(len(lies), func(i, j int) { lies[i], lies[j] = lies[j], lies[i] })
	for _, lie := range lies[:4+rng.IntN(len(lies)-3)] {
		d.Claims = append(d.Claims, lie(base))
	}
	return p.reply(d)
}

func first(c claim) evidence {
	if len(c.Evidence) == 0 {
		return evidence{Passage: 1}
	}
	return c.Evidence[len(c.Evidence)-1]
}

// invented cites words that no passage holds.
func invented(c claim) claim {
	e := first(c)
	e.Quote = "Officials privately admitted that the agreement had been signed 12 days earlier in Reykjavik."
	return claim{Text: "Officials admitted that the agreement was signed 12 days earlier in Reykjavik.", Evidence: []evidence{e}}
}

var digits = regexp.MustCompile(`\d+`)

// wrongNumber cites truly and claims another number, or adds one.
func wrongNumber(c claim) claim {
	text := digits.ReplaceAllStringFunc(c.Text, func(n string) string {
		v, err := strconv.Atoi(n)
		if err != nil {
			return n + "7"
		}
		return strconv.Itoa(v + 17)
	})
	if text == c.Text {
		text = strings.TrimRight(c.Text, ".") + ", for the 43rd time."
	}
	return claim{Text: text, Evidence: c.Evidence}
}

var verb = regexp.MustCompile(`\b(is|was|are|were|has|have|had|will|would|could|can|did)( not)?\b`)

// negated turns the claim into its opposite and keeps the quote.
func negated(c claim) claim {
	done := false
	text := verb.ReplaceAllStringFunc(c.Text, func(v string) string {
		if done {
			return v
		}
		done = true
		if bare, had := strings.CutSuffix(v, " not"); had {
			return bare
		}
		return v + " not"
	})
	if !done {
		text = "It is not true that " + c.Text
	}
	return claim{Text: text, Evidence: c.Evidence}
}

// unfounded adds a person and a motive that the quote lacks.
func unfounded(c claim) claim {
	return claim{Text: strings.TrimRight(c.Text, ".") + ", because Angela Whitcombe of the World Bank insisted on it.", Evidence: c.Evidence}
}

// bare claims without any footnote.
func bare(claim) claim {
	return claim{Text: "Experts agree that this will change everything by 2031.", Evidence: []evidence{}}
}

// noSuchPassage cites a true quote under a number that was not given.
func noSuchPassage(c claim) claim {
	return claim{Text: "A further source confirms this.", Evidence: []evidence{{Passage: 999, Quote: first(c).Quote}}}
}

// stitched joins two ends of a quote into one that reads differently.
func stitched(c claim) claim {
	e := first(c)
	w := strings.Fields(e.Quote)
	if n := len(w) / 3; n > 0 {
		e.Quote = strings.Join(append(append([]string{}, w[:n]...), w[2*n:]...), " ")
	}
	return claim{Text: e.Quote, Evidence: []evidence{e}}
}

// misplaced puts a true quote of one place under the claim of another.
func misplaced(p *prompt) func(claim) claim {
	return func(c claim) claim {
		all := readSentences(p.passages)
		if len(all) == 0 {
			return bare(c)
		}
		s := all[len(all)-1]
		return claim{Text: "The Vatican offered to host the talks.",
			Evidence: []evidence{{Passage: s.passage.number, Quote: s.text()}}}
	}
}
