package corpus

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// prepareHTML changes a page, before its main part is looked for, so that its
// text says what a reader sees: text that is hidden or struck out and readings of characters
// go, raised digits stay raised, what a click shows is shown, and a question that
// is a button becomes a heading.
func prepareHTML(doc *html.Node) {
	opened := controlled(doc)
	var drop []*html.Node
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if isPanel(n) || opened[attr(n, "id")] {
			show(n)
		}
		// What finds the main part takes no notice of styles.
		if isStruck(n) || hidden(n) && n.DataAtom != atom.Body && n.DataAtom != atom.Html {
			drop = append(drop, n)
			continue
		}
		prepareElement(n)
	}
	for _, n := range drop {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}

// isStruck reports whether an element holds text that was struck out, or readings
// of characters.
func isStruck(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Del, atom.S, atom.Strike, atom.Rt, atom.Rp:
		return true
	}
	return false
}

func prepareElement(n *html.Node) {
	switch n.DataAtom {
	case atom.Sup:
		raiseDigits(n)
	case atom.Math:
		replaceByText(n, formula(n))
	case atom.Button:
		openQuestion(n)
	case atom.Aside:
		if isCallout(n) {
			rename(n, atom.Div)
		}
	}
}

// controlled are the IDs of what a click on another element shows.
func controlled(doc *html.Node) map[string]bool {
	ids := map[string]bool{}
	for n := range doc.Descendants() {
		for id := range strings.FieldsSeq(attr(n, "aria-controls")) {
			if attr(n, "role") == "tab" || n.DataAtom == atom.Button || attr(n, "aria-expanded") != "" {
				ids[id] = true
			}
		}
	}
	return ids
}

// isPanel reports whether an element is the panel of a tab, by its role.
func isPanel(n *html.Node) bool { return attr(n, "role") == "tabpanel" }

// show takes away what hides an element until a click.
func show(n *html.Node) {
	kept := n.Attr[:0]
	for _, a := range n.Attr {
		if a.Key != "hidden" && a.Key != "aria-hidden" && a.Key != "style" {
			kept = append(kept, a)
		}
	}
	n.Attr = kept
}

func rename(n *html.Node, a atom.Atom) { n.DataAtom, n.Data = a, a.String() }

// openQuestion makes a heading of a button that opens the text below it: one
// that says so, or one that is all of a heading.
func openQuestion(n *html.Node) {
	parent := n.Parent
	switch {
	case parent != nil && isHeading(parent.DataAtom):
		rename(n, atom.Span)
	case attr(n, "aria-expanded") != "" && len(strings.Fields(textOf(n))) > 1:
		rename(n, atom.H3)
	}
}

func isHeading(a atom.Atom) bool {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// isCallout reports whether an aside is a note within the running text, and no
// list of links or box beside it: it stands between paragraphs of the main part
// and links to nothing.
func isCallout(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.DataAtom == atom.A || d.DataAtom == atom.Form || d.DataAtom == atom.Nav {
			return false
		}
	}
	if len(strings.Fields(textOf(n))) < 4 {
		return false
	}
	for up := n.Parent; up != nil; up = up.Parent {
		if up.DataAtom == atom.Main || up.DataAtom == atom.Article || attr(up, "role") == "main" {
			return sibling(n, atom.P)
		}
	}
	return false
}

// sibling reports whether an element of this name stands beside n.
func sibling(n *html.Node, a atom.Atom) bool {
	for c := n.Parent.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == a {
			return true
		}
	}
	return false
}

// textOf is all text below n.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

var onlyDigits = regexp.MustCompile(`^\s*[−-]?[0-9]+\s*$`)

// raiseDigits writes a raised number so that it cannot be read as part of the one
// before it.
func raiseDigits(n *html.Node) {
	if text := textOf(n); onlyDigits.MatchString(text) {
		replaceByText(n, strings.NewReplacer("-", "⁻", "−", "⁻").Replace(raised(strings.TrimSpace(text))))
	}
}

func replaceByText(n *html.Node, text string) {
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild)
	}
	n.AppendChild(&html.Node{Type: html.TextNode, Data: text})
	rename(n, atom.Span)
}

// formula writes MathML on a line: fractions with a stroke, powers raised.
func formula(n *html.Node) string {
	if n.Type == html.TextNode {
		return strings.TrimSpace(n.Data)
	}
	var parts []string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Data == "annotation" || c.Data == "annotation-xml" {
			continue
		}
		if part := formula(c); part != "" {
			parts = append(parts, part)
		}
	}
	if len(parts) == 2 {
		switch n.Data {
		case "mfrac":
			return bracketed(parts[0]) + "/" + bracketed(parts[1])
		case "msup":
			if onlyDigits.MatchString(parts[1]) {
				return parts[0] + raised(parts[1])
			}
			return parts[0] + "^" + bracketed(parts[1])
		}
	}
	return strings.Join(parts, "")
}

// bracketed puts brackets around what is more than a word or a number.
func bracketed(s string) string {
	if strings.ContainsAny(s, " +-−·*/=") {
		return "(" + s + ")"
	}
	return s
}
