package proof

import (
	"regexp"
	"slices"
	"strings"

	"footnote/corpus"
)

// withoutSource is a claim without the name of who its quote is by in front, as
// lines of a discussion have it: "Ben: the back room is booked".
func (e Evidence) withoutSource(claim string) string {
	for _, q := range e.Quotes {
		if rest, ok := strings.CutPrefix(claim, q.Source+": "); ok && q.Source != "" {
			return rest
		}
	}
	return claim
}

// verbatim reports whether a quote holds the claim as whole sentences, letter
// for letter but for white space and the full stop, or without words that open
// the sentence and change nothing.
func (e Evidence) verbatim(claim string) bool {
	c := plain(claim)
	for _, q := range e.Quotes {
		if plain(q.Text) == c {
			return true
		}
		text := Plain(q.Text)
		for _, s := range corpus.Sentences(text) {
			if p := plain(text[s.Start:s.End]); p == c || shortened(p, c) {
				return true
			}
		}
	}
	return false
}

func plain(s string) string { return strings.TrimRight(Plain(s), ".") }

var (
	// What stands in front of an item of a list, and the marks of emphasis and
	// code that come in pairs.
	listMark = regexp.MustCompile(`^(?:[-*•–—+]|\d{1,3}[.)])\s+`)
	emphasis = regexp.MustCompile("\\*\\*|__|`")
	// fence is the line around a listing, with its language.
	fence = regexp.MustCompile("(?m)^[ \t]*(```+|~~~+).*$")
)

// Plain is a quote on one line, without the marks of lists, tasks, emphasis, links,
// notes, listings and tables, and without tags.
func Plain(quote string) string {
	if strings.Contains(quote, "\n:") {
		quote = definition.ReplaceAllString(quote, ": ")
	}
	text := strings.Join(strings.Fields(WithoutBars(fence.ReplaceAllString(quote, " "))), " ")
	text = listMark.ReplaceAllString(text, "")
	if strings.IndexByte(text, '[') >= 0 {
		text = withoutLinks(task.ReplaceAllString(text, ""))
	}
	text = emphasis.ReplaceAllString(strings.TrimPrefix(text, "A: "), "")
	return slanted.ReplaceAllString(text, "$1$2")
}

var (
	// definition is the mark of what a term means; task is the box of one.
	definition = regexp.MustCompile(`[ \t]*\n+:[ \t]+`)
	task       = regexp.MustCompile(`^\[[ xX]\]\s+`)
	slanted    = regexp.MustCompile(`(^|[\s("“])\*([^\s*](?:[^*]*[^\s*])?)\*`)
	// Links in Markdown, to pages of a wiki, and to notes below the text.
	link     = regexp.MustCompile(`!?\[([^\[\]]+)\](?:\([^()\s]*(?:\s+"[^"]*")?\)|\[[^\[\]]*\])`)
	wikiLink = regexp.MustCompile(`!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]`)
	noteMark = regexp.MustCompile(`\[\^[^\[\]]{1,12}\]:?`)
	callout  = regexp.MustCompile(`\[!\pL+\][+-]?\s*`)
)

// withoutLinks leaves of links what a reader sees of them.
func withoutLinks(s string) string {
	s = wikiLink.ReplaceAllString(s, "$1")
	for range 2 { // an image within a link
		s = link.ReplaceAllString(s, "$1")
	}
	return callout.ReplaceAllString(noteMark.ReplaceAllString(s, ""), "")
}

// WithoutBars parts the cells of rows by dots, and leaves out the rule below a head
// and tags.
func WithoutBars(text string) string {
	if strings.Contains(text, "<t") && !strings.Contains(text, "```") {
		if cells := corpus.Cells(text); len(cells) > 1 {
			return strings.Join(cells, " · ")
		}
	}
	if !strings.Contains(text, "```") {
		text = corpus.WithoutTags(text)
	}
	if !strings.Contains(text, "|") {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		row := strings.TrimSpace(line)
		switch {
		case len(row) < 2 || row[0] != '|' || row[len(row)-1] != '|':
		case strings.Trim(row, "|-: ") == "":
			lines[i] = ""
		default:
			lines[i] = strings.Join(corpus.Cells(row), " · ")
		}
	}
	return strings.Join(lines, "\n")
}

// binding are the classes of words that change what follows them.
var binding = []class{condition, negative, saying, despite, causal, before, after, possible, hearsay, undone}

// shortened reports whether a claim is a sentence without its opening words, up
// to a comma, and these bind nothing: no condition, speaker or doubt.
func shortened(sentence, claim string) bool {
	if len(claim) < len(sentence)/3 || !strings.EqualFold(sentence[max(0, len(sentence)-len(claim)):], claim) {
		return false
	}
	lead := strings.TrimRight(sentence[:len(sentence)-len(claim)], " ")
	s := readSentence(lead, -1)
	if !strings.HasSuffix(lead, ",") && !strings.HasSuffix(lead, ":") {
		return len(s.words) == 1 && s.words[0].class == free // "But", "So"
	}
	return !slices.ContainsFunc(s.words, func(w word) bool { return slices.Contains(binding, w.class) })
}
