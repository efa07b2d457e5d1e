package corpus

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	definitionMark = regexp.MustCompile(`^:[ \t]+\S`)
	// termSigns are in options, paths and names of settings, not in words.
	termSigns = regexp.MustCompile("^(--?[\\w<\\[]|/\\w|~/|`|\\$)|^[\\w.-]*[_=/.][\\w./=-]*$")
	// columnLine is a name, a gap, and what is said of it: "-q   Be quiet".
	columnLine = regexp.MustCompile(`^\S{1,24}(?: \S{1,16})?(?: {2,}|\t+)\S`)
)

// longestTerm is how many signs of a line are a term at most.
const longestTerm = 72

// definition takes a term and the lines that say what it is, as one item, and
// returns the line after them; i where line i is no term. In Markdown these begin
// with a colon; in manuals they are indented below an option, a path or a name.
func (d *divider) definition(i int) int {
	end := i
	switch term := d.str(i); {
	case i+1 >= len(d.lines) || utf8.RuneCountInString(term) > longestTerm:
		return i
	case d.definedAt(i+1) || i+2 < len(d.lines) && d.lines[i+1].blank() && d.definedAt(i+2):
		end = d.endOfDefinition(i)
	case termSigns.MatchString(term) && d.lines[i+1].indent >= d.lines[i].indent+2 && d.str(i+1) != "" && !d.begins(i+1):
		end = i + 1
		for end < len(d.lines) && !d.lines[end].blank() && d.lines[end].indent > d.lines[i].indent && !d.begins(end) {
			end++
		}
	}
	if end > i {
		d.add(Item, Span{d.lines[i].Start, d.lines[end-1].End}, false)
	}
	return end
}

func (d *divider) definedAt(i int) bool { return definitionMark.MatchString(d.str(i)) }

// endOfDefinition is behind the lines with a colon and the indented ones below them.
func (d *divider) endOfDefinition(i int) int {
	i++
	for i < len(d.lines) && d.lines[i].blank() {
		i++
	}
	for i < len(d.lines) && (d.definedAt(i) || !d.lines[i].blank() && d.lines[i].indent >= 2 && !d.begins(i)) {
		i++
	}
	return i
}

// isColumns reports whether line i is one of several that say of a name what it is,
// the one above the other.
func (d *divider) isColumns(i int) bool {
	name, _, _ := strings.Cut(d.str(i), "  ")
	return i > 0 && columnLine.MatchString(d.str(i)) && columnLine.MatchString(d.str(i-1)) && !endsSentence(name)
}
