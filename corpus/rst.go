package corpus

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
	rstRule      = regexp.MustCompile("^([=\\-~^\"'#*+`:.<>_])[=\\-~^\"'#*+`:.<>_]{2,}$")
	rstDirective = regexp.MustCompile(`^\.\.\s+([\w:-]+)::\s*(.*)$`)
	rstOption    = regexp.MustCompile(`^:[\w -]+:( |$)`)
	rstRole      = regexp.MustCompile("(?::[\\w:+.-]+:)?`~?([^`<>]+?)(?:\\s*<[^`<>]*>)?`__?|:[\\w:+.-]+:`~?([^`<>]+?)(?:\\s*<[^`<>]*>)?`")
	rstLiteral   = regexp.MustCompile("``([^`]+)``")
)

// readRST makes an article of reStructuredText: headings, lists, notes, listings
// and paragraphs, with the marks of Markdown where those matter. There is no parser in Go that
// is kept.
func readRST(data []byte) (*document.Document, error) {
	if p := document.CheckText(data); p != nil {
		return nil, p
	}
	w := &rstWriter{}
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

// rstWriter writes lines one by one.
type rstWriter struct {
	lines, out []string
	at         int
	// signs are the lines below headings, in the order of their levels.
	signs []string
	title string
	depth int
}

// next writes what begins at the line at hand.
func (w *rstWriter) next() {
	l := w.lines[w.at]
	switch m := rstDirective.FindStringSubmatch(strings.TrimSpace(l)); {
	case w.heading():
	case w.gridTable() || w.simpleTable():
	case m != nil:
		w.directive(m[1], m[2])
	case strings.HasPrefix(strings.TrimSpace(l), ".. "):
		w.block() // a comment, a target, a footnote's place
	case strings.HasSuffix(l, "::"):
		w.out = append(w.out, rstInline(strings.TrimSuffix(strings.TrimSuffix(l, ":"), " :")))
		w.listing(w.block())
	case w.defines():
		w.term(rstInline(l), w.block())
	default:
		w.out = append(w.out, rstInline(l))
		w.at++
	}
}

// defines reports whether the line at hand is a term, with what it means right below
// it and indented.
func (w *rstWriter) defines() bool {
	l := w.lines[w.at]
	if l == "" || w.at+1 >= len(w.lines) || w.at > 0 && w.lines[w.at-1] != "" && rstIndent(w.lines[w.at-1]) <= rstIndent(l) {
		return false
	}
	term, below := strings.TrimSpace(l), w.lines[w.at+1]
	first, _ := utf8.DecodeRuneInString(term)
	return (unicode.IsLetter(first) || strings.ContainsRune("`*-/", first)) && !block.IsBullet(term) && !block.IsNumbered(term) &&
		below != "" && rstIndent(below) > rstIndent(l) && utf8.RuneCountInString(l) <= block.LongestTerm && !sentence.Ends(l)
}

// heading writes a title with a line of signs below it, and perhaps above it.
func (w *rstWriter) heading() bool {
	i, above := w.at, ""
	if isRSTRule(w.lines[i]) {
		above = w.lines[i][:1]
		i++
	}
	if i+1 >= len(w.lines) || strings.TrimSpace(w.lines[i]) == "" || !isRSTRule(w.lines[i+1]) {
		return false
	}
	title, below := strings.TrimSpace(w.lines[i]), w.lines[i+1]
	if above != "" && above != below[:1] || utf8.RuneCountInString(below) < utf8.RuneCountInString(title) || isRSTRule(title) {
		return false
	}
	sign := above + below[:1]
	level := slices.Index(w.signs, sign)
	if level < 0 {
		level = len(w.signs)
		w.signs = append(w.signs, sign)
	}
	title = rstInline(title)
	if w.title == "" {
		w.title = title
	}
	w.out = append(w.out, "", strings.Repeat("#", min(level+1, 6))+" "+title, "")
	w.at = i + 2
	return true
}

// isRSTRule reports whether a line is one sign again and again.
func isRSTRule(l string) bool {
	return rstRule.MatchString(l) && strings.Trim(l, l[:1]) == ""
}

// block takes the indented lines below the one at hand, and goes behind them.
func (w *rstWriter) block() []string {
	indent := rstIndent(w.lines[w.at])
	from := w.at + 1
	for w.at++; w.at < len(w.lines) && (w.lines[w.at] == "" || rstIndent(w.lines[w.at]) > indent); w.at++ {
	}
	return w.lines[from:w.at]
}

func rstIndent(l string) int { return len(l) - len(strings.TrimLeft(l, " \t")) }

// rstSilent are the directives that say nothing to a reader.
var rstSilent = plaintext.Words("toctree contents image include index raw meta highlight default-role automodule autoclass sectnum currentmodule module rst-class role")

// rstListings are those that hold a listing.
var rstListings = plaintext.Words("code-block code sourcecode literalinclude parsed-literal math prompt")

// rstNamed are those whose argument heads what they hold, and rstPlain those that
// hold text alone.
var (
	rstNamed = plaintext.Words("admonition topic sidebar rubric tab tab-item group-tab dropdown collapse details card")
	rstPlain = plaintext.Words("note warning tip hint important caution danger error attention seealso figure table only container tabs tab-set compound epigraph highlights pull-quote")
	rstNews  = map[string]string{"versionadded": "Added in version", "versionchanged": "Changed in version", "deprecated": "Deprecated since version", "versionremoved": "Removed in version"}
)

func (w *rstWriter) directive(name, argument string) {
	body := w.block()
	for len(body) > 0 && (body[0] == "" || rstOption.MatchString(strings.TrimSpace(body[0]))) {
		body = body[1:]
	}
	switch {
	case rstSilent[name]:
	case name == "list-table" || name == "csv-table":
		w.out = append(w.out, "", rstInline(argument), "")
		w.table(rstRows(name, body))
	case rstListings[name]:
		w.listing(body)
	case rstNews[name] != "":
		version, more, _ := strings.Cut(argument, " ")
		said := plaintext.OneLine(rstInline(more + " " + strings.Join(body, " ")))
		w.out = append(w.out, "", strings.TrimRight(rstNews[name]+" "+version+": "+said, ": "), "")
	case rstNamed[name] && argument != "":
		w.out = append(w.out, "", "**"+rstInline(argument)+"**", "")
		w.nested(body)
	case rstPlain[name] || argument == "":
		w.out = append(w.out, "", rstInline(argument))
		w.nested(body)
	default:
		w.term(rstInline(argument), body)
	}
}

// rstRows are the rows of a table that a directive holds.
func rstRows(name string, body []string) [][]string {
	if name == "list-table" {
		return rstListTable(body)
	}
	return rstCSV(body)
}

// term writes a term or what a directive describes, such as an option, with what is
// said of it.
func (w *rstWriter) term(name string, body []string) {
	n := len(w.out)
	w.out = append(w.out, "", name)
	w.nested(body)
	for i := n + 2; i < len(w.out); i++ {
		if l := w.out[i]; l != "" {
			if !block.IsMarkup(l) && !strings.HasPrefix(l, "```") && !strings.HasPrefix(l, "#") {
				w.out = slices.Replace(w.out, n+2, i+1, ":   "+l)
				for k := n + 3; k < len(w.out) && w.out[k] != "" && rstIndent(w.out[k]) == 0; k++ {
					w.out[k] = "    " + w.out[k]
				}
			}
			return
		}
	}
}

// nested writes the lines of a directive as those of the document are written.
func (w *rstWriter) nested(body []string) {
	inner := &rstWriter{lines: dedent(body), signs: w.signs, title: w.title, depth: w.depth + 1}
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
		if n := rstIndent(l); l != "" && (least < 0 || n < least) {
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
func (w *rstWriter) listing(body []string) {
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

// rstInline is a line without the marks of links, roles and literals.
func rstInline(l string) string {
	l = rstLiteral.ReplaceAllString(l, "$1")
	l = rstRole.ReplaceAllString(l, "$1$2")
	return strings.ReplaceAll(l, "**", "")
}
