package html

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/corpus/plaintext"
)

// counter numbers the items of a list; step is 0 for one without numbers.
type counter struct {
	list       *html.Node
	next, step int
}

func newCounter(list *html.Node) *counter {
	c := &counter{list: list, next: 1}
	if list.DataAtom != atom.Ol {
		return c
	}
	c.step = 1
	if hasAttr(list, "reversed") {
		c.next, c.step = items(list), -1
	}
	if start := attr(list, "start"); start != "" {
		c.next = plaintext.Number(start)
	}
	return c
}

// openList enters a list; the function that is returned leaves it.
func (r *renderer) openList(n *html.Node) func() {
	r.lists = append(r.lists, newCounter(n))
	return func() { r.lists = r.lists[:len(r.lists)-1] }
}

// itemMark is what stands before an item: a bullet, or in an ordered list its
// number in the list's own kind of numbers, indented by the lists around it.
func (r *renderer) itemMark(n *html.Node) string {
	if len(r.lists) == 0 {
		return "- "
	}
	c := r.lists[len(r.lists)-1]
	indent := strings.Repeat("   ", min(len(r.lists)-1, 4))
	if c.step == 0 || n.Parent != c.list {
		return indent + "- "
	}
	if value := attr(n, "value"); value != "" {
		c.next = plaintext.Number(value)
	}
	number := c.next
	c.next += c.step
	kind := attr(n, "type")
	if kind == "" {
		kind = attr(c.list, "type")
	}
	return indent + numberOf(number, kind)
}

// items is how many items a list has.
func items(list *html.Node) int {
	n := 0
	for c := list.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Li {
			n++
		}
	}
	return n
}

// listFormats are Word's names of the kinds of numbers that HTML has.
var listFormats = map[string]string{"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}

// numberOf writes the number of an item: kind is the type of HTML's lists, "a",
// "A", "i", "I" or "1".
func numberOf(n int, kind string) string {
	if format := listFormats[kind]; format != "" && n > 0 {
		return plaintext.ListNumber(n, format) + ") "
	}
	return strconv.Itoa(n) + ". "
}

func hasAttr(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

// listing writes preformatted text with its white space, between fences where
// it has several lines.
func (r *renderer) listing(n *html.Node) {
	var b strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode:
			b.WriteString(d.Data)
		case d.Data == "br" || lineOfCode(d) && b.Len() > 0 && !strings.HasSuffix(b.String(), "\n"):
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

// lineOfCode reports whether an element of a listing begins a line.
func lineOfCode(n *html.Node) bool {
	return n.Type == html.ElementNode && (n.Data == "div" || n.Data == "p" || n.Data == "li" || n.Data == "tr")
}

// isLineNumber reports whether an element holds the numbers of a listing's lines,
// which stand beside it and are no part of it.
func isLineNumber(n *html.Node) bool {
	for class := range strings.FieldsSeq(attr(n, "class")) {
		switch strings.ToLower(class) {
		case "linenos", "lineno", "linenodiv", "line-number", "line-numbers-rows", "gutter", "hljs-ln-numbers", "react-code-line-number", "blob-num":
			return true
		}
	}
	return false
}
