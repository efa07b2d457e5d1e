package pdf

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// headingSize is how much larger than the body a heading is set.
const headingSize = 1.15

var bullet = regexp.MustCompile(`^(?:[-*+•‣◦▪▫●○■□►▸–]|[0-9]{1,3}[.)])[ \t\x{a0}]+`)

// layOut writes pages as paragraphs between blank lines, items of lists on lines
// of their own.
func layOut(pages []page) *Document {
	w := &writer{words: make(map[string]bool), body: bodySize(pages)}
	dropRunning(pages, w.body)
	for _, p := range pages {
		for _, block := range p.blocks {
			w.learn(block)
		}
	}
	for _, p := range pages {
		w.page(p)
	}
	w.endParagraph()
	for len(w.pages) < len(pages) {
		w.pages = append(w.pages, w.out.Len())
	}
	return &Document{Text: w.out.String(), Pages: w.pages, Headings: levels(w.headings), Lost: slices.Compact(w.lost)}
}

// bodySize is the size in which most of the text is set.
func bodySize(pages []page) float64 {
	counts := map[float64]int{}
	best := 0.0
	for _, p := range pages {
		for _, block := range p.blocks {
			for _, l := range block {
				size := math.Round(l.size*2) / 2
				if counts[size] += len(l.text); counts[size] > counts[best] {
					best = size
				}
			}
		}
	}
	return best
}

// sizedHeading is a heading with the size it is set in.
type sizedHeading struct {
	Heading
	size float64
}

// levels numbers headings by their sizes, the largest first.
func levels(found []sizedHeading) []Heading {
	var sizes []float64
	for _, h := range found {
		sizes = append(sizes, math.Round(h.size))
	}
	slices.Sort(sizes)
	sizes = slices.Compact(sizes)
	slices.Reverse(sizes)
	var all []Heading
	for _, h := range found {
		h.Level = 1 + min(5, slices.Index(sizes, math.Round(h.size)))
		all = append(all, h.Heading)
	}
	return all
}

// writer joins lines.
type writer struct {
	out   strings.Builder
	para  strings.Builder
	words map[string]bool // all that occur unbroken
	body  float64

	first, last piece // lines of the paragraph
	tight       bool
	inTable     bool // the paragraph before is a row

	begun    int   // pages begun
	pages    []int // where they begin in out
	marks    []int // where further ones begin in the paragraph
	headings []sizedHeading
	lost     []int // pages of which something is left out
}

// learn remembers the words of lines, but not the last of each, which may be
// broken.
func (w *writer) learn(block []piece) {
	for _, l := range block {
		fields := strings.Fields(l.text)
		for i, f := range fields {
			if i < len(fields)-1 {
				w.words[bareWord(f)] = true
			}
		}
	}
}

func bareWord(s string) string {
	return strings.ToLower(strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

func (w *writer) page(p page) {
	w.begun++
	for _, block := range p.blocks {
		w.block(slices.DeleteFunc(slices.Clone(block), func(l piece) bool { return l.text == "" }))
	}
}

func (w *writer) block(lines []piece) {
	leading, right := measure(lines)
	for i, l := range lines {
		if w.para.Len() > 0 && w.parts(l, i == 0, leading, right) {
			w.endParagraph()
		}
		w.add(l)
	}
}

// measure returns the usual distance of the lines of a block and the right edge
// that most of them reach.
func measure(lines []piece) (leading, right float64) {
	var steps, ends []float64
	for i, l := range lines {
		ends = append(ends, l.x1)
		if i > 0 && lines[i-1].y-l.y > 0.3*l.size {
			steps = append(steps, lines[i-1].y-l.y)
		}
	}
	if len(ends) == 0 {
		return 0, 0
	}
	slices.Sort(ends)
	right = ends[len(ends)*9/10]
	if len(steps) > 0 {
		slices.Sort(steps)
		leading = steps[len(steps)*2/5]
	}
	return leading, right
}

// parts reports whether line l begins a paragraph.
func (w *writer) parts(l piece, newBlock bool, leading, right float64) bool {
	before := w.last
	text := w.para.String()
	full := before.x1 > right-0.15*(right-before.x0)
	switch step := before.y - l.y; {
	case bullet.MatchString(l.text) || unlike(before, l):
		return true
	case newBlock || step < -0.5*l.size:
		return endsSentence(text) || !startsLower(l.text) && !endsInHyphen(text)
	case step > 1.4*leading && step > 1.3*l.size:
		return true
	case l.x0 > before.x0+0.8*l.size && endsSentence(text): // first line indented
		return true
	default:
		return !full && endsSentence(text)
	}
}

// unlike reports whether two lines cannot belong to one paragraph.
func unlike(a, b piece) bool {
	return a.row || b.row || a.turns != b.turns || isLost(a.text) != isLost(b.text) || math.Abs(a.size-b.size) > 0.14*max(a.size, b.size)
}

// endsSentence reports whether text ends where a sentence may.
func endsSentence(text string) bool {
	text = strings.TrimRightFunc(text, func(r rune) bool { return strings.ContainsRune("\"'”’»)]⁰¹²³⁴⁵⁶⁷⁸⁹", r) })
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?…:。！？", r)
}

func endsInHyphen(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune("-\u00ad\u2010", r)
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// add appends a line to the paragraph, mending a word broken at its end.
func (w *writer) add(l piece) {
	text := w.para.String()
	w.last = l
	for len(w.pages)+len(w.marks) < w.begun {
		w.marks = append(w.marks, len(text))
	}
	if text == "" {
		w.first = l
		w.para.WriteString(l.text)
		return
	}
	w.para.Reset()
	w.para.WriteString(w.mend(text, l.text))
}

// mend joins two lines. Behind a hyphen, a small letter continues a broken word,
// unless the word has its hyphen elsewhere in the document, or what stands before
// is one letter or holds a hyphen itself: those are compounds.
func (w *writer) mend(text, next string) string {
	r, n := utf8.DecodeLastRuneInString(text)
	stem := text[:len(text)-n]
	before, _ := utf8.DecodeLastRuneInString(stem)
	if first, _ := utf8.DecodeRuneInString(next); withoutSpaces(r) && withoutSpaces(first) {
		return text + next
	}
	if !endsInHyphen(text) || !unicode.IsLetter(before) {
		return text + " " + next
	}
	if r == '\u00ad' {
		return stem + next
	}
	left := stem[strings.LastIndexByte(stem, ' ')+1:]
	right, _, _ := strings.Cut(next, " ")
	compound := utf8.RuneCountInString(left) == 1 || strings.Contains(left, "-")
	seen := w.words[bareWord(left+"-"+right)] && !w.words[bareWord(left+right)]
	if !startsLower(next) || compound || seen {
		return text + next
	}
	return stem + next
}

// withoutSpaces reports whether a character belongs to Chinese or Japanese, which
// have no spaces between words.
func withoutSpaces(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= '\u3000' && r <= '\u303f' || r >= '\uff00' && r <= '\uff65'
}

// longestHeading is how many bytes a heading has at the most.
const longestHeading = 200

func (w *writer) endParagraph() {
	text, lost := withoutUndecodable(strings.ReplaceAll(strings.TrimSpace(w.para.String()), "\u00ad", ""), w.marks)
	if lost {
		w.lost = append(w.lost, w.begun)
	}
	w.para.Reset()
	if text == "" {
		return
	}
	item := bullet.MatchString(text) || w.first.row
	if w.out.Len() > 0 {
		w.out.WriteString(w.separator(item))
	}
	start := w.out.Len()
	for _, m := range w.marks {
		w.pages = append(w.pages, start+min(m, len(text)))
	}
	w.marks = w.marks[:0]
	w.out.WriteString(text)
	w.tight, w.inTable = item, w.first.row
	if w.first.size > headingSize*w.body && len(text) <= longestHeading && !endsSentence(text) {
		w.headings = append(w.headings, sizedHeading{Heading{Start: start, End: w.out.Len()}, w.first.size})
	}
}

func (w *writer) separator(item bool) string {
	if item && w.tight && w.inTable == w.first.row {
		return "\n"
	}
	return "\n\n"
}
