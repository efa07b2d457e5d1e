// Package block divides a text into blocks: by its line breaks, by the marks of
// Markdown and its extensions, and by the messages of a chat.
package block

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus/chat"
	"footnote/corpus/date"
	"footnote/corpus/document"
	"footnote/corpus/frontmatter"
	"footnote/corpus/plaintext"
	"footnote/corpus/sentence"
)

// divider makes blocks of lines.
type divider struct {
	text   string
	lines  []plaintext.Line
	width  int // of lines wrapped by hand, 0 where the text is not wrapped
	blocks []Block
	group  int
	// markdown: the text holds marks of Markdown.
	markdown bool
	// bars marks the rows of tables whose rows do not begin with a bar.
	bars []bool
	// aside is what the paragraphs at hand stand in.
	aside aside
	// within: those paragraphs belong to a part with a heading of its own; closing:
	// such a part has ended before the next block.
	within, closing bool
	// tableEnd is where the table in HTML at hand ends, beyond the text where none does.
	tableEnd int
}

// aside is a note set off from the text by Markdown's extensions.
type aside int

const (
	noAside       aside = iota
	fencedAside         // between ":::note" and ":::"
	indentedAside       // below "!!! note" or "??? note", indented
)

// Divide finds the blocks of a text by its line breaks and the marks of
// Markdown; it does not yet tell headings without a mark from paragraphs.
func Divide(text string) []Block {
	d := &divider{text: text, tableEnd: -1}
	head, _ := frontmatter.Span(text)
	if head.Len() > 0 {
		d.add(FrontMatter, head, true)
	}
	d.lines = plaintext.Lines(text, plaintext.Span{Start: head.End, End: len(text)})
	if c := chat.Find(text, d.lines); c != nil {
		d.chat(c)
		return d.blocks
	}
	d.width = wrapWidth(text, d.lines)
	d.markdown = strings.Contains(text, "](") || strings.Contains(text, "```") || MarksHeadings(text)
	d.bars = barRows(text, d.lines)
	for i := 0; i < len(d.lines); {
		i = d.block(i)
	}
	return d.blocks
}

// add adds a block, unless it holds no ink; the result is for setting more.
func (d *divider) add(kind Kind, s plaintext.Span, raw bool) *Block {
	b := Block{Kind: kind, Span: plaintext.Trim(d.text, s), Group: d.group, raw: raw}
	if b.Len() <= 0 {
		return &b
	}
	b.Closes, d.closing = d.closing, false
	d.blocks = append(d.blocks, b)
	return &d.blocks[len(d.blocks)-1]
}

func (d *divider) str(i int) string { return d.text[d.lines[i].Start:d.lines[i].End] }

var (
	fence      = regexp.MustCompile("^(```+|~~~+)")
	atxHeading = regexp.MustCompile(`^(#{1,6})[ \t]+`)
	underline  = regexp.MustCompile(`^(=+|-{2,})$`)
	ruler      = regexp.MustCompile(`^([-*_=~#•·.+]\s*){3,}$`)
	bullet     = regexp.MustCompile(`^([-*+•‣◦▪▫●○■□►▸–]|\\-)[ \t\x{a0}]+`)
	numbered   = regexp.MustCompile(`^(\(?\d{1,3}[.)]|\(?[a-zA-Z]\)|\(?[ivx]{1,4}\))[ \t]+`)
	tableRule  = regexp.MustCompile(`^\|?[ :|+-]*-[ :|+-]*\|?$`)
)

// block makes a block of the lines from i and returns the line after it.
func (d *divider) block(i int) int {
	if d.entersAside(i) {
		return i + 1
	}
	if next := d.markup(i); next > i {
		return next
	}
	s := d.str(i)
	switch first, _ := utf8.DecodeRuneInString(s); {
	case s == "":
		d.group++
		return i + 1
	case unicode.IsLetter(first):
		return d.plain(i)
	case fence.MatchString(s):
		return d.listing(i)
	case ruler.MatchString(s):
		d.add(Furniture, d.lines[i].Span, true)
		return i + 1
	case atxHeading.MatchString(s):
		return d.heading(i)
	case d.isRow(i):
		return d.table(i)
	case bullet.MatchString(s):
		return d.marked(i, Item, len(bullet.FindString(s)))
	case strings.HasPrefix(s, ">"):
		return d.quotation(i)
	}
	return d.plain(i)
}

// plain makes a block of the lines from i, which begins with no mark but
// perhaps a number.
func (d *divider) plain(i int) int {
	switch s := d.str(i); {
	case d.isRow(i):
		return d.table(i)
	case d.underlined(i):
		b := d.add(Heading, d.lines[i].Span, true)
		b.Level = 1
		if d.str(i + 1)[0] == '-' {
			b.Level = 2
		}
		return i + 2
	case IsNumbered(s):
		return d.marked(i, Item, 0)
	}
	if d.isListing(i) {
		return d.indented(i)
	}
	if next := d.definition(i); next > i {
		return next
	}
	if d.aside != noAside {
		return d.marked(i, Quotation, 0)
	}
	return d.marked(i, Paragraph, 0)
}

// marked makes a block of line i, less its mark, and those that continue it.
func (d *divider) marked(i int, kind Kind, mark int) int {
	s := d.lines[i].Span
	s.Start += mark
	i++
	for i < len(d.lines) && d.continues(i) {
		s.End = d.lines[i].End
		i++
	}
	d.add(kind, s, false)
	return i
}

// fullLine is the length in code points from which a line of a paragraph in
// Markdown that does not end a sentence goes on below.
const fullLine = 50

// continues tells whether line i goes on with the sentence of the line before.
func (d *divider) continues(i int) bool {
	s := d.str(i)
	if s == "" || d.begins(i) {
		return false
	}
	before := d.str(i - 1)
	if d.width > 0 && utf8.RuneCountInString(before)+1+firstWord(s) > d.width {
		return true
	}
	if strings.ContainsRune(",;，", sentence.LastInk(before)) {
		return true
	}
	if d.markdown && utf8.RuneCountInString(before) >= fullLine && !sentence.Ends(before) {
		return true
	}
	first, _ := utf8.DecodeRuneInString(s)
	return !sentence.Ends(before) && (unicode.IsLower(first) || strings.ContainsRune("=/)]}½%,.;:·×≤≥<", first))
}

// begins tells whether line i starts a block by its mark.
func (d *divider) begins(i int) bool {
	s := d.str(i)
	if IsNumbered(s) || document.IsByline(s) || d.isRow(i) || asideMark.MatchString(s) || asideEnd.MatchString(s) {
		return true
	}
	if kind, _ := markupOf(s); kind != noMarkup {
		return true
	}
	first, _ := utf8.DecodeRuneInString(s)
	if unicode.IsLetter(first) || unicode.IsDigit(first) {
		return d.isColumns(i)
	}
	return first == '>' || fence.MatchString(s) || ruler.MatchString(s) || atxHeading.MatchString(s) || bullet.MatchString(s)
}

// IsNumbered reports whether a line begins with the number of an item, which the
// day of a date is not.
func IsNumbered(s string) bool {
	if i := strings.IndexAny(s[:min(len(s), 8)], ".)"); i < 0 {
		return false
	}
	mark := numbered.FindString(s)
	return mark != "" && !date.IsMonth(strings.ToLower(strings.TrimRight(sentence.HeadWord(s[len(mark):]), ".,")))
}

// IsBullet reports whether a line begins with the mark of an item.
func IsBullet(s string) bool { return bullet.MatchString(s) }

// HasNumber reports whether a line begins with a number or letter of an item, or
// is one.
func HasNumber(s string) bool { return numbered.MatchString(s + " ") }

// underlined tells whether line i is a heading by the line of dashes or equals
// signs below it.
func (d *divider) underlined(i int) bool {
	return i+1 < len(d.lines) && underline.MatchString(d.str(i+1)) && (i == 0 || d.lines[i-1].Blank())
}

func (d *divider) heading(i int) int {
	mark := atxHeading.FindStringSubmatch(d.str(i))
	s := d.lines[i].Span
	s.Start += len(mark[0])
	s.End = s.Start + len(strings.TrimRight(d.text[s.Start:s.End], "# \t"))
	d.add(Heading, s, true).Level = len(mark[1])
	return i + 1
}

// firstWord is the length of the first word of s in runes.
func firstWord(s string) int {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		s = s[:i]
	}
	return utf8.RuneCountInString(s)
}

// wrapWidth tells the width at which a text's lines were wrapped by hand, 0
// where they were not. A line was wrapped where the first word of the next
// would not have fitted on it: of greedy wrapping, that is true of every line
// but the last of its paragraph.
func wrapWidth(text string, lines []plaintext.Line) int {
	const narrowest, widest = 40, 130
	const ragged = 4 // as some wrap by eye
	width, pairs, full := 0, 0, 0
	for _, l := range lines {
		n := utf8.RuneCountInString(text[l.Start:l.End])
		if n > widest {
			return 0
		}
		width = max(width, n)
	}
	for i := 1; i < len(lines); i++ {
		if lines[i].Blank() || lines[i-1].Blank() {
			continue
		}
		pairs++
		before, s := text[lines[i-1].Start:lines[i-1].End], text[lines[i].Start:lines[i].End]
		if utf8.RuneCountInString(before)+1+firstWord(s) > width-ragged {
			full++
		}
	}
	if pairs < 2 || full*10 < pairs*7 || width < narrowest {
		return 0
	}
	return width - ragged
}
