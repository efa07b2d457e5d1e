package corpus

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// layOut writes the lines of pages as paragraphs between blank lines, items of
// lists on lines of their own.
func layOut(pages [][]pdfLine) string {
	w := &pageWriter{words: make(map[string]bool)}
	running := runningLines(pages)
	for _, page := range pages {
		for _, l := range page {
			w.learn(l.text)
		}
	}
	for _, page := range pages {
		w.page(slices.DeleteFunc(slices.Clone(page), func(l pdfLine) bool { return running[edgeKey(l)] }))
	}
	w.endParagraph()
	return w.out.String()
}

// runningLines finds the heads and feet of pages: first and last lines that
// stand on several pages at the same height, but for their numbers.
func runningLines(pages [][]pdfLine) map[string]bool {
	count := make(map[string]int)
	for _, page := range pages {
		edge := make(map[string]bool)
		for i, l := range page {
			if i < 2 || i >= len(page)-2 {
				edge[edgeKey(l)] = true
			}
		}
		for key := range edge {
			count[key]++
		}
	}
	running := make(map[string]bool)
	for key, n := range count {
		number := strings.Trim(key[strings.IndexByte(key, '|')+1:], "# .-–—") == ""
		running[key] = n >= 3 || n >= 2 && (len(pages) <= 3 || number)
	}
	return running
}

// edgeKey is what the heads of two pages have in common.
func edgeKey(l pdfLine) string {
	text := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '#'
		}
		return r
	}, oneLine(l.text))
	for strings.Contains(text, "##") {
		text = strings.ReplaceAll(text, "##", "#")
	}
	height := int(math.Round(max(-1e6, min(1e6, l.y)) / 6))
	return string(rune('a'+height%26)) + "|" + text
}

// pageWriter joins lines.
type pageWriter struct {
	out   strings.Builder
	para  strings.Builder
	words map[string]bool // all that occur unbroken
	last  pdfLine
	tight bool
}

// learn remembers the words of a line, but not the last, which may be broken.
func (w *pageWriter) learn(text string) {
	fields := strings.Fields(text)
	for i, f := range fields {
		if i < len(fields)-1 {
			w.words[bareWord(f)] = true
		}
	}
}

func bareWord(s string) string {
	return strings.ToLower(strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

func (w *pageWriter) page(lines []pdfLine) {
	leading, right := measure(lines)
	for i, l := range lines {
		l.text = oneLine(l.text)
		if l.text == "" {
			continue
		}
		if w.para.Len() > 0 && w.parts(l, i == 0, leading, right) {
			w.endParagraph()
		}
		w.add(l)
	}
}

// measure returns the usual distance of a page's lines and the right edge that
// most of them reach.
func measure(lines []pdfLine) (leading, right float64) {
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

// parts tells whether line l begins a paragraph.
func (w *pageWriter) parts(l pdfLine, newPage bool, leading, right float64) bool {
	before := w.last
	text := w.para.String()
	full := before.x1 > right-0.15*(right-before.x0)
	switch step := before.y - l.y; {
	case bullet.MatchString(l.text) || math.Abs(before.size-l.size) > 0.1*max(before.size, l.size):
		return true
	case newPage || step < -0.5*l.size: // or a new column
		return endsSentence(text) || !full && !startsLower(l.text)
	case step > 1.4*leading && step > 1.3*l.size:
		return true
	case l.x0 > before.x0+0.8*l.size && endsSentence(text): // first line indented
		return true
	default:
		return !full && endsSentence(text)
	}
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// add appends a line to the paragraph, mending a word broken at its end.
func (w *pageWriter) add(l pdfLine) {
	text := w.para.String()
	w.last = l
	if text == "" {
		w.para.WriteString(l.text)
		return
	}
	w.para.Reset()
	w.para.WriteString(w.mend(text, l.text))
}

// mend joins two lines. Behind a hyphen, a small letter continues a broken word,
// unless the word occurs elsewhere with its hyphen and not without.
func (w *pageWriter) mend(text, next string) string {
	r, n := utf8.DecodeLastRuneInString(text)
	stem := text[:len(text)-n]
	before, _ := utf8.DecodeLastRuneInString(stem)
	if !strings.ContainsRune("-\u00ad\u2010", r) || !unicode.IsLetter(before) {
		return text + " " + next
	}
	if r == '\u00ad' {
		return stem + next
	}
	if !startsLower(next) {
		return text + next
	}
	left, right := stem[strings.LastIndexByte(stem, ' ')+1:], firstField(next)
	if w.words[bareWord(left+"-"+right)] && !w.words[bareWord(left+right)] {
		return text + next
	}
	return stem + next
}

func firstField(s string) string {
	s, _, _ = strings.Cut(s, " ")
	return s
}

func (w *pageWriter) endParagraph() {
	text := strings.ReplaceAll(strings.TrimSpace(w.para.String()), "\u00ad", "")
	w.para.Reset()
	if text == "" {
		return
	}
	item := bullet.MatchString(text)
	switch {
	case w.out.Len() == 0:
	case item && w.tight:
		w.out.WriteString("\n")
	default:
		w.out.WriteString("\n\n")
	}
	w.out.WriteString(text)
	w.tight = item
}
