package boilerplate

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus/block"
	"footnote/corpus/plaintext"
)

// piece is a block with what the rules about furniture look at.
type piece struct {
	*block.Block
	shape
	text string
	// key is what the text is compared by, for all but long blocks.
	key string
	// repeated: the text stands in the article more than once.
	repeated bool
	// share and stems are what vocabulary.share found, once known is set.
	share float64
	stems int
	known bool
	// listed: a line of a list that running text leads to, or data.
	listed bool
}

func newPiece(text string, b *block.Block) *piece {
	p := &piece{Block: b, text: text[b.Start:b.End]}
	p.shape = shapeOf(p.text)
	if p.runes <= 200 {
		p.key = plaintext.Key(p.text)
	}
	return p
}

// prose tells whether a block reads as running text: it ends as a sentence does
// and is not short, or breaks off as speech does, or is too long for anything else.
func (p *piece) prose() bool {
	switch p.Kind {
	case block.Code, block.Table, block.Quotation:
		return true
	case block.Paragraph, block.Item:
		return p.proseShaped()
	}
	return false
}

// proseShaped is prose by length and end alone.
func (p *piece) proseShaped() bool {
	switch {
	case p.ends || p.leads:
		return p.words >= 10 || p.stops >= 1 && p.words >= 8 || p.runes >= 70
	case p.stops >= 1 && p.words >= 12, p.broken && p.words >= 4:
		return true
	}
	return p.words > 24 || p.runes > 170 || p.lower && p.words > 6
}

// sentence tells of short sentences and the introductions of lists, which
// prose leaves out.
func (p *piece) sentence() bool {
	return (p.Kind == block.Paragraph || p.Kind == block.Item) && !p.prose() && (p.ends || p.leads && p.words > 4 || p.broken)
}

// scrap tells whether a block is a short line that does not end as a sentence
// does: a heading, a menu's entry, a teaser, a line of a list without marks.
func (p *piece) scrap() bool {
	return p.Kind == block.Paragraph && !p.prose() && !p.sentence() && !p.listed
}

// longestHeading is the number of words up to which a line is a heading.
const longestHeading = 16

// solid tells whether a block is running text beyond doubt: long, or of several
// sentences.
func (p *piece) solid() bool {
	return p.prose() && (p.words >= 20 || p.stops >= 1 && p.words >= 12)
}

// pageSign tells whether a line's shape shows that it belongs to the page: a
// credit in brackets or behind a copyright sign, entries between dots or bars, a
// pictogram or an arrow at an end, a mere date or number, a name after a label.
func (p *piece) pageSign() bool {
	return p.credited() || p.words == 0 || copyrightLine.MatchString(p.text) && p.words <= 30 ||
		p.words <= 20 && !p.ends && (separated.MatchString(p.text) || symbolAtEnd(p.text) || labelled.MatchString(p.text) || isDateLine(p.text))
}

var (
	copyrightLine = regexp.MustCompile(`(?i)^(copyright\b|\(c\)|©)|©\s?\d{4}`)
	// separated: at least two short parts with a dot, bar or arrow between them.
	separated = regexp.MustCompile(`\S\s*[·|•›»→▶]\s*\S`)
	// labelled: one word, a colon and up to three capitalised words.
	labelled = regexp.MustCompile(`^\p{Lu}[\p{L}-]{1,14}: ?\p{Lu}[\p{L}.'’-]*( \p{Lu}[\p{L}.'’-]*){0,2}$`)
	// credit: a bracket at the end that names an agency: "[File: A. Name/AFP]".
	credit = regexp.MustCompile(`[\[(（]([^\[\]()（）]{2,120})[\])）]\.?$`)
	// slashCredit: a line that ends "Name/Agency" or begins "Photo: Name / Agency".
	slashCredit = regexp.MustCompile(`(^|[:.]\s?|\s{2})\p{Lu}[\p{L}.'’-]*( \p{Lu}[\p{L}.'’-]*){0,3} ?/ ?\p{Lu}[\p{L}.'’ -]{1,40}$`)
)

// credited tells whether a block closes with the credit of a picture. Only
// short blocks are captions; several sentences with a bracket behind them name
// a source.
func (p *piece) credited() bool {
	if p.words > 60 || p.stops >= 2 && p.ends {
		return false
	}
	if !p.ends && strings.Contains(p.text, "/") && slashCredit.MatchString(p.text) {
		return true
	}
	if last, _ := utf8.DecodeLastRuneInString(strings.TrimSuffix(p.text, ".")); !strings.ContainsRune("])）", last) {
		return false
	}
	m := credit.FindStringSubmatch(p.text)
	if m == nil || strings.ContainsAny(m[1], "0123456789.?!") && !strings.Contains(m[1], "/") {
		return false
	}
	return strings.ContainsAny(m[1], "/:©：") && !strings.Contains(m[1], "://") && capitalised(m[1])
}

// capitalised tells whether most words of s begin with a capital, or have no case.
func capitalised(s string) bool {
	all, small := 0, 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		all++
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
			small++
		}
	}
	return all > 0 && small*2 <= all
}

// symbolAtEnd tells whether a line begins or ends with a pictogram or arrow.
func symbolAtEnd(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return pictogram(first) || pictogram(last)
}

func pictogram(r rune) bool {
	return unicode.Is(unicode.So, r) && r != '°' && r != '©' || strings.ContainsRune("→←↑↓▶►▸»›‹«×✕", r) || r >= 0x1F000
}

// data tells whether a line holds figures rather than words: a row of results,
// an ingredient, a reference to literature.
func (p *piece) data() bool {
	return (p.numbers >= 2 || p.numbers == 1 && unicode.IsDigit(rune(p.text[0])) && p.words >= 2) && !isDateLine(p.text)
}
