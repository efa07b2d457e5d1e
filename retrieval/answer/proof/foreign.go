package proof

// judgeForeign holds a claim that the lexicon cannot read: in another language
// than its quotes, or all in a language other than English. Names, numbers, dates
// and negations must agree; words must too where the language is the same, and
// almost all of them.
func (e Evidence) judgeForeign(claim string) Judgement {
	c, q := readText(claim), readQuotes(e)
	for _, check := range []func(*text, *text, Evidence) Fault{checkNumbers, checkDates, checkNames, checkNegation} {
		if f := check(c, q, e); f.Found() {
			return Judgement{NotShown, f}
		}
	}
	if e.translated() {
		return Judgement{NotShown, Fault{Kind: Foreign}}
	}
	if f := ownNegation(c, q, e); f.Found() {
		return Judgement{NotShown, f}
	}
	held, content, missing := c.shared(q, c.figures())
	if float64(held) < foreignShare*float64(content) || content == 0 {
		return Judgement{NotShown, Fault{Unsupported, missing}}
	}
	return Judgement{Verdict: BorneOut}
}

// foreignShare is the share of its words that a claim in a language without a
// lexicon must have in common with its quotes.
const foreignShare = 0.95

// english reports whether a text can be read by the lexicon: it is written in
// Latin letters, and several of its words are grammar or known.
func english(raw string) bool {
	s := readSentence(raw, -1)
	known, all := 0, 0
	for i := range s.words {
		w := &s.words[i]
		if w.name || w.isNumber {
			continue
		}
		all++
		if w.class != open || w.known.Known() {
			known++
		}
	}
	return all == 0 || known*10 >= all*8
}
