package quotation

import (
	"regexp"
	"strings"
)

// Line is a line of a quoted list: its mark, "- " or a number with a dot, "" for a line
// that leads to the list, and what it says, as Plain has it.
type Line struct{ Mark, Text string }

// item is a line of a list: its mark and what it says.
var item = regexp.MustCompile(`^\s*(?:[-*+•]|(\d{1,3})[.)])\s+(.*)$`)

// List divides a quote into the lines of a list, nil where it is none.
func List(quote string) []Line {
	var lines []Line
	found := false
	for _, l := range strings.Split(quote, "\n") {
		line := Line{Text: Plain(l)}
		if m := item.FindStringSubmatch(l); m != nil {
			found = true
			line = Line{Mark: "- ", Text: Plain(m[2])}
			if m[1] != "" {
				line.Mark = m[1] + ". "
			}
		}
		if line.Text != "" {
			lines = append(lines, line)
		}
	}
	if !found || len(lines) < 2 {
		return nil
	}
	return lines
}
