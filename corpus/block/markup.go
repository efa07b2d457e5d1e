package block

import (
	"html"
	"regexp"
	"strings"

	"footnote/corpus/plaintext"
)

// markup is what a line of Markdown is that is no text of the article.
type markup int

const (
	noMarkup      markup = iota
	silent               // nothing a reader sees: tags, imports, badges, definitions of links
	comment              // begins a comment, which may go on
	tab                  // names what one tab of several holds
	summary              // names what a folded part holds
	closing              // ends a tab or a folded part
	tableHTML            // begins a table or a row in HTML
	headingHTML          // is a heading in HTML
	itemHTML             // is an item of a list in HTML
	paragraphHTML        // begins a paragraph in HTML
)

var (
	// markups are looked at in this order.
	markups = []struct {
		kind markup
		form *regexp.Regexp
	}{
		{comment, regexp.MustCompile(`^(<!--|\{/\*)`)},
		{tableHTML, regexp.MustCompile(`(?i)^<(table|thead|tbody|tr|td|th)\b`)},
		{headingHTML, headingTag},
		{itemHTML, regexp.MustCompile(`(?i)^<li\b[^<>]*>\s*\S`)},
		{paragraphHTML, regexp.MustCompile(`(?i)^<(p|dt|dd|div|blockquote)\b[^<>]*>\s*\S`)},
		{summary, regexp.MustCompile(`(?i)^(?:<details\b[^<>]*>\s*)?<summary\b[^<>]*>(.+?)</summary>`)},
		{tab, regexp.MustCompile(`^<(?:TabItem|Tab|CodeGroupItem)\b[^<>]*?\b(?:label|title)=["']([^"']+)["']`)},
		{tab, regexp.MustCompile(`^===[!+]? "([^"]+)"$`)},
		{tab, regexp.MustCompile(`^@tab(?::active)? (.+)$`)},
		{closing, regexp.MustCompile(`^</(TabItem|Tab|Tabs|CodeGroupItem|details|Accordion|AccordionItem)>$`)},
		{silent, regexp.MustCompile(`^(</?[A-Za-z][\w.:-]*(\s[^<>]*)?/?>\s*)+$`)},
		{silent, regexp.MustCompile(`^(\[?!\[[^\]]*\]\([^()]*\)(\]\([^()]*\)|\]\[[^\]]*\])?\s*)+$`)},
		{silent, regexp.MustCompile(`^\[[^\]^][^\]]*\]:\s*\S+`)},
		{silent, regexp.MustCompile(`^(import\s.*\sfrom\s+["']|import\s+["']|export\s+(const|default|let|function)\s)`)},
		{silent, regexp.MustCompile(`^([-*+]\s+)?\[[^\]]+\]\(#[^()]*\)$`)},
		{silent, regexp.MustCompile(`^(\[\[?_?(toc|TOC)_?\]\]?|\{:[^}]*\}|\{\{[<%].*[>%]\}\}|\{%.*%\})$`)},
		{silent, regexp.MustCompile(`^!\[\[[^\]]+\]\]$`)},
	}
	headingTag = regexp.MustCompile(`(?i)^<h([1-6])\b[^<>]*>(.+?)</h[1-6]>`)
	imageText  = regexp.MustCompile(`!\[([^\]]*)\]\(`)
)

// captionWords is how many words the text in place of an image has at least that
// is read as a caption.
const captionWords = 4

// markupOf tells what a line is and the range within it that names something.
func markupOf(s string) (markup, plaintext.Span) {
	if !mayBeMarkup(s) {
		return noMarkup, plaintext.Span{}
	}
	for _, m := range markups {
		at := m.form.FindStringSubmatchIndex(s)
		if at == nil || captions(s) {
			continue
		}
		var name plaintext.Span
		if len(at) > 3 && (m.kind == tab || m.kind == summary) {
			name = plaintext.Span{Start: at[2], End: at[3]}
		}
		return m.kind, name
	}
	return noMarkup, plaintext.Span{}
}

// IsMarkup reports whether a line of Markdown is no text of the article.
func IsMarkup(s string) bool {
	kind, _ := markupOf(s)
	return kind != noMarkup
}

// mayBeMarkup reports by the first signs of a line whether it is worth a closer look.
func mayBeMarkup(s string) bool {
	if s == "" {
		return false
	}
	switch s[0] {
	case '<', '{', '[', '!', '=', '@':
		return true
	case '-', '*', '+':
		return strings.Contains(s, "](#")
	}
	return strings.HasPrefix(s, "import ") || strings.HasPrefix(s, "export ")
}

// captions reports whether a line is an image whose text says something.
func captions(s string) bool {
	m := imageText.FindStringSubmatch(s)
	return m != nil && len(strings.Fields(m[1])) >= captionWords
}

// markup takes a line that is no text from line i, and returns the line after it,
// or i where the line is text.
func (d *divider) markup(i int) int {
	kind, name := markupOf(d.str(i))
	start := d.lines[i].Start
	name.Start, name.End = name.Start+start, name.End+start
	switch kind {
	case noMarkup:
		return i
	case comment:
		return d.comment(i)
	case tableHTML:
		return d.tableHTML(i)
	case tab, summary:
		d.part(name)
		d.aside, d.within = d.asideOfTab(i), true
	case closing:
		d.closing = true
	case headingHTML:
		m := headingTag.FindStringSubmatchIndex(d.str(i))
		d.add(Heading, plaintext.Span{Start: start + m[4], End: start + m[5]}, true).Level = int(d.str(i)[m[2]] - '0')
	case itemHTML:
		return d.marked(i, Item, strings.IndexByte(d.str(i), '>')+1)
	case paragraphHTML:
		return i
	case silent:
		d.add(Furniture, d.lines[i].Span, true)
	}
	d.group++
	return i + 1
}

// asideOfTab is indentedAside for a tab whose content is indented.
func (d *divider) asideOfTab(i int) aside {
	if strings.HasPrefix(d.str(i), "===") {
		return indentedAside
	}
	return d.aside
}

// part heads a part of a section: a tab, a note. It ends the part before it.
func (d *divider) part(name plaintext.Span) {
	d.closing = true
	d.add(Heading, name, true)
}

// comment takes the lines up to the end of a comment.
func (d *divider) comment(i int) int {
	end := "-->"
	if strings.HasPrefix(d.str(i), "{") {
		end = "*/}"
	}
	for at := i; at < min(len(d.lines), i+longestComment); at++ {
		if strings.Contains(d.str(at), end) {
			d.add(Furniture, plaintext.Span{Start: d.lines[i].Start, End: d.lines[at].End}, true)
			return at + 1
		}
	}
	return i
}

// longestComment is how many lines a comment has at most; one without an end is text.
const longestComment = 400

var (
	tableEnd = regexp.MustCompile(`(?i)</table>`)
	rowHTML  = regexp.MustCompile(`(?i)</?tr\b[^<>]*>`)
	cellHTML = regexp.MustCompile(`(?i)<(td|th)\b[^<>]*>`)
	cellEnd  = regexp.MustCompile(`(?i)</t[dh]>`)
)

// tableHTML makes a block of each row of a table in HTML, or of the rest of one.
func (d *divider) tableHTML(i int) int {
	region := plaintext.Span{Start: d.lines[i].Start, End: d.endOfTable(i)}
	var head plaintext.Span
	for first := true; region.Start < region.End; {
		row := plaintext.Span{Start: region.Start, End: region.End}
		region.Start = region.End
		if mark := rowHTML.FindStringIndex(d.text[row.Start:row.End]); mark != nil {
			region.Start = row.Start + mark[1]
			row.End = row.Start + mark[0]
		}
		cells := cellHTML.FindAllStringSubmatchIndex(d.text[row.Start:row.End], -1)
		if len(cells) == 0 {
			continue
		}
		row = d.cellsOf(row, cells[0][0])
		if first && !strings.Contains(strings.ToLower(d.text[row.Start:row.End]), "<td") {
			head = row
		}
		first = false
		b := d.add(Table, row, true)
		b.Row, b.head = true, head
	}
	for i < len(d.lines) && d.lines[i].Start < region.End {
		i++
	}
	d.group++
	return i
}

// endOfTable is the end of the table in HTML that line i stands in: its closing
// tag, or where none is left in the text the next blank line.
func (d *divider) endOfTable(i int) int {
	start := d.lines[i].Start
	if d.tableEnd < start {
		d.tableEnd = len(d.text) + 1
		if end := tableEnd.FindStringIndex(d.text[start:]); end != nil {
			d.tableEnd = start + end[1]
		}
	}
	if d.tableEnd <= len(d.text) {
		return d.tableEnd
	}
	for i+1 < len(d.lines) && !d.lines[i+1].Blank() {
		i++
	}
	return d.lines[i].End
}

// cellsOf narrows a row to its cells, of which the first begins at from.
func (d *divider) cellsOf(row plaintext.Span, from int) plaintext.Span {
	if ends := cellEnd.FindAllStringIndex(d.text[row.Start:row.End], -1); len(ends) > 0 {
		row.End = row.Start + ends[len(ends)-1][1]
	}
	row.Start += from
	return row
}

// tagNames are the elements of HTML that people write into Markdown; what stands
// between other angle brackets is a placeholder.
const tagNames = `a|abbr|b|big|blockquote|body|br|caption|center|cite|code|col|colgroup|dd|del|details|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|picture|pre|q|s|samp|section|small|source|span|strike|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|wbr`

var (
	raisedTag = regexp.MustCompile(`(?i)(\w)<sup>([^<>]{1,20})</sup>`)
	breakTag  = regexp.MustCompile(`(?i)</?(br|p|div|li|tr|h[1-6]|dd|dt|hr)\b[^<>]*>`)
	anyTag    = regexp.MustCompile(`(?i)</?(` + tagNames + `)(\s[^<>]*)?/?>`)
	remark    = regexp.MustCompile(`(?s)<!--.*?-->`)
	struck    = regexp.MustCompile(`(?is)<(del|s|strike)>[^<>]*</(del|s|strike)>|~~[^~\n]+~~`)
)

// WithoutTags is a text without the tags of HTML and what they strike out, its
// entities as the signs they stand for. A raisedTag number stays apart: 10^3.
func WithoutTags(s string) string {
	if strings.Contains(s, "~~") || strings.Contains(s, "<") {
		s = struck.ReplaceAllString(remark.ReplaceAllString(s, ""), "")
		s = raisedTag.ReplaceAllString(s, "$1^$2")
		s = anyTag.ReplaceAllString(breakTag.ReplaceAllString(s, " "), "")
	}
	if strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	return s
}
