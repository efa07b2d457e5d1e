package html

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/corpus/plaintext"
	"footnote/corpus/sentence"
)

var (
	onlyDigits = regexp.MustCompile(`^\s*[−-]?[0-9]+\s*$`)
	// power is an exponent that is no number: a variable, or terms and signs between
	// them. "st" of "1st" and the letter of a note are none.
	power = regexp.MustCompile(`^([nmkxypqrij]|[−+-]?\w{1,3}([−+·/*-]\w{1,3})+)$`)
	// stroke is what stands between the two parts of a fraction.
	stroke = regexp.MustCompile(`^\s*[/⁄∕]\s*$`)
)

// raise writes a raised text so that it cannot be read as part of the one before
// it: the number above a stroke as a fraction, other numbers as exponents.
func raise(n *html.Node) {
	text := strings.TrimSpace(textOf(n))
	switch {
	case onlyDigits.MatchString(text) && isFraction(n):
		fraction(n, text)
	case onlyDigits.MatchString(text):
		replaceByText(n, exponent(text))
	case power.MatchString(text) && n.PrevSibling != nil:
		replaceByText(n, "^"+bracketed(text))
	}
}

func exponent(digits string) string {
	return strings.NewReplacer("-", "⁻", "−", "⁻").Replace(plaintext.Superscript(strings.TrimSpace(digits)))
}

// isFraction reports whether a stroke and a lowered number follow a raised one.
func isFraction(n *html.Node) bool {
	line := n.NextSibling
	if line == nil || !stroke.MatchString(allText(line)) {
		return false
	}
	below := line.NextSibling
	return below != nil && below.DataAtom == atom.Sub && onlyDigits.MatchString(textOf(below))
}

// fraction writes a fraction on a line, apart from a number before it.
func fraction(n *html.Node, above string) {
	line := n.NextSibling
	below := line.NextSibling
	text := above + "/" + strings.TrimSpace(textOf(below))
	if before := n.PrevSibling; before != nil {
		if s := allText(before); s != "" && unicode.IsDigit(sentence.LastInk(s)) {
			text = " " + text
		}
	}
	replaceByText(n, text)
	n.Parent.RemoveChild(line)
	replaceByText(below, "")
}

// allText is the text of a node, which may be one of text itself.
func allText(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	return textOf(n)
}

func replaceByText(n *html.Node, text string) {
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild)
	}
	n.AppendChild(&html.Node{Type: html.TextNode, Data: text})
	rename(n, atom.Span)
}

// formula writes MathML on a line: fractions with a stroke, powers raised, roots
// with their sign, the rows of a table one behind the other.
func formula(n *html.Node) string {
	if n.Type == html.TextNode {
		return strings.TrimSpace(n.Data)
	}
	var parts []string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Data == "annotation" || c.Data == "annotation-xml" || c.Data == "mphantom" {
			continue
		}
		if part := formula(c); part != "" {
			parts = append(parts, part)
		}
	}
	switch n.Data {
	case "msqrt":
		return "√" + bracketed(strings.Join(parts, ""))
	case "mtable":
		return strings.Join(parts, "; ")
	case "mtr":
		return strings.Join(parts, " ")
	case "mtext":
		return " " + strings.Join(parts, "") + " "
	case "mfenced":
		return "(" + strings.Join(parts, ", ") + ")"
	}
	if len(parts) == 2 || len(parts) == 3 {
		if text := scripted(n.Data, parts); text != "" {
			return text
		}
	}
	return strings.Join(parts, "")
}

// scripted writes an element of MathML with parts above or below the first.
func scripted(name string, parts []string) string {
	first, second := parts[0], parts[1]
	switch name {
	case "mfrac":
		return bracketed(first) + "/" + bracketed(second)
	case "msup", "mover":
		return first + above(second)
	case "msub", "munder":
		return first + "_" + bracketed(second)
	case "mroot":
		return exponent(second) + "√" + bracketed(first)
	case "msubsup", "munderover":
		if len(parts) == 3 {
			return first + "_" + bracketed(second) + above(parts[2])
		}
	}
	return ""
}

func above(s string) string {
	if onlyDigits.MatchString(s) {
		return exponent(s)
	}
	return "^" + bracketed(s)
}

// bracketed puts brackets around what is more than a word or a number.
func bracketed(s string) string {
	if strings.ContainsAny(s, " +-−·*/=") {
		return "(" + s + ")"
	}
	return s
}
