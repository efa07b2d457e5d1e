package render

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"footnote/retrieval/answer"
	"footnote/retrieval/answer/summary"
	dates "footnote/retrieval/text"
)

// Lengths of a draft, which has to fit into one message with its buttons.
const (
	draftLines   = 2300
	draftSources = 900
)

// Summary lays a summary out for everybody, over as many messages as it needs,
// under a title. by is who signs it, "" for nobody. The lines of a discussion
// link to what was said; other lines are followed by their sources.
func Summary(w Words, s *summary.Summary, title, by string) []Message {
	if len(s.Lines) == 0 {
		return []Message{Notice(ColourDeclined, w.Say("summary.gone"))}
	}
	f := newFlow(maxDescription)
	addLines(f, w, s, 0)
	if s.Style != summary.Discussion {
		f.add(true, line{pieces: []piece{markup("**" + w.Say("sources") + "**")}})
		for i := range s.Citations {
			f.add(false, cited(w, s, &s.Citations[i])...)
		}
	}
	list := messages(f, ColourAnswered, HowSummarised(w, s, by))
	list[0].Embeds[0].Title = Cut(Clean(title), maxTitle)
	return list
}

// cited is a source of a summary on one line, and below it the quote where no line
// says it word for word.
func cited(w Words, s *summary.Summary, c *answer.Citation) []line {
	head := source(w, c, c.Number)
	head.prefix = smallPrint
	said := slices.ContainsFunc(s.Lines, func(l summary.Line) bool {
		return slices.Contains(l.Citations, c.Number) && strings.Contains(Clean(l.Text), asRead(c.Quote))
	})
	if said && Clean(c.Translation) == "" {
		return []line{head}
	}
	return append([]line{head}, quoted(w, c)...)
}

// DraftOf lays a draft out in one message: lines without links, and one line a
// source. What does not fit is cut, and stands in full where it is published.
func DraftOf(w Words, s *summary.Summary, title, about string) Message {
	if len(s.Lines) == 0 {
		return Notice(ColourDeclined, WhyNone(w, s))
	}
	f := newFlow(maxDescription)
	f.add(false, line{prefix: smallPrint, pieces: []piece{markup(about)}})
	addLines(f, w, s, draftLines/len(s.Lines)-60)
	page := f.finish()[0]
	embeds := []Embed{{Title: Cut(Clean(title), maxTitle), Description: page, Colour: ColourPlain}}
	if sources := draftSourcesOf(w, s); sources != "" {
		embeds = append(embeds, Embed{Title: w.Say("sources"), Description: sources, Colour: ColourPlain})
	}
	m := Message{Embeds: embeds}
	AddNote(&m, HowSummarised(w, s, ""))
	return m
}

// draftSourcesOf names the sources of a draft, a line each as far as there is room.
func draftSourcesOf(w Words, s *summary.Summary) string {
	if s.Style == summary.Discussion {
		return ""
	}
	var b strings.Builder
	for i, c := range s.Citations {
		about := known(Cut(Clean(c.Title), 90), Cut(Clean(c.Source), 40), day(w, c.Published), page(w, c.Page))
		next := fmt.Sprintf("**[%d]** %s\n", c.Number, escapeClean(orID(about, c.Article)))
		if Length(b.String())+Length(next) > draftSources {
			b.WriteString("… +" + strconv.Itoa(len(s.Citations)-i))
			break
		}
		b.WriteString(next)
	}
	return strings.TrimSpace(b.String())
}

func orID(about, id string) string {
	if about == "" {
		return Cut(Clean(id), 90)
	}
	return about
}

// addLines lays the lines out in the summary's style. most cuts the text of each,
// 0 leaves it whole; with it there are no links either.
func addLines(f *flow, w Words, s *summary.Summary, most int) {
	var paragraph []piece
	for i, l := range s.Lines {
		body := Clean(l.Text)
		if most > 0 {
			body = Cut(body, most)
		}
		pieces := append([]piece{{text: body}}, summaryMarks(s, l.Citations, most == 0)...)
		if key := wordingKey(s, s.WordingOf(l)); key != "" {
			pieces = append(pieces, markup(" *("), text(w.Say(key)), markup(")*"))
		}
		switch s.Style {
		case summary.Timeline:
			head := markup("**" + escapeClean(WhenOf(w, l.When)) + "** — ")
			f.add(i > 0, line{pieces: append([]piece{head}, pieces...)})
		case summary.Briefing:
			if i > 0 && l.Paragraph != s.Lines[i-1].Paragraph {
				f.add(true, line{pieces: paragraph})
				paragraph = nil
			}
			if len(paragraph) > 0 {
				paragraph = append(paragraph, markup(" "))
			}
			paragraph = append(paragraph, pieces...)
		default:
			f.add(false, line{prefix: "- ", pieces: pieces})
		}
	}
	if len(paragraph) > 0 {
		f.add(true, line{pieces: paragraph})
	}
}

// wordingKey names what is said behind a line that is in other words than most of its
// summary: a note, and among sentences of articles what was shortened or reworded.
func wordingKey(s *summary.Summary, of answer.Wording) string {
	switch {
	case of == answer.Noted:
		return "summary.note"
	case s.Mode == answer.Generated || s.Style == summary.Discussion:
		return ""
	case of == answer.Shortened:
		return "summary.shortened"
	case of == answer.Reworded:
		return "summary.reworded"
	}
	return ""
}

// summaryMarks are the numbers behind a line, each a link where there is an
// address: to the quote in an article, or to the message.
func summaryMarks(s *summary.Summary, numbers []int, linked bool) []piece {
	quote := func(c *answer.Citation) string {
		if s.Style == summary.Discussion {
			return ""
		}
		return c.Quote
	}
	var list []piece
	for _, n := range numbers {
		mark := fmt.Sprintf(" [%d]", n)
		for i := range s.Citations {
			if c := &s.Citations[i]; linked && c.Number == n {
				if link := Link(c.URL, quote(c)); link != "" {
					mark = fmt.Sprintf(" [[%d]](%s)", n, link)
				}
			}
		}
		list = append(list, markup(mark))
	}
	return list
}

// WhenOf writes the day of a line: the day itself, its month or year, marked
// where it is that of the report.
func WhenOf(w Words, at *summary.When) string {
	if at == nil {
		return w.Say("summary.undated")
	}
	month := w.Say("month." + strconv.Itoa(int(at.Time.Month())))
	date := day(w, at.Time.Format("2006-01-02"))
	switch {
	case at.Yearless && at.Known == dates.ToTheDay:
		date = w.Say("date.yearless", "day", strconv.Itoa(at.Time.Day()), "month", month)
	case at.Yearless:
		date = month
	case at.Known == dates.ToTheMonth:
		date = w.Say("date.month", "month", month, "year", strconv.Itoa(at.Time.Year()))
	case at.Known == dates.ToTheYear:
		date = strconv.Itoa(at.Time.Year())
	case at.Published:
		date = w.Say("date.reported", "date", date)
	}
	return date
}

// extractedKey names what is said of chosen sentences by the wording that is
// furthest from the articles.
var extractedKey = map[answer.Wording]string{
	answer.Verbatim: "summary.how.extracted", answer.Shortened: "summary.how.shortened", answer.Reworded: "summary.how.reworded",
}

// WhyNone says in the reader's language why a summary has no lines.
func WhyNone(w Words, s *summary.Summary) string {
	if s.Style == summary.Discussion {
		return w.Say("summary.none.discussion")
	}
	return w.Say("summary.none." + string(cmp.Or(s.Reason, summary.NothingSaid)))
}

// HowSummarised is the small print that says how a summary was made, and by whom, ""
// for nobody.
func HowSummarised(w Words, s *summary.Summary, by string) string {
	how := w.Say(extractedKey[s.Furthest()])
	switch {
	case s.Style == summary.Discussion && s.Mode != answer.Generated:
		how = w.Say("summary.how.discussion")
	case s.Mode == answer.Generated:
		how = w.Say("note.generated", "model", Cut(Clean(s.Model), 60))
	case s.Mode == answer.Passages:
		how = w.Say("summary.how.passages")
	}
	key := "summary.from"
	if s.Style == summary.Discussion {
		key = "summary.from.messages"
	}
	from := w.Say(key, "count", strconv.Itoa(s.Considered))
	if by = Cut(Clean(by), 80); by != "" {
		by = w.Say("summary.by", "name", by)
	}
	return known(by, how, from)
}
