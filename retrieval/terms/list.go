package terms

import "strings"

// Lines are the lines of a word list without white space around them: empty
// ones, and comments, which begin with #, are left out.
func Lines(list string) []string {
	var kept []string
	for line := range strings.Lines(list) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			kept = append(kept, line)
		}
	}
	return kept
}
