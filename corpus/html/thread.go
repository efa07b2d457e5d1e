package html

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// leastPosts is how many posts make a thread.
const leastPosts = 2

// posts is the text of a thread: of the posts that stand side by side, where none of
// them is all of the page; "" where there is no thread. A list of teasers is none: each of
// them is little more than a link.
func posts(doc *html.Node) string {
	byParent := map[*html.Node]int{}
	var best *html.Node
	for n := range doc.Descendants() {
		if n.Parent == nil || !isPost(n) || linkedMostly(n) {
			continue
		}
		if byParent[n.Parent]++; best == nil || byParent[n.Parent] > byParent[best] {
			best = n.Parent
		}
	}
	if best == nil || byParent[best] < leastPosts {
		return ""
	}
	r := &renderer{}
	for c := best.FirstChild; c != nil; c = c.NextSibling {
		if isPost(c) {
			r.post(c)
		}
	}
	return r.out.String()
}

// postID is the ID of a post of a thread, which is numbered.
var postID = regexp.MustCompile(`^(p|post|msg|message|comment|reply|answer)[-_]?\d+$`)

func isPost(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	switch attr(n, "itemprop") {
	case "post", "comment", "suggestedAnswer", "acceptedAnswer":
		return true
	}
	return n.DataAtom == atom.Article || postID.MatchString(attr(n, "id"))
}

// post writes a post of a thread: under the name of who wrote it where the post says
// which part is its text, else as it stands.
func (r *renderer) post(n *html.Node) {
	text := named(n, bodyNames, "text")
	if text == nil {
		r.node(n)
		r.wrap(2)
		return
	}
	if who := named(n, writerNames, "author"); who != nil && strings.TrimSpace(textOf(who)) != "" {
		r.wrap(2)
		r.heading(who, 3)
	}
	r.wrap(2)
	r.node(text)
	r.wrap(2)
}

var (
	bodyNames = regexp.MustCompile(`(?i)^(content|cooked|post[-_]?(content|text|message)|message[-_]?(body|content|text)|comment[-_]?(body|content|text)|bbWrapper|entry-content)$`)
	// writerNames are those of the element that holds nothing but a name.
	writerNames = regexp.MustCompile(`(?i)^(creator|username|user-?name|author-?name|poster|nickname|postprofile-name)$`)
)

// named is the first element below n with a class of the pattern, or the property
// of schema.org; nil where there is none.
func named(n *html.Node, names *regexp.Regexp, property string) *html.Node {
	for d := range n.Descendants() {
		if d.Type != html.ElementNode {
			continue
		}
		if attr(d, "itemprop") == property {
			return d
		}
		for class := range strings.FieldsSeq(attr(d, "class")) {
			if names.MatchString(class) {
				return d
			}
		}
	}
	return nil
}

// linkedMostly reports whether a heading of an element is a link to another page, as
// in a teaser, or a link of many words stands in it.
func linkedMostly(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.DataAtom != atom.A || strings.HasPrefix(attr(d, "href"), "#") {
			continue
		}
		for up := d.Parent; up != n; up = up.Parent {
			if isHeading(up.DataAtom) {
				return true
			}
		}
		if len(strings.Fields(textOf(d))) > 4 {
			return true
		}
	}
	return false
}
