// Package rst reads reStructuredText.
package rst

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus/block"
	"footnote/corpus/document"
	"footnote/corpus/plaintext"
	"footnote/corpus/sentence"
)

var (
	rule      = regexp.MustCompile("^([=\\-~^\"'#*+`:.<>_])[=\\-~^\"'#*+`:.<>_]{2,}$")
	directive = regexp.MustCompile(`^\.\.\s+([\w:-]+)::\s*(.*)$`)
	option    = regexp.MustCompile(`^:[\w -]+:( |$)`)
	role      = regexp.MustCompile("(?::[\\w:+.-]+:)?`~?([^`<>]+?)(?:\\s*<[^`<>]*>)?`__?|:[\\w:+.-]+:`~?([^`<>]+?)(?:\\s*<[^`<>]*>)?`")
	literal   = regexp.MustCompile("``([^`]+)``")
)

// Read reads reStructuredText: headings, lists, notes, listings
// and paragraphs, with the marks of Markdown where those matter. There is no parser in Go that
// is kept.
func Read(data []byte) (*document.Document, error) {
	if p := document.CheckText(data); p != nil {
		return nil, p
	}
	w := &writer{}
	for l := range strings.Lines(string(data)) {
		w.lines = append(w.lines, strings.TrimRight(l, " \t\r\n"))
	}
	for w.at < len(w.lines) {
		w.next()
	}
	text := strings.Trim(strings.Join(w.out, "\n"), "\n \t")
	if strings.TrimSpace(text) == "" {
		return nil, document.Problemf("holds no text: put the article's text into it or remove it")
	}
	a := &document.Document{Text: text}
	document.Fill(&a.Title, w.title)
	return a, nil
}

// writer writes lines one by one.
type writer struct {
	lines, out []string
	at         int
	// signs are the lines below headings, in the order of their levels.
	signs []string
	title string
	depth int
}

// next writes what begins at the line at hand.
func (w *writer) next() {
	l := w.lines[w.at]
	switch m := directive.FindStringSubmatch(strings.TrimSpace(l)); {
	case w.heading():
	case w.gridTable() || w.simpleTable():
	case m != nil:
		w.directive(m[1], m[2])
	case strings.HasPrefix(strings.TrimSpace(l), ".. "):
		w.block() // a comment, a target, a footnote's place
	case strings.HasSuffix(l, "::"):
		w.out = append(w.out, inline(strings.TrimSuffix(strings.TrimSuffix(l, ":"), " :")))
		w.listing(w.block())
	case w.defines():
		w.term(inline(l), w.block())
	default:
		w.out = append(w.out, inline(l))
		w.at++
	}
}

// defines reports whether the line at hand is a term, with what it means right below
// it and indented.
func (w *writer) defines() bool {
	l := w.lines[w.at]
	if l == "" || w.at+1 >= len(w.lines) || w.at > 0 && w.lines[w.at-1] != "" && indentOf(w.lines[w.at-1]) <= indentOf(l) {
		return false
	}
	term, below := strings.TrimSpace(l), w.lines[w.at+1]
	first, _ := utf8.DecodeRuneInString(term)
	return (unicode.IsLetter(first) || strings.ContainsRune("`*-/", first)) && !block.IsBullet(term) && !block.IsNumbered(term) &&
		below != "" && indentOf(below) > indentOf(l) && utf8.RuneCountInString(l) <= block.LongestTerm && !sentence.Ends(l)
}

// heading writes a title with a line of signs below it, and perhaps above it.
func (w *writer) heading() bool {
	i, above := w.at, ""
	if isRule(w.lines[i]) {
		above = w.lines[i][:1]
		i++
	}
	if i+1 >= len(w.lines) || strings.TrimSpace(w.lines[i]) == "" || !isRule(w.lines[i+1]) {
		return false
	}
	title, below := strings.TrimSpace(w.lines[i]), w.lines[i+1]
	if above != "" && above != below[:1] || utf8.RuneCountInString(below) < utf8.RuneCountInString(title) || isRule(title) {
		return false
	}
	sign := above + below[:1]
	level := slices.Index(w.signs, sign)
	if level < 0 {
		level = len(w.signs)
		w.signs = append(w.signs, sign)
	}
	title = inline(title)
	if w.title == "" {
		w.title = title
	}
	w.out = append(w.out, "", strings.Repeat("#", min(level+1, 6))+" "+title, "")
	w.at = i + 2
	return true
}

// isRule reports whether a line is one sign again and again.
func isRule(l string) bool {
	return rule.MatchString(l) && strings.Trim(l, l[:1]) == ""
}

// block takes the indented lines below the one at hand, and goes behind them.
func (w *writer) block() []string {
	indent := indentOf(w.lines[w.at])
	from := w.at + 1
	for w.at++; w.at < len(w.lines) && (w.lines[w.at] == "" || indentOf(w.lines[w.at]) > indent); w.at++ {
	}
	return w.lines[from:w.at]
}

func indentOf(l string) int { return len(l) - len(strings.TrimLeft(l, " \t")) }

// silent are the directives that say nothing to a reader.
var silent = plaintext.Words("toctree contents image include index raw meta highlight default-role automodule autoclass sectnum currentmodule module rst-class role")

// listings are those that hold a listing.
var listings = plaintext.Words("code-block code sourcecode literalinclude parsed-literal math prompt")

// named are those whose argument heads what they hold, and plain those that
// hold text alone.
var (
	named = plaintext.Words("admonition topic sidebar rubric tab tab-item group-tab dropdown collapse details card")
	plain = plaintext.Words("note warning tip hint important caution danger error attention seealso figure table only container tabs tab-set compound epigraph highlights pull-quote")
	news  = map[string]string{"versionadded": "Added in version", "versionchanged": "Changed in version", "deprecated": "Deprecated since version", "versionremoved": "Removed in version"}
)

func (w *writer) directive(name, argument string) {
	body := w.block()
	for len(body) > 0 && (body[0] == "" || option.MatchString(strings.TrimSpace(body[0]))) {
		body = body[1:]
	}
	switch {
	case silent[name]:
	case name == "list-table" || name == "csv-table":
		w.out = append(w.out, "", inline(argument), "")
		w.table(rowsOf(name, body))
	case listings[name]:
		w.listing(body)
	case news[name] != "":
		version, more, _ := strings.Cut(argument, " ")
		said := plaintext.OneLine(inline(more + " " + strings.Join(body, " ")))
		w.out = append(w.out, "", strings.TrimRight(news[name]+" "+version+": "+said, ": "), "")
	case named[name] && argument != "":
		w.out = append(w.out, "", "**"+inline(argument)+"**", "")
		w.nested(body)
	case plain[name] || argument == "":
		w.out = append(w.out, "", inline(argument))
		w.nested(body)
	default:
		w.term(inline(argument), body)
	}
}

// rowsOf are the rows of a table that a directive holds.
func rowsOf(name string, body []string) [][]string {
	if name == "list-table" {
		return listTable(body)
	}
	return csvTable(body)
}

// term writes a term or what a directive describes, such as an option, with what is
// said of it.
func (w *writer) term(name string, body []string) {
	n := len(w.out)
	w.out = append(w.out, "", name)
	w.nested(body)
	for i := n + 2; i < len(w.out); i++ {
		if l := w.out[i]; l != "" {
			if !block.IsMarkup(l) && !strings.HasPrefix(l, "```") && !strings.HasPrefix(l, "#") {
				w.out = slices.Replace(w.out, n+2, i+1, ":   "+l)
				for k := n + 3; k < len(w.out) && w.out[k] != "" && indentOf(w.out[k]) == 0; k++ {
					w.out[k] = "    " + w.out[k]
				}
			}
			return
		}
	}
}

// nested writes the lines of a directive as those of the document are written.
func (w *writer) nested(body []string) {
	inner := &writer{lines: dedent(body), signs: w.signs, title: w.title, depth: w.depth + 1}
	if inner.depth > maxNested {
		return
	}
	for inner.at < len(inner.lines) {
		inner.next()
	}
	w.out = append(append(w.out, inner.out...), "")
}

// maxNested is how deep directives are read within each other.
const maxNested = 8

// dedent takes off the indentation that lines have in common.
func dedent(lines []string) []string {
	least := -1
	for _, l := range lines {
		if n := indentOf(l); l != "" && (least < 0 || n < least) {
			least = n
		}
	}
	out := make([]string, len(lines))
	for i, l := range lines {
		if l != "" {
			out[i] = l[least:]
		}
	}
	return out
}

// listing writes lines between fences.
func (w *writer) listing(body []string) {
	if strings.TrimSpace(strings.Join(body, "")) == "" {
		return
	}
	w.out = append(w.out, "", "```")
	for _, l := range body {
		if l != "" {
			w.out = append(w.out, l)
		}
	}
	w.out = append(w.out, "```", "")
}

// inline is a line without the marks of links, roles and literals.
func inline(l string) string {
	l = literal.ReplaceAllString(l, "$1")
	l = role.ReplaceAllString(l, "$1$2")
	return strings.ReplaceAll(l, "**", "")
}
