package html

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/corpus/plaintext"
	"footnote/corpus/sentence"
	"footnote/corpus/sheets"
)

// skipped are the elements whose text is not part of an article.
var skipped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Nav: true, atom.Footer: true,
	atom.Aside: true, atom.Form: true, atom.Button: true, atom.Select: true, atom.Textarea: true, atom.Iframe: true,
	atom.Svg: true, atom.Math: true, atom.Head: true, atom.Dialog: true, atom.Object: true, atom.Video: true, atom.Audio: true,
}

// breaking are the elements that stand in a paragraph of their own.
var breaking = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Header: true, atom.Blockquote: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Ul: true, atom.Ol: true, atom.Dl: true,
	atom.Table: true, atom.Caption: true, atom.Figure: true, atom.Figcaption: true, atom.Pre: true, atom.Hr: true, atom.Address: true, atom.Details: true, atom.Summary: true, atom.Body: true,
}

// renderer writes the text of a page: paragraphs and headings between blank
// lines, items of lists and rows of tables on lines.
type renderer struct {
	out strings.Builder
	// breaks is the number of line breaks due before the next word, space
	// whether a space is.
	breaks int
	space  bool
	// mark is the bullet, number or sign of a heading that is due before the next
	// word, "" for none.
	mark string
	// lists are those that are open, level is that of the last heading; line is set
	// within a heading or a cell, which is one line.
	lists []*counter
	level int
	line  bool
}

// render returns the text below n.
func render(n *html.Node) string {
	if n == nil {
		return ""
	}
	r := &renderer{}
	r.node(n)
	return r.out.String()
}

func (r *renderer) node(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		r.text(n.Data)
	case html.ElementNode, html.DocumentNode:
		r.element(n)
	}
}

func (r *renderer) element(n *html.Node) {
	if skipped[n.DataAtom] || hidden(n) || n.DataAtom == atom.P && teaserLink(n) || anchor(n) {
		return
	}
	lines := linesAround(n.DataAtom)
	if len(r.lists) > 0 && lines == 2 && isList(n) {
		lines = 1 // a list within an item
	}
	r.wrap(lines)
	if r.whole(n) {
		return
	}
	if isList(n) {
		defer r.openList(n)()
	}
	if level := r.headingLevel(n); level > 0 {
		r.heading(n, level)
	} else {
		r.children(n)
	}
	r.wrap(lines)
}

// whole writes an element that is not written by its children, and reports
// whether it is one. It sets the mark of an item.
func (r *renderer) whole(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Br:
		r.lineBreak()
	case atom.Img:
		r.text(inPlaceOfText(n))
	case atom.Pre:
		r.listing(n)
		return true
	case atom.Table:
		if isGrid(n) {
			r.grid(n)
			return true
		}
	case atom.Figcaption:
		return !isCaption(n)
	case atom.Li:
		r.mark = r.itemMark(n)
	}
	return false
}

func (r *renderer) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.node(c)
	}
}

func isList(n *html.Node) bool { return n.DataAtom == atom.Ul || n.DataAtom == atom.Ol }

// anchor tells whether an element is a link to the heading it stands in.
func anchor(n *html.Node) bool {
	if n.DataAtom != atom.A || n.FirstChild == nil || n.FirstChild != n.LastChild || n.FirstChild.Type != html.TextNode {
		return false
	}
	text := strings.TrimSpace(n.FirstChild.Data)
	return text == "¶" || text == "#" || text == "§"
}

// linesAround is how many line breaks part an element from what is around it.
func linesAround(a atom.Atom) int {
	switch {
	case breaking[a]:
		return 2
	case a == atom.Li || a == atom.Tr || a == atom.Dt || a == atom.Dd:
		return 1
	}
	return 0
}

// hidden reports whether an element is not shown, as far as it says itself.
func hidden(n *html.Node) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			return a.Val == "true"
		case "style":
			return len(sheets.Hides(sheets.Declarations(a.Val))) > 0
		}
		return false
	})
}

// teaserLink tells whether a paragraph is nothing but a link of several words
// that do not make a sentence: "Related: ...", "Read the interview".
func teaserLink(p *html.Node) bool {
	var text strings.Builder
	for n := range p.Descendants() {
		if n.Type != html.TextNode {
			continue
		}
		if !withinLink(n, p) && plaintext.Key(n.Data) != "" || text.Len() > 1000 {
			return false
		}
		text.WriteString(n.Data)
	}
	words := len(strings.Fields(text.String()))
	return words >= 3 && words <= 30 && !sentence.Ends(text.String())
}

// withinLink reports whether a node below p stands in a link below p.
func withinLink(n, p *html.Node) bool {
	for up := n.Parent; up != p; up = up.Parent {
		if up.DataAtom == atom.A {
			return true
		}
	}
	return false
}

// wrap asks for line breaks before what comes next.
func (r *renderer) wrap(lines int) {
	if r.line && lines > 0 {
		r.space = r.breaks == 0
		return
	}
	if lines > 0 && r.mark != "" { // a paragraph within an item begins on its line
		lines = 1
	}
	if lines > 0 {
		r.breaks, r.space = max(r.breaks, lines), false
	}
}

// lineBreak is for <br>: two in a row part paragraphs.
func (r *renderer) lineBreak() {
	if r.line {
		r.space = true
		return
	}
	r.breaks, r.space = min(2, r.breaks+1), false
}

// flush writes the white space that is due.
func (r *renderer) flush() {
	switch {
	case r.out.Len() == 0:
	case r.breaks > 0:
		r.out.WriteString("\n\n"[:r.breaks])
	case r.space:
		r.out.WriteByte(' ')
	}
	r.out.WriteString(r.mark)
	r.breaks, r.space, r.mark = 0, false, ""
}

// text writes a run of text, each white space as one space. Signs that show
// nothing are left out.
func (r *renderer) text(s string) {
	for _, c := range s {
		switch {
		case unicode.IsSpace(c):
			r.space = r.breaks == 0
		case unicode.IsControl(c) || c == '\u200b' || c == '\ufeff' || c == '\u00ad':
		default:
			if r.breaks > 0 || r.space || r.mark != "" {
				r.flush()
			}
			r.out.WriteRune(c)
		}
	}
}
