package html

import (
	_ "embed"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

//go:embed chrome.txt
var chromeFile string

// chrome matches the name of a part of a page that is not its article.
var chrome = readChrome(chromeFile)

func readChrome(file string) *regexp.Regexp {
	var names []string
	for line := range strings.Lines(file) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			names = append(names, line)
		}
	}
	return regexp.MustCompile(`(?i)^(?:` + strings.Join(names, "|") + `)$`)
}

// longestChrome is how many letters a part may have that is left out by its name.
const longestChrome = 1200

// chromeNames remembers for one page which names are those of its furniture.
type chromeNames map[string]bool

// has reports whether an element is furniture of the page by its name: it is
// short, and no headline or picture of the article lies in it.
func (c chromeNames) has(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key != "class" && a.Key != "id" {
			continue
		}
		for name := range strings.FieldsSeq(a.Val) {
			if c.matches(name) {
				return sizeOf(textOf(n)) <= longestChrome && !holdsMain(n)
			}
		}
	}
	return false
}

func (c chromeNames) matches(name string) bool {
	if len(name) > 60 {
		return false
	}
	known, met := c[name]
	if !met {
		known = chrome.MatchString(name)
		c[name] = known
	}
	return known
}

// holdsMain reports whether the main part of the page, its title or a thread lies in n.
func holdsMain(n *html.Node) bool {
	switch n.Data {
	case "body", "html", "main", "article":
		return true
	}
	posts := 0
	for d := range n.Descendants() {
		if isPost(d) {
			posts++
		}
		if posts >= leastPosts || d.Data == "h1" || d.Data == "main" || attr(d, "role") == "main" {
			return true
		}
	}
	return false
}
