package terminal

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"footnote/retrieval/answer"
)

// marks are the numbers of footnotes within an answer.
var marks = regexp.MustCompile(`\[\d+\]`)

// decision is what stands before an answer to a question for yes or no.
var decision = map[answer.Decision]string{answer.Yes: "Yes. ", answer.No: "No. "}

// Answer writes an answer with its numbered quotes, or why there is none with
// the passages that come nearest.
func (s *Screen) Answer(a *answer.Answer) error {
	var b strings.Builder
	b.WriteString(s.rewritten(a))
	if !a.Answered {
		s.refusal(&b, a)
	} else {
		b.WriteString(s.claims(a, 0))
		s.footnotes(&b, a)
	}
	s.end(&b, a)
	_, err := io.WriteString(s.out, b.String())
	return err
}

// end writes how the answer came about, where that is worth a word.
func (s *Screen) end(b *strings.Builder, a *answer.Answer) {
	if note := modeNote(a); note != "" {
		b.WriteString("\n" + s.block(faint, note, ""))
	}
}

// rewritten is the question as it was looked up, where that is another one.
func (s *Screen) rewritten(a *answer.Answer) string {
	if a.Rewritten == "" {
		return ""
	}
	return s.block(faint, "Looked up as: "+a.Rewritten, "")
}

// claims are those of an answer from one on, a list with a line an item.
func (s *Screen) claims(a *answer.Answer, from int) string {
	var b strings.Builder
	for i := from; i < len(a.Claims); i++ {
		c := a.Claims[i]
		before := ""
		if i == 0 {
			before = decision[a.Decision]
		}
		lines := a.List(&c)
		if lines == nil {
			b.WriteString(s.prose(before+answer.Prose([]answer.Claim{c}), c.Key, ""))
			continue
		}
		before += answer.Prose([]answer.Claim{{Account: c.Account}})
		last := &lines[len(lines)-1]
		last.Text = answer.Prose([]answer.Claim{{Text: last.Text, Citations: c.Citations}})
		for k, l := range lines {
			if k > 0 {
				before = ""
			}
			b.WriteString(s.prose(before+l.Mark+l.Text, c.Key, strings.Repeat(" ", len(l.Mark))))
		}
	}
	return b.String()
}

// prose is text with the numbers of its footnotes set off, and its key where that stands
// on one line; an indent stands before all lines but the first.
func (s *Screen) prose(text, key, indent string) string {
	text = prefixed(wrap(Clean(text), s.width-len(indent)), "", indent)
	text = marks.ReplaceAllStringFunc(text, func(m string) string { return s.paint(mark, m) })
	if key = Clean(key); key != "" {
		text = strings.Replace(text, key, s.paint(strong, key), 1)
	}
	return text
}

// footnotes writes a block for each citation.
func (s *Screen) footnotes(b *strings.Builder, a *answer.Answer) {
	for i := range a.Citations {
		c := &a.Citations[i]
		b.WriteString("\n")
		s.quote(b, fmt.Sprintf("[%d]", c.Number), c.Quote)
		indent := strings.Repeat(" ", len(fmt.Sprintf("[%d] ", c.Number)))
		if c.Translation != "" {
			b.WriteString(s.block(faint, "Translated by the model, not verbatim: "+c.Translation, indent))
		}
		b.WriteString(s.block(strong, named(c.Title, c.Article), indent))
		b.WriteString(s.block(faint, joined(c.Source, c.Published, place(c.Article, c.Page, c.Start, c.End)), indent))
		if c.URL != "" {
			// An address is never broken: a broken one cannot be followed.
			b.WriteString(indent + s.paint(link, oneLine(c.URL)) + "\n")
		}
	}
}

// refusal writes why there is no answer, and what the articles hold near it.
func (s *Screen) refusal(b *strings.Builder, a *answer.Answer) {
	b.WriteString(s.block(strong, a.Refusal, ""))
	near := a.Nearest
	switch {
	case len(near) == 0:
		return
	case a.Outcome == answer.Unsure: // the refusal says what follows
		near = near[:1]
	default:
		b.WriteString("\n" + s.block(plain, "The passages that come nearest:", ""))
	}
	for _, n := range near {
		b.WriteString("\n")
		s.quote(b, "-", n.Quote)
		b.WriteString(s.block(faint, joined(named(n.Name, n.Article), place(n.Article, n.Page, n.Start, n.End)), "  "))
	}
}

// quote writes a verbatim text behind a bar, its first line behind a label.
func (s *Screen) quote(b *strings.Builder, label, text string) {
	const bar = "│ "
	indent := strings.Repeat(" ", len(label)+1)
	lines := wrap(Clean(answer.QuoteText(text)), s.width-len(indent)-2)
	b.WriteString(prefixed(lines, s.paint(mark, label)+" "+s.paint(faint, bar), indent+s.paint(faint, bar)))
}

// block writes a text in one style, wrapped behind an indent.
func (s *Screen) block(with style, text, indent string) string {
	lines := wrap(Clean(text), s.width-len(indent))
	for i := range lines {
		lines[i] = s.paint(with, lines[i])
	}
	return prefixed(lines, indent, indent)
}

// modeNote says what a reader should know about how the answer was made.
func modeNote(a *answer.Answer) string {
	note := ""
	switch {
	case a.Mode == answer.Passages && a.Note == "":
		note = "These are passages, not a written answer: the model could not be used."
	case strings.HasPrefix(a.Note, "passages"), strings.HasPrefix(a.Note, "the articles'"):
		note = "These are " + a.Note + "."
	case a.Note != "":
		note = strings.ToUpper(a.Note[:1]) + a.Note[1:] + "."
	case a.Mode == answer.Generated && a.Answered:
		note = "Written by " + a.Model + "; every sentence was held to its quotes." + ownSentences(a)
	}
	switch n := len(a.Dropped); {
	case n == 1 && a.Mode == answer.Generated:
		note += " One more could not be proven and was left out."
	case n > 1 && a.Mode == answer.Generated:
		note += fmt.Sprintf(" %d more could not be proven and were left out.", n)
	}
	return strings.TrimSpace(note)
}

// ownSentences says how many sentences of a written answer are the articles' own.
func ownSentences(a *answer.Answer) string {
	own := 0
	for _, c := range a.Claims {
		if c.Wording == answer.Verbatim || c.Wording == answer.Shortened {
			own++
		}
	}
	if own == 0 {
		return ""
	}
	return fmt.Sprintf(" %d of %d are in the articles' own words.", own, len(a.Claims))
}

// place names a range of an article as `footnote article` knows it, with its page
// unless that is 0.
func place(article string, page, start, end int) string {
	if page > 0 {
		article = fmt.Sprintf("%s, page %d", article, page)
	}
	return fmt.Sprintf("%s, bytes %d-%d", article, start, end)
}

// joined puts a dot between the parts that are known.
func joined(parts ...string) string {
	var known []string
	for _, p := range parts {
		if p != "" {
			known = append(known, p)
		}
	}
	return strings.Join(known, " · ")
}
