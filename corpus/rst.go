package corpus

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
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
// is kept; of tables, the lines are read.
func readRST(data []byte) (*Article, error) {
	if p := checkText(data); p != nil {
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
		return nil, problemf("holds no text: put the article's text into it or remove it")
	}
	a := &Article{Text: text}
	fill(&a.Title, w.title)
	return a, nil
}

// rstWriter writes lines one by one.
type rstWriter struct {
	lines, out []string
	at         int
	// signs are the lines below headings, in the order of their levels.
	signs []string
	title string
}

// next writes what begins at the line at hand.
func (w *rstWriter) next() {
	l := w.lines[w.at]
	switch m := rstDirective.FindStringSubmatch(strings.TrimSpace(l)); {
	case w.heading():
	case m != nil:
		w.directive(m[1], m[2])
	case strings.HasPrefix(strings.TrimSpace(l), ".. "):
		w.block() // a comment, a target, a footnote's place
	case strings.HasSuffix(l, "::"):
		w.out = append(w.out, rstInline(strings.TrimSuffix(strings.TrimSuffix(l, ":"), " :")))
		w.listing(w.block())
	default:
		w.out = append(w.out, rstInline(l))
		w.at++
	}
}

// heading writes a title with a line of signs below it, and perhaps above it.
func (w *rstWriter) heading() bool {
	i, above := w.at, ""
	if rstRule.MatchString(w.lines[i]) {
		above = w.lines[i][:1]
		i++
	}
	if i+1 >= len(w.lines) || strings.TrimSpace(w.lines[i]) == "" || !rstRule.MatchString(w.lines[i+1]) {
		return false
	}
	title, below := strings.TrimSpace(w.lines[i]), w.lines[i+1]
	if above != "" && above != below[:1] || utf8.RuneCountInString(below) < utf8.RuneCountInString(title) || rstRule.MatchString(title) {
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
var rstSilent = parseWords("toctree contents image figure include index raw meta highlight default-role automodule autoclass only sectnum class currentmodule module")

func (w *rstWriter) directive(name, argument string) {
	body := w.block()
	for len(body) > 0 && (body[0] == "" || rstOption.MatchString(strings.TrimSpace(body[0]))) {
		body = body[1:]
	}
	switch name {
	case "code-block", "code", "sourcecode", "literalinclude", "parsed-literal", "math", "prompt":
		w.listing(body)
	default:
		if rstSilent[name] {
			return
		}
		w.out = append(w.out, "", rstInline(argument))
		for _, l := range body {
			w.out = append(w.out, rstInline(strings.TrimSpace(l)))
		}
		w.out = append(w.out, "")
	}
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
