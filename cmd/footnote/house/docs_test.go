package house

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// readmeLines is how long README may be: it says what the program is and how to
// start; the rest is in docs.
const readmeLines = 150

func TestReadmeIsShort(t *testing.T) {
	readme, err := os.ReadFile("../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(readme), "\n"); n > readmeLines {
		t.Errorf("README.md has %d lines, at most %d are allowed: move what is new to docs", n, readmeLines)
	}
}

// mdLink is a link or picture of Markdown: its target.
var mdLink = regexp.MustCompile(`\]\(([^)\s]+)\)`)

// A relative link in a document leads to a file, and its fragment to a heading.
func TestLinksOfDocumentsLead(t *testing.T) {
	const root = "../../.."
	out, err := exec.CommandContext(t.Context(), "git", "-C", root, "ls-files", "*.md").Output()
	if err != nil {
		t.Skipf("not a git clone: %v", err)
	}
	checked := 0
	for _, name := range strings.Fields(string(out)) {
		if strings.Contains(name, "testdata/") || strings.HasPrefix(name, "corpus/sample/") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range mdLink.FindAllStringSubmatch(string(text), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			checked++
			if why := deadLink(root, name, m[1]); why != "" {
				t.Errorf("%s: %s: %s", name, m[1], why)
			}
		}
	}
	if checked < 10 {
		t.Errorf("only %d links were found", checked)
	}
}

// deadLink says why the target of a link in a document leads nowhere, "" where it leads.
func deadLink(root, document, target string) string {
	path, fragment, _ := strings.Cut(target, "#")
	file := filepath.Join(root, document)
	if path != "" {
		file = filepath.Join(root, filepath.Dir(document), path)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		if info, statErr := os.Stat(file); statErr == nil && info.IsDir() {
			return ""
		}
		return "there is no such file"
	}
	if fragment == "" {
		return ""
	}
	for _, line := range strings.Split(string(text), "\n") {
		if strings.HasPrefix(line, "#") && anchor(line) == fragment {
			return ""
		}
	}
	return "there is no such heading"
}

// anchor is the fragment that a heading gets on a page.
func anchor(heading string) string {
	s := strings.ToLower(strings.TrimSpace(strings.TrimLeft(heading, "#")))
	s = regexp.MustCompile(`[^\p{L}\p{N} _-]`).ReplaceAllString(s, "")
	return strings.ReplaceAll(s, " ", "-")
}
