package html

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/corpus/sheets"
)

// prepare changes a page, before its main part is looked for, so that its
// text says what a reader sees: text that is hidden or struck out, readings of characters
// and numbers of lines go, raised digits stay raised, what a click shows is shown, and a question that
// is a button becomes a heading.
func prepare(doc *html.Node) {
	opened, names, styled := controlled(doc), chromeNames{}, sheets.Hidden(doc)
	var drop []*html.Node
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		opens := isPanel(n) || opened[attr(n, "id")] || opensByClick(n)
		if opens && styled[n] != sheets.Unseen || holdsFormula(n) {
			show(n)
			delete(styled, n)
		}
		// What finds the main part takes no notice of styles.
		if isNoText(n) || names.has(n) || styled[n] != 0 {
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

// isNoText reports whether an element by itself says that its text is none.
func isNoText(n *html.Node) bool {
	return isStruck(n) || isLineNumber(n) || hidden(n) && !isRoot(n)
}

func isRoot(n *html.Node) bool { return n.DataAtom == atom.Body || n.DataAtom == atom.Html }

// panelName is the name of an element that the line above it opens by a click.
var panelName = regexp.MustCompile(`(?i)^(tab[-_]?(pane|panel|content|body)|tabs?[-_]+(pane|panel|content)|accordion[-_]+(content|body|panel|collapse|item-content|text)|collapse|collapsible([-_](content|body))?|faq[-_]+(answer|content|body|a)|answer|toggle[-_](content|body)|expand(er)?[-_]content|spoiler([-_](content|body|text))?|details[-_]content|panel[-_](collapse|body))$`)

// opensByClick reports whether an element is by its name what a click on the line
// above it, or on a tab, shows.
func opensByClick(n *html.Node) bool {
	if !slices.ContainsFunc(strings.Fields(attr(n, "class")), panelName.MatchString) {
		return false
	}
	for c := n.PrevSibling; c != nil; c = c.PrevSibling {
		if c.Type == html.ElementNode {
			return strings.TrimSpace(textOf(c)) != "" || c.DataAtom == atom.Input
		}
	}
	return n.Parent != nil && sibling(n.Parent, atom.Ul)
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
		raise(n)
	case atom.Math:
		replaceByText(n, formula(n))
	case atom.Button:
		openQuestion(n)
	case atom.Aside:
		if isCallout(n) {
			rename(n, atom.Div)
		}
	case atom.Div, atom.Span, atom.P, atom.A:
		openNamed(n)
	}
}

// controlled are the IDs of what a click on another element shows.
func controlled(doc *html.Node) map[string]bool {
	ids := map[string]bool{}
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			switch a.Key {
			case "aria-controls":
				if attr(n, "role") == "tab" || n.DataAtom == atom.Button || attr(n, "aria-expanded") != "" {
					addIDs(ids, a.Val)
				}
			case "data-target", "data-bs-target":
				addIDs(ids, strings.TrimPrefix(a.Val, "#"))
			case "href":
				if strings.HasPrefix(a.Val, "#") && (attr(n, "role") == "tab" || attr(n, "data-toggle")+attr(n, "data-bs-toggle") != "") {
					addIDs(ids, a.Val[1:])
				}
			}
		}
	}
	delete(ids, "")
	return ids
}

func addIDs(ids map[string]bool, list string) {
	for id := range strings.FieldsSeq(list) {
		ids[id] = true
	}
}

// holdsFormula reports whether an element holds a formula alone, which is hidden
// where a picture of it is shown.
func holdsFormula(n *html.Node) bool {
	return n.FirstChild != nil && n.FirstChild == n.LastChild && n.FirstChild.DataAtom == atom.Math
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

// openerName is the name of an element that opens the text below it by a click.
var openerName = regexp.MustCompile(`(?i)^(expand-control|accordion[-_]+(header|title|button|trigger|heading|label|item-title)|toggle[-_](heading|title|header)|collaps(e|ible)[-_](header|title|trigger)|faq[-_]+(question|title|q)|question[-_](title|text))$`)

// openNamed makes a heading of an element that opens a text by its name, where it
// holds none.
func openNamed(n *html.Node) {
	class := attr(n, "class")
	if class == "" || !slices.ContainsFunc(strings.Fields(class), openerName.MatchString) {
		return
	}
	if words := len(strings.Fields(textOf(n))); words == 0 || words > 30 {
		return
	}
	for d := range n.Descendants() {
		if isHeading(d.DataAtom) || d.DataAtom == atom.Button || d.DataAtom == atom.P {
			return
		}
	}
	rename(n, atom.H3)
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
	if n.Parent == nil {
		return false
	}
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
