package html

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/corpus/plaintext"
	"footnote/corpus/sentence"
)

// headingLevel is 1 to 6 for an element whose text heads what follows, else 0. Besides
// headings that is the question of a question and answer, in <summary> and <dt>,
// and the line that opens one of several texts.
func (r *renderer) headingLevel(n *html.Node) int {
	if r.line || r.mark != "" || len(r.lists) > 0 {
		return 0
	}
	switch {
	case isHeading(n.DataAtom):
		r.level = int(n.Data[len(n.Data)-1] - '0')
		if r.level < 1 || r.level > 6 {
			r.level = 2 // renamed by what finds the main part
		}
		return r.level
	case n.DataAtom == atom.Summary && (isQuestion(textOf(n)) || oneOfDetails(n.Parent)),
		n.DataAtom == atom.Dt && isQuestion(textOf(n)):
		return min(6, max(2, r.level+1))
	}
	return 0
}

func isQuestion(s string) bool {
	last := sentence.LastInk(strings.TrimSpace(s))
	return last == '?' || last == '？'
}

// oneOfDetails reports whether further texts that open by a click stand beside this one.
func oneOfDetails(n *html.Node) bool {
	if n == nil {
		return false
	}
	return beside(n.PrevSibling, false) || beside(n.NextSibling, true)
}

func beside(n *html.Node, forward bool) bool {
	for n != nil && (n.Type == html.TextNode && strings.TrimSpace(n.Data) == "" || n.Type == html.CommentNode) {
		if n = n.PrevSibling; forward && n != nil {
			n = n.NextSibling
		}
	}
	return n != nil && n.DataAtom == atom.Details
}

// heading writes the text below n on one line, marked as in Markdown.
func (r *renderer) heading(n *html.Node, level int) {
	r.mark, r.line = strings.Repeat("#", level)+" ", true
	r.breaks = max(r.breaks, 2)
	r.children(n)
	r.line = false
	if strings.HasPrefix(r.mark, "#") { // it was empty
		r.mark = ""
	}
	r.wrap(2)
}

// photo matches what names who made a picture.
var photo = regexp.MustCompile(`(?i)(^|[\s(\[|/])(photo(graph)?s?|foto|image|picture|bild|credit|courtesy|copyright|file)\b.{0,3}[:by/©]|©|/\s?(?-i:[A-Z]\w*)\W*$|(?-i:\b[A-Z]\w+ Images\b)`)

// isCaption reports whether a caption says something of its own: more than a few
// words, and not whose picture it is.
func isCaption(n *html.Node) bool {
	text := plaintext.OneLine(textOf(n))
	return len(strings.Fields(text)) >= 4 && !photo.MatchString(text)
}

// inPlaceOfText is what a picture says that stands for a sign or a word: an
// emoji, a formula, or all of a cell. Pictures of things are not read.
func inPlaceOfText(n *html.Node) string {
	alt, class := attr(n, "alt"), strings.ToLower(attr(n, "class"))
	switch {
	case alt == "" || len(alt) > 400:
		return ""
	case strings.Contains(class, "math") || strings.Contains(class, "latex") || class == "tex":
		return " " + alt + " "
	case n.Parent != nil && (n.Parent.DataAtom == atom.Td || n.Parent.DataAtom == atom.Th) && strings.TrimSpace(textOf(n.Parent)) == "" && len(strings.Fields(alt)) <= 3:
		return alt
	}
	return ""
}
