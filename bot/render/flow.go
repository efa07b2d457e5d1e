package render

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"footnote/corpus"
)

// piece is a part of a line: text that is still to be escaped, or markup that
// stands as it is and is never divided.
type piece struct {
	text   string
	markup bool
	// wrap stands on both sides of text, on every part of it when divided.
	wrap string
}

// text makes a piece of somebody's words.
func text(s string) piece { return piece{text: Clean(s)} }

// bold makes a piece of somebody's words in bold.
func bold(s string) piece { return piece{text: Clean(s), wrap: "**"} }

// markup makes a piece of this package's own markup.
func markup(s string) piece { return piece{text: s, markup: true} }

// written is the piece as Discord gets it.
func (p piece) written() string {
	if p.markup || p.text == "" {
		return p.text
	}
	return p.wrap + escapeClean(p.text) + p.wrap
}

// line is a run of pieces behind a prefix such as "> ", which is repeated where
// the line is divided.
type line struct {
	prefix string
	pieces []piece
}

func (l line) written() string {
	var b strings.Builder
	b.WriteString(l.prefix)
	for _, p := range l.pieces {
		b.WriteString(p.written())
	}
	return b.String()
}

// flow lays lines out over embeds, one embed a message. Groups of lines stay
// together where they fit on a page; longer ones are divided at sentences.
type flow struct {
	pages []string
	page  strings.Builder
	used  int
	limit int
}

func newFlow(limit int) *flow { return &flow{limit: limit} }

// add appends a group of lines. gap puts an empty line in front of it, except
// at the top of a page.
func (f *flow) add(gap bool, group ...line) {
	size := 0
	for _, l := range group {
		size += Length(l.written()) + 1
	}
	if f.used > 0 && f.used+size+1 > f.limit && size <= f.limit {
		f.turn()
	}
	if gap && f.used > 0 && f.used+1 < f.limit {
		f.page.WriteByte('\n')
		f.used++
	}
	for _, l := range group {
		f.addLine(l)
	}
}

// addLine appends one line, over as many pages as it needs.
func (f *flow) addLine(l line) {
	for {
		room := f.limit - f.used - 1
		whole := l.written()
		if n := Length(whole); n <= room {
			f.write(whole, n)
			return
		}
		head, tail := l.divide(room, f.limit)
		if len(head.pieces) == 0 && f.used == 0 {
			// Only markup longer than a page gets here, and there is none.
			return
		}
		if len(head.pieces) > 0 {
			f.write(head.written(), Length(head.written()))
		}
		f.turn()
		l = tail
	}
}

func (f *flow) write(s string, n int) {
	if f.used > 0 {
		f.page.WriteByte('\n')
		f.used++
	}
	f.page.WriteString(s)
	f.used += n
}

// turn ends the page.
func (f *flow) turn() {
	if text := strings.TrimSpace(f.page.String()); text != "" {
		f.pages = append(f.pages, text)
	}
	f.page.Reset()
	f.used = 0
}

// finish returns the pages.
func (f *flow) finish() []string {
	f.turn()
	return f.pages
}

// divide cuts a line so that its head is at most limit long, between two pieces
// where the next one fits on a page of its own.
func (l line) divide(limit, page int) (head, tail line) {
	head.prefix, tail.prefix = l.prefix, l.prefix
	room := limit - Length(l.prefix)
	for i, p := range l.pieces {
		n := Length(p.written())
		if n <= room {
			head.pieces = append(head.pieces, p)
			room -= n
			continue
		}
		rest := l.pieces[i:]
		if !p.markup && (len(head.pieces) == 0 || n+Length(l.prefix) >= page) {
			before, after := p.cut(room)
			if before.text != "" {
				head.pieces = append(head.pieces, before)
			}
			rest = append([]piece{after}, l.pieces[i+1:]...)
		}
		tail.pieces = rest
		return head, tail
	}
	return head, tail
}

// cut divides a text so that its first part is at most room long: after a
// sentence, else at a space, else between two characters as a reader sees them.
func (p piece) cut(room int) (before, after piece) {
	most := p.fits(room - 2*len(p.wrap))
	at := most
	if s := lastSentence(p.text, most); s > most/4 {
		at = s
	} else if s := strings.LastIndexByte(p.text[:most], ' '); s > most/4 {
		at = s
	}
	before, after = p, p
	before.text, after.text = strings.TrimSpace(p.text[:at]), strings.TrimSpace(p.text[at:])
	return before, after
}

// fits is how many bytes of the text, escaped, are at most room long, ending
// between two grapheme clusters. An over-long cluster is divided itself.
func (p piece) fits(room int) int {
	used, end := 0, 0
	state, rest := -1, p.text
	for rest != "" {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		n := p.cost(end, cluster)
		if used+n > room {
			if end == 0 {
				return p.fitsRunes(room)
			}
			return end
		}
		used += n
		end += len(cluster)
	}
	return end
}

// cost is the escaped length of the cluster at byte at.
func (p piece) cost(at int, cluster string) int {
	n := 0
	for i, r := range cluster {
		n += utf16.RuneLen(r)
		// What begins a part may need escaping that it did not need before.
		if escaped(p.text, at+i, r) || strings.ContainsRune("#-+", r) {
			n++
		}
	}
	return n
}

func (p piece) fitsRunes(room int) int {
	used := 0
	for i, r := range p.text {
		if used += utf16.RuneLen(r) + 1; used > room {
			return i
		}
		if i > maxDescription {
			return i + utf8.RuneLen(r)
		}
	}
	return len(p.text)
}

// lastSentence is where the last sentence that ends within the first most bytes
// ends, 0 where none does.
func lastSentence(s string, most int) int {
	end := 0
	// A little behind the cut reports whether a sentence ends at it.
	for _, span := range corpus.Sentences(s[:min(len(s), most+40)]) {
		if span.End > most {
			break
		}
		end = span.End
	}
	return end
}
