package persona

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxClaims   = 3
	longClaim   = 260 // bytes; a longer sentence is cut back to what matters
	closeToBest = 0.8 // a further claim's score, as a share of the best one's
)

const cannotAnswer = "The passages do not answer this question."

// answer picks the sentences that answer the question and makes claims of them.
func answer(p *prompt) draft {
	all := readSentences(p.passages)
	if len(all) == 0 {
		return draft{Unanswered: cannotAnswer}
	}
	r := newRanker(p.question, all)
	best := r.rank(all)
	if len(r.terms) == 0 || !good(best[0], r) {
		return draft{Unanswered: cannotAnswer}
	}
	var out draft
	for _, s := range best {
		if len(out.Claims) >= maxClaims || s.score < closeToBest*best[0].score {
			break
		}
		if good(s, r) && !repeats(out, s) {
			out.Claims = append(out.Claims, makeClaims(s.sentence)...)
		}
	}
	return out
}

// good tells whether a sentence covers enough of the question. A number that
// is asked for must be there.
func good(s ranked, r *ranker) bool {
	how := strings.HasPrefix(r.kind, "how ")
	if how && !strings.ContainsFunc(s.text(), unicode.IsDigit) || s.all < needAll {
		return false
	}
	if how || r.kind == "when" {
		return s.plain >= needTyped
	}
	return s.plain >= needPlain || s.names >= needNames
}

// repeats tells whether a sentence says, in most of its words, what a claim
// already says.
func repeats(d draft, s ranked) bool {
	for _, c := range d.Claims {
		have, shared, n := stemSet(readWords(c.Text)), 0, 0
		for _, w := range s.words {
			if !w.stop {
				n++
				if have[w.stem] {
					shared++
				}
			}
		}
		if n == 0 || float64(shared) > 0.6*float64(n) {
			return true
		}
	}
	return false
}

var (
	opening = regexp.MustCompile(`^(?:However|Moreover|Furthermore|Meanwhile|Notably|Interestingly|In addition|Additionally|Instead|Also|Still|Thus|Therefore),\s+`)
	pronoun = regexp.MustCompile(`^(He|She)\s+`)
	name    = regexp.MustCompile(`\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+)+`)
)

// makeClaims makes one claim of a sentence; of one that announces a list, one
// of each of the next sentences.
func makeClaims(s *sentence) []claim {
	if !strings.HasSuffix(s.text(), ":") || s.next == nil {
		return []claim{makeClaim(s)}
	}
	var out []claim
	for n := s.next; n != nil && len(out) < maxClaims; n = n.next {
		c := makeClaim(n)
		c.Text = upperFirst(strings.TrimLeft(c.Text, "-•*– "))
		c.Evidence = append([]evidence{{Passage: s.passage.number, Quote: s.text()}}, c.Evidence...)
		out = append(out, c)
	}
	return out
}

// makeClaim shortens a sentence and puts the name in the place of a pronoun
// where the sentence before leaves no doubt, citing both. Speech is kept whole.
func makeClaim(s *sentence) claim {
	quote := wholeSpeech(s)
	text := opening.ReplaceAllString(quote, "")
	cited := []evidence{{Passage: s.passage.number, Quote: quote}}
	if m := pronoun.FindString(text); m != "" && s.prev != nil {
		if who := onlyName(s.prev.text()); who != "" {
			text = who + " " + text[len(m):]
			cited = append([]evidence{{Passage: s.passage.number, Quote: s.prev.text()}}, cited...)
		}
	}
	return claim{Text: upperFirst(shorten(text)), Evidence: cited}
}

// wholeSpeech returns the sentence with its neighbours where quotation marks
// opened in one close in another.
func wholeSpeech(s *sentence) string {
	from, to := s, s
	text := func() string { return s.passage.text[from.start:to.end] }
	for n := 0; n < 3 && strings.Count(text(), "“") > strings.Count(text(), "”") && to.next != nil; n++ {
		to = to.next
	}
	for n := 0; n < 3 && strings.Count(text(), "“") < strings.Count(text(), "”") && from.prev != nil; n++ {
		from = from.prev
	}
	return text()
}

// onlyName returns the one name of several words in a text, or "" where there
// is none or more than one.
func onlyName(text string) string {
	found := name.FindAllString(text, -1)
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// shorten cuts a long sentence at a clause that can be spared.
func shorten(text string) string {
	if len(text) <= longClaim {
		return text
	}
	for _, mark := range []string{"; ", " — ", ", which ", ", while ", ", although ", ", despite ", ", particularly "} {
		if i := strings.Index(text, mark); i > 60 {
			return strings.TrimRight(text[:i], " ,;") + "."
		}
	}
	return text
}

func upperFirst(text string) string {
	r, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[n:]
}
