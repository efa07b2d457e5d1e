package boilerplate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus/plaintext"
	"footnote/corpus/sentence"
)

// vocabulary counts in how many running paragraphs each longer word stands. What
// an article is about, its paragraphs say again and again; a notice about
// cookies or a newsletter shares hardly a word with them.
type vocabulary struct {
	pieces []*piece
	counts map[string]int
}

// count makes the counts when they are first wanted.
func (v *vocabulary) count() {
	if v.counts != nil {
		return
	}
	v.counts = make(map[string]int)
	for _, p := range v.pieces {
		if p.prose() {
			for s := range stemSet(p.text) {
				v.counts[s]++
			}
		}
	}
}

// share is the share of p's longer words that other paragraphs hold too, and how
// many it has.
func (v *vocabulary) share(p *piece) (share float64, words int) {
	if !p.known {
		p.share, p.stems = v.compare(p)
		p.known = true
	}
	return p.share, p.stems
}

func (v *vocabulary) compare(p *piece) (share float64, words int) {
	v.count()
	own := 0
	if p.prose() {
		own = 1
	}
	known := 0
	stems := stemSet(p.text)
	for s := range stems {
		if v.counts[s] > own {
			known++
		}
	}
	if len(stems) == 0 {
		return 0, 0
	}
	return float64(known) / float64(len(stems)), len(stems)
}

// stemSet holds the first six letters of each word of at least five, and each
// pair of signs of a script without spaces; not the small words that every
// text has. Cutting words short is enough to
// find most forms of one again in any language.
func stemSet(text string) map[string]struct{} {
	set := make(map[string]struct{})
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if denseRunes(w) > 0 {
			addPairs(set, w)
			continue
		}
		if utf8.RuneCountInString(w) >= 5 {
			if w = strings.ToLower(w); sentence.IsStarter(w) {
				continue
			}
			set[w[:plaintext.RunesAhead(w, 6)]] = struct{}{}
		}
	}
	return set
}

func addPairs(set map[string]struct{}, w string) {
	before := -1
	for i, r := range w {
		if before >= 0 {
			set[w[before:i+utf8.RuneLen(r)]] = struct{}{}
		}
		before = i
	}
}
