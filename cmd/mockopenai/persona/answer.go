package persona

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a sentence needs to be taken for an answer, as shares of the weight of the
// question's words, and what a word counts that only its surroundings hold. Set on
// made-up articles and questions.
const (
	needAll, needPlain, needNames = 0.48, 0.3, 0.4
	shareNear, sharePassage       = 0.5, 0.35
)

const (
	maxClaims     = 3
	closeToBest   = 0.75 // a further claim's share, as a share of the best one's
	firstPassages = 0.06 // passages come best first
)

const cannotAnswer = "The passages do not answer this question."

// term is a word of the question with its weight: the rarer, the more. last is the last
// word of the name that it is of, by which people are called, or the word itself.
type term struct {
	word
	last   string
	weight float64
}

// scored is a sentence with the shares of the question's words that it has: of all,
// of those that are no names, and of the names, 0 where it lacks one.
type scored struct {
	*sentence
	all, plain, names float64
}

// answer makes claims of the sentences that have most words in common with the question.
func answer(p *prompt) reply {
	all := readSentences(p.passages)
	terms := weigh(p.question, all)
	var ranked []scored
	for i, s := range all {
		if one := s.score(terms); one.answers(p.question) {
			one.all += firstPassages * (1 - float64(i)/float64(len(all)))
			ranked = append(ranked, one)
		}
	}
	if len(ranked) == 0 || len(terms) == 0 {
		return reply{Unanswered: cannotAnswer}
	}
	slices.SortStableFunc(ranked, func(a, b scored) int { return cmp.Compare(b.all, a.all) })
	var out reply
	for _, s := range ranked {
		if len(out.Claims) < maxClaims && s.all >= closeToBest*ranked[0].all && !out.says(s.sentence) {
			out.Claims = append(out.Claims, s.claims()...)
		}
	}
	return out
}

func weigh(question string, all []*sentence) []term {
	in, known := map[string]int{}, map[string]bool{}
	for _, s := range all {
		for stem := range s.stems {
			in[stem]++
		}
	}
	var terms []term
	words := readWords(strings.ReplaceAll(question, "-", " "))
	for i, w := range words {
		if !w.plain && !known[w.stem] {
			known[w.stem] = true
			last := w.stem
			for ; i+1 < len(words) && words[i].name && words[i+1].name; i++ {
				last = words[i+1].stem
			}
			terms = append(terms, term{w, last, math.Log(1 + float64(len(all)+1)/float64(in[w.stem]+1))})
		}
	}
	return terms
}

func (s *sentence) score(terms []term) scored {
	var all, got, names, plain, plainGot float64
	named := true
	for _, t := range terms {
		share := 0.0
		switch {
		case s.stems[t.stem], s.stems[t.last]:
			share = 1
		case s.prev != nil && s.prev.stems[t.stem], s.next != nil && s.next.stems[t.stem]:
			share = shareNear
		case s.passage.stems[t.stem]:
			share = sharePassage
		}
		all, got = all+t.weight, got+share*t.weight
		if t.name {
			names, named = names+t.weight, named && share == 1
		} else {
			plain, plainGot = plain+t.weight, plainGot+share*t.weight
		}
	}
	out := scored{sentence: s, all: got / max(all, 1e-9), plain: 1}
	if plain > 0 {
		out.plain = plainGot / plain
	}
	if named {
		out.names = names / max(all, 1e-9)
	}
	return out
}

var wantsFigure = regexp.MustCompile(`(?i)^(?:when|how (?:many|much))\b`)

// answers reports whether a sentence has enough of the question. A name is not enough
// for one that wants a figure, which is the easiest to take from elsewhere.
func (s scored) answers(question string) bool {
	if wantsFigure.MatchString(question) {
		return s.all >= needAll && s.plain >= needNames && (strings.ContainsFunc(s.text, unicode.IsDigit) || strings.EqualFold(question[:1], "w"))
	}
	return s.all >= needAll && (s.plain >= needPlain || s.names >= needNames)
}

// says reports whether most of a sentence's words are in a claim already.
func (r reply) says(s *sentence) bool {
	return slices.ContainsFunc(r.Claims, func(c claim) bool {
		have, shared, of := stems(readWords(c.Text)), 0, 0
		for _, w := range s.words {
			if !w.plain {
				of++
				if have[w.stem] {
					shared++
				}
			}
		}
		return 5*shared > 3*of
	})
}

var (
	opening = regexp.MustCompile(`^(?:However|Moreover|Furthermore|Meanwhile|Notably|In addition|Additionally|Instead|Thus|Therefore),\s+`)
	pronoun = regexp.MustCompile(`^(?:He|She)\s+`)
	names   = regexp.MustCompile(`\p{Lu}[\p{L}’'-]+(?: \p{Lu}[\p{L}’'-]+)+`)
)

func (s *sentence) cite() evidence { return evidence{Passage: s.passage.number, Quote: s.text} }

// claims makes a claim of a sentence; of one that announces a list, one of each item.
func (s *sentence) claims() []claim {
	if !strings.HasSuffix(s.text, ":") || s.next == nil {
		return []claim{s.claim()}
	}
	var all []claim
	for item := s.next; item != nil && len(all) < maxClaims; item = item.next {
		all = append(all, claim{upperFirst(strings.TrimLeft(item.text, "-•*– ")), []evidence{s.cite(), item.cite()}})
	}
	return all
}

// claim says a sentence without its opening, and with a name in the place of a pronoun
// where the sentence before has only one, citing both.
func (s *sentence) claim() claim {
	text, cited := opening.ReplaceAllString(s.text, ""), []evidence{s.cite()}
	if he := pronoun.FindString(text); he != "" && s.prev != nil {
		if who := names.FindAllString(s.prev.text, -1); len(who) == 1 {
			text, cited = who[0]+" "+text[len(he):], []evidence{s.prev.cite(), s.cite()}
		}
	}
	return claim{upperFirst(text), cited}
}

func upperFirst(text string) string {
	r, n := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(r)) + text[n:]
}
