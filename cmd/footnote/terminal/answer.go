package terminal

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"footnote/bot/render"
	"footnote/bot/words"
	"footnote/retrieval/answer"
	"footnote/retrieval/language"
)

// marks are the numbers of footnotes within an answer.
var marks = regexp.MustCompile(`\[\d+\]`)

// speaks is what is said of an answer in the language of its question, in English where
// that is none of the six.
func speaks(a *answer.Answer) words.Words { return words.In(language.Any(a.Question)) }

// Said is an answer with all that the engine leaves to whoever shows it, in the question's
// language: why it was declined or what is said to small talk, and within its text whose
// account a claim is.
func Said(a answer.Answer) answer.Answer {
	w := speaks(&a)
	a.Refusal = why(w, &a)
	spoken := slices.Clone(a.Claims)
	for i := range spoken {
		spoken[i].Text = whose(w, &spoken[i]) + spoken[i].Text
	}
	a.Answer = answer.Prose(spoken)
	return a
}

// why is what is said in place of claims, "" where there are some.
func why(w words.Words, a *answer.Answer) string {
	switch {
	case a.Outcome == answer.Talk:
		return replyTo()[a.Talk]
	case !a.Answered:
		return render.Why(w, a)
	}
	return ""
}

// whose is what stands before a claim: "Harbour Post, 9 May 2024 (later): ", "" where its
// citations say enough.
func whose(w words.Words, c *answer.Claim) string {
	if c.Account == nil {
		return ""
	}
	return render.Whose(w, c.Account) + " "
}

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
	if note := note(a); note != "" {
		b.WriteString("\n" + s.block(faint, note, ""))
	}
}

// rewritten is the question as it was looked up, where that is another one.
func (s *Screen) rewritten(a *answer.Answer) string {
	if a.Rewritten == "" {
		return ""
	}
	return s.block(faint, speaks(a).Say("note.understood", "question", a.Rewritten), "")
}

// claims are those of an answer from one on, a list with a line an item.
func (s *Screen) claims(a *answer.Answer, from int) string {
	var b strings.Builder
	w := speaks(a)
	for i := from; i < len(a.Claims); i++ {
		c := a.Claims[i]
		before := ""
		if i == 0 && a.Decision != "" {
			before = w.Say("decision."+string(a.Decision)) + " "
		}
		before += whose(w, &c)
		lines := a.List(&c)
		if lines == nil {
			b.WriteString(s.prose(before+answer.Prose([]answer.Claim{c}), c.Key, ""))
			continue
		}
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
	w := speaks(a)
	b.WriteString(s.block(strong, why(w, a), ""))
	near := a.Nearest
	switch {
	case len(near) == 0:
		return
	case a.Outcome == answer.Unsure: // the refusal says what follows
		near = near[:1]
	default:
		b.WriteString("\n" + s.block(plain, w.Say("nearest"), ""))
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

// note says what a reader should know about how the answer was made.
func note(a *answer.Answer) string {
	said := render.Note(speaks(a), a)
	switch n := len(a.Dropped); {
	case n == 1 && a.Mode == answer.Generated:
		said += " One more could not be proven and was left out."
	case n > 1 && a.Mode == answer.Generated:
		said += fmt.Sprintf(" %d more could not be proven and were left out.", n)
	}
	return strings.TrimSpace(said)
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
