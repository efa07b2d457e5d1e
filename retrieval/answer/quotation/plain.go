package quotation

import (
	"regexp"
	"strings"

	"footnote/corpus/block"
)

var (
	// What stands in front of an item of a list, and the marks of emphasis and
	// code that come in pairs.
	listMark = regexp.MustCompile(`^(?:[-*•–—+]|\d{1,3}[.)])\s+`)
	emphasis = regexp.MustCompile("\\*\\*|__|`")
	// fence is the line around a listing, with its language.
	fence = regexp.MustCompile("(?m)^[ \t]*(```+|~~~+).*$")
)

// Plain is a quote on one line, without the marks of lists, tasks, emphasis, links,
// notes, listings and tables, and without tags.
func Plain(quote string) string {
	if strings.Contains(quote, "\n:") {
		quote = definition.ReplaceAllString(quote, ": ")
	}
	text := strings.Join(strings.Fields(WithoutMarkup(fence.ReplaceAllString(quote, " "))), " ")
	text = listMark.ReplaceAllString(text, "")
	if strings.IndexByte(text, '[') >= 0 {
		text = withoutLinks(task.ReplaceAllString(text, ""))
	}
	text = emphasis.ReplaceAllString(strings.TrimPrefix(text, "A: "), "")
	return slanted.ReplaceAllString(text, "$1$2")
}

var (
	// definition is the mark of what a term means; task is the box of one.
	definition = regexp.MustCompile(`[ \t]*\n+:[ \t]+`)
	task       = regexp.MustCompile(`^\[[ xX]\]\s+`)
	slanted    = regexp.MustCompile(`(^|[\s("“])\*([^\s*](?:[^*]*[^\s*])?)\*`)
	// Links in Markdown, to pages of a wiki, and to notes below the text.
	link     = regexp.MustCompile(`!?\[([^\[\]]+)\](?:\([^()\s]*(?:\s+"[^"]*")?\)|\[[^\[\]]*\])`)
	wikiLink = regexp.MustCompile(`!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]`)
	noteMark = regexp.MustCompile(`\[\^[^\[\]]{1,12}\]:?`)
	callout  = regexp.MustCompile(`\[!\pL+\][+-]?\s*`)
)

// withoutLinks leaves of links what a reader sees of them.
func withoutLinks(s string) string {
	s = wikiLink.ReplaceAllString(s, "$1")
	for range 2 { // an image within a link
		s = link.ReplaceAllString(s, "$1")
	}
	return callout.ReplaceAllString(noteMark.ReplaceAllString(s, ""), "")
}

// WithoutMarkup parts the cells of rows by dots, and leaves out the rule below a head
// and tags.
func WithoutMarkup(text string) string {
	if strings.Contains(text, "<t") && !strings.Contains(text, "```") {
		if cells := block.Cells(text); len(cells) > 1 {
			return strings.Join(cells, " · ")
		}
	}
	if !strings.Contains(text, "```") {
		text = block.WithoutTags(text)
	}
	if !strings.Contains(text, "|") {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		row := strings.TrimSpace(line)
		switch {
		case len(row) < 2 || row[0] != '|' || row[len(row)-1] != '|':
		case strings.Trim(row, "|-: ") == "":
			lines[i] = ""
		default:
			lines[i] = strings.Join(block.Cells(row), " · ")
		}
	}
	return strings.Join(lines, "\n")
}
