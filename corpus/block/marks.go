package block

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"footnote/corpus/plaintext"
	"footnote/corpus/sentence"
)

var (
	// asideMark begins a note: ":::warning Storms" of Docusaurus and VitePress,
	// `!!! note "Guests"` and its folded form "???" of Python-Markdown.
	asideMark = regexp.MustCompile(`^(:{3,}\s*[\pL{][^:]*|(!!!|\?\?\?\+?)\s+[\pL"].*)$`)
	asideEnd  = regexp.MustCompile(`^:{3,}$`)
	// callout begins a note of GitHub within a quotation.
	callout = regexp.MustCompile(`^\[!\pL+\]`)
)

// asideTitle is the title of a note behind its kind: "Storms", "[Storms]", `"Storms"`.
var asideTitle = regexp.MustCompile(`^(?::{3,}\s*[\w-]+\s*(?:\[([^\]]+)\]|([\pL\d][^{]*?))?\s*(?:\{.*\})?|[!?]{3}\+?[^"]*"([^"]+)")$`)

// entersAside tells whether line i is the mark of a note, which is no text, and
// keeps track of where notes end. Its title heads the note.
func (d *divider) entersAside(i int) bool {
	l, s := d.lines[i], d.str(i)
	if d.aside == indentedAside && !l.Blank() && l.Indent == 0 {
		d.leaveAside()
	}
	if d.aside == fencedAside && asideEnd.MatchString(s) {
		d.leaveAside()
		return true
	}
	if !asideMark.MatchString(s) {
		return false
	}
	d.aside = indentedAside
	if strings.HasPrefix(s, ":") {
		d.aside = fencedAside
	}
	d.group++
	if at := asideTitle.FindStringSubmatchIndex(s); at != nil {
		for _, g := range []int{2, 4, 6} {
			if at[g] >= 0 {
				d.part(plaintext.Span{Start: l.Start + at[g], End: l.Start + at[g+1]})
				d.within = true
			}
		}
	}
	return true
}

func (d *divider) leaveAside() {
	d.aside, d.closing, d.within = noAside, d.closing || d.within, false
	d.group++
}

// isListing tells whether line i begins a listing set off by indentation: four
// columns deeper than the text above the blank line that leads to it.
func (d *divider) isListing(i int) bool {
	if d.aside == indentedAside || !d.deep(i) || i < 2 || !d.lines[i-1].Blank() {
		return false
	}
	before := i - 1
	for before > 0 && d.lines[before].Blank() {
		before--
	}
	return d.lines[before].Indent == 0 && sentence.LastInk(d.str(before)) == ':' && !bullet.MatchString(d.str(before)) && !IsNumbered(d.str(before))
}

// deep tells whether line i is indented as a listing is.
func (d *divider) deep(i int) bool {
	l := d.lines[i]
	return !l.Blank() && (l.Indent >= 4 || l.Indent > 0 && d.text[l.Start-1] == '\t')
}

// indented takes the indented lines that follow one another.
func (d *divider) indented(i int) int {
	s := d.lines[i].Span
	for i++; i < len(d.lines) && d.deep(i); i++ {
		s.End = d.lines[i].End
	}
	d.add(Code, s, true)
	return i
}

// barRows marks the lines of tables whose rows do not begin with a bar: the
// heads above a rule of dashes and bars, the rule, and the rows below it
// (GitHub Flavored Markdown Spec 0.29, section 4.10).
func barRows(text string, lines []plaintext.Line) []bool {
	rows := make([]bool, len(lines))
	barred := func(i int) bool { return strings.Contains(text[lines[i].Start:lines[i].End], "|") }
	for i := 1; i < len(lines); i++ {
		if !barred(i) || !barred(i-1) || !tableRule.MatchString(text[lines[i].Start:lines[i].End]) {
			continue
		}
		rows[i-1] = true
		for ; i < len(lines) && barred(i); i++ {
			rows[i] = true
		}
	}
	return rows
}

// listing takes the lines up to the closing fence, or to the end.
func (d *divider) listing(i int) int {
	mark := fence.FindString(d.str(i))
	var s plaintext.Span
	for i++; i < len(d.lines); i++ {
		l := d.lines[i]
		if strings.HasPrefix(d.str(i), mark) {
			i++
			break
		}
		if l.Blank() {
			continue
		}
		if s.Len() == 0 {
			s.Start = l.Start
		}
		s.End = l.End
	}
	d.add(Code, s, true)
	return i
}

// isRow tells whether line i is a row of a table: between bars, or in several
// cells parted by tabs, of which two rows in a row are enough with one each.
func (d *divider) isRow(i int) bool {
	if d.bars[i] {
		return true
	}
	s := d.str(i)
	switch tabs := strings.Count(s, "\t"); {
	case strings.HasPrefix(s, "|"):
		return strings.Count(s, "|") >= 2
	case tabs == 1:
		return i > 0 && strings.Contains(d.str(i-1), "\t") || i+1 < len(d.lines) && strings.Contains(d.str(i+1), "\t")
	default:
		return tabs >= 2
	}
}

// table takes the rows that follow one another.
func (d *divider) table(i int) int {
	s := d.lines[i].Span
	for i++; i < len(d.lines) && (d.isRow(i) || d.str(i) != "" && tableRule.MatchString(d.str(i))); i++ {
		s.End = d.lines[i].End
	}
	d.add(Table, s, true)
	return i
}

// quotation takes the lines marked ">" that follow one another.
func (d *divider) quotation(i int) int {
	var s plaintext.Span
	for ; i < len(d.lines) && strings.HasPrefix(d.str(i), ">"); i++ {
		l := d.lines[i].Span
		for l.Start < l.End && strings.IndexByte("> \t", d.text[l.Start]) >= 0 {
			l.Start++
		}
		if l.Len() == 0 || callout.MatchString(d.text[l.Start:l.End]) {
			if s.Len() > 0 {
				i++
				break
			}
			continue
		}
		if s.Len() == 0 {
			s.Start = l.Start
		}
		s.End = l.End
	}
	d.add(Quotation, s, true)
	return i
}

var (
	definitionMark = regexp.MustCompile(`^:[ \t]+\S`)
	// termSigns are in options, paths and names of settings, not in words.
	termSigns = regexp.MustCompile("^(--?[\\w<\\[]|/\\w|~/|`|\\$)|^[\\w.-]*[_=/.][\\w./=-]*$")
	// columnLine is a name, a gap, and what is said of it: "-q   Be quiet".
	columnLine = regexp.MustCompile(`^\S{1,24}(?: \S{1,16})?(?: {2,}|\t+)\S`)
)

// LongestTerm is how many signs of a line are a term at most.
const LongestTerm = 72

// definition takes a term and the lines that say what it is, as one item, and
// returns the line after them; i where line i is no term. In Markdown these begin
// with a colon; in manuals they are indented below an option, a path or a name.
func (d *divider) definition(i int) int {
	end := i
	switch term := d.str(i); {
	case i+1 >= len(d.lines) || utf8.RuneCountInString(term) > LongestTerm:
		return i
	case d.definedAt(i+1) || i+2 < len(d.lines) && d.lines[i+1].Blank() && d.definedAt(i+2):
		end = d.endOfDefinition(i)
	case termSigns.MatchString(term):
		end = d.endOfEntry(i)
	}
	if end > i {
		d.add(Item, plaintext.Span{Start: d.lines[i].Start, End: d.lines[end-1].End}, false)
	}
	return end
}

// endOfEntry is behind the lines indented below line i, i where there are none.
func (d *divider) endOfEntry(i int) int {
	if d.lines[i+1].Indent < d.lines[i].Indent+2 || d.lines[i+1].Blank() || d.begins(i+1) {
		return i
	}
	end := i + 1
	for end < len(d.lines) && !d.lines[end].Blank() && d.lines[end].Indent > d.lines[i].Indent && !d.begins(end) {
		end++
	}
	return end
}

func (d *divider) definedAt(i int) bool { return definitionMark.MatchString(d.str(i)) }

// endOfDefinition is behind the lines with a colon and the indented ones below them.
func (d *divider) endOfDefinition(i int) int {
	i++
	for i < len(d.lines) && d.lines[i].Blank() {
		i++
	}
	for i < len(d.lines) && (d.definedAt(i) || !d.lines[i].Blank() && d.lines[i].Indent >= 2 && !d.begins(i)) {
		i++
	}
	return i
}

// isColumns reports whether line i is one of several that say of a name what it is,
// the one above the other.
func (d *divider) isColumns(i int) bool {
	name, _, _ := strings.Cut(d.str(i), "  ")
	return i > 0 && columnLine.MatchString(d.str(i)) && columnLine.MatchString(d.str(i-1)) && !sentence.Ends(name)
}
