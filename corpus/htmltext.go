package corpus

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// skipped are the elements whose text is not part of an article.
var skipped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Nav: true, atom.Footer: true,
	atom.Aside: true, atom.Form: true, atom.Button: true, atom.Select: true, atom.Textarea: true, atom.Iframe: true,
	atom.Svg: true, atom.Math: true, atom.Figcaption: true, atom.Head: true, atom.Dialog: true, atom.Object: true, atom.Video: true, atom.Audio: true,
}

// breaking are the elements that stand in a paragraph of their own.
var breaking = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Header: true, atom.Blockquote: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Ul: true, atom.Ol: true, atom.Dl: true,
	atom.Table: true, atom.Figure: true, atom.Pre: true, atom.Hr: true, atom.Address: true, atom.Details: true, atom.Summary: true, atom.Body: true,
}

// renderer writes the text of a page: paragraphs and headings between blank
// lines, items of lists and rows of tables on lines.
type renderer struct {
	out strings.Builder
	// breaks is the number of line breaks due before the next word, space
	// whether a space is.
	breaks int
	space  bool
	// cell tells whether a tab is due before the next word; mark is the bullet or
	// number that is, "" for none.
	cell bool
	mark string
}

// renderHTML returns the text below n.
func renderHTML(n *html.Node) string {
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
	r.wrap(lines)
	switch n.DataAtom {
	case atom.Br:
		r.lineBreak()
	case atom.Td, atom.Th:
		r.cell = true
	case atom.Pre:
		r.listing(n)
		return
	case atom.Li:
		r.mark = itemMark(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.node(c)
	}
	r.wrap(lines)
}

// listing writes preformatted text with its white space, between fences where
// it has several lines.
func (r *renderer) listing(n *html.Node) {
	var b strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode:
			b.WriteString(d.Data)
		case d.DataAtom == atom.Br || lineOfCode(d) && b.Len() > 0 && !strings.HasSuffix(b.String(), "\n"):
			b.WriteByte('\n')
		}
	}
	text := strings.Map(func(c rune) rune {
		if unicode.IsControl(c) && c != '\n' && c != '\t' {
			return -1
		}
		return c
	}, strings.Trim(b.String(), "\n\r"))
	if strings.Contains(text, "\n") && !strings.Contains(text, "```") {
		text = "```\n" + text + "\n```"
	}
	if strings.TrimSpace(text) != "" {
		r.mark = ""
		r.flush()
		r.out.WriteString(text)
	}
	r.wrap(2)
}

// lineOfCode reports whether an element of a listing begins a line. What finds the
// main part renames elements and leaves their atoms.
func lineOfCode(n *html.Node) bool {
	return n.Type == html.ElementNode && (n.Data == "div" || n.Data == "p" || n.Data == "li" || n.Data == "tr")
}

// itemMark is what stands before an item: a bullet, or in an ordered list its
// number.
func itemMark(n *html.Node) string {
	list := n.Parent
	if list == nil || list.DataAtom != atom.Ol {
		return "- "
	}
	number := 1
	if start := attr(list, "start"); start != "" {
		number = atoi(start)
	}
	for c := list.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Li {
			continue
		}
		if value := attr(c, "value"); value != "" {
			number = atoi(value)
		}
		if c == n {
			break
		}
		number++
	}
	return strconv.Itoa(number) + ". "
}

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

// invisible matches styles that keep text from a reader: by display, size,
// opacity, colour, or a place beyond the sheet.
var invisible = regexp.MustCompile(`(?i)(?:^|;)(?:display:none|visibility:hidden|font-size:0(?:[a-z%]*)(?:;|$)|opacity:0?\.?0*(?:;|$)|color:transparent|(?:left|top|text-indent|margin-left):-\d{3,})`)

// hidden tells whether an element is not shown.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			return a.Val == "true"
		case "style":
			return invisible.MatchString(strings.ReplaceAll(a.Val, " ", ""))
		}
	}
	return false
}

// teaserLink tells whether a paragraph is nothing but a link of several words
// that do not make a sentence: "Related: ...", "Read the interview".
func teaserLink(p *html.Node) bool {
	var text strings.Builder
	for n := range p.Descendants() {
		if n.Type != html.TextNode {
			continue
		}
		if !withinLink(n, p) && compareKey(n.Data) != "" || text.Len() > 1000 {
			return false
		}
		text.WriteString(n.Data)
	}
	words := len(strings.Fields(text.String()))
	return words >= 3 && words <= 30 && !endsSentence(text.String())
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
	if lines > 0 && r.mark != "" { // a paragraph within an item begins on its line
		lines = 1
	}
	if lines > 0 {
		r.breaks, r.space, r.cell = max(r.breaks, lines), false, false
	}
}

// lineBreak is for <br>: two in a row part paragraphs.
func (r *renderer) lineBreak() { r.breaks, r.space = min(2, r.breaks+1), false }

// flush writes the white space that is due.
func (r *renderer) flush() {
	switch {
	case r.out.Len() == 0:
	case r.breaks > 0:
		r.out.WriteString("\n\n"[:r.breaks])
	case r.cell:
		r.out.WriteByte('\t')
	case r.space:
		r.out.WriteByte(' ')
	}
	r.out.WriteString(r.mark)
	r.breaks, r.space, r.cell, r.mark = 0, false, false, ""
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
			if r.breaks > 0 || r.space || r.cell || r.mark != "" {
				r.flush()
			}
			r.out.WriteRune(c)
		}
	}
}
