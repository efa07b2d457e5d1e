package render

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"footnote/corpus"
	"footnote/retrieval/answer"
)

// around is how much of an article stands on each side of a quote, in bytes.
const around = 400

// AddNote adds to the small print of a message.
func AddNote(m *Message, note string) {
	if len(m.Embeds) == 0 {
		return
	}
	e := &m.Embeds[len(m.Embeds)-1]
	text := Clean(note)
	if e.Footer != nil {
		text = known(e.Footer.Text, text)
	}
	e.Footer = &Footer{Text: Cut(text, 600)}
}

// Passages shows each quote of an answer in its surroundings, the quote in
// bold, over as many pages as that takes.
func Passages(w Words, from Source, a *answer.Answer) []Message {
	f := newFlow(maxDescription / 2) // a page is to be read on a phone
	for i := range a.Citations {
		c := &a.Citations[i]
		lines := append([]line{source(w, c, c.Number)}, surroundings(w, from, c)...)
		f.add(i > 0, append(lines, translated(w, c)...)...)
	}
	return messages(f, ColourPlain, "")
}

// surroundings is a quote between what stands before and behind it. Where the
// article has changed or gone, the quote stands alone and that is said.
func surroundings(w Words, from Source, c *answer.Citation) []line {
	a, ok := from.Article(c.Article)
	switch {
	case !ok:
		return alone(c, w.Say("passages.gone"))
	case c.Start < 0 || c.Start >= c.End || c.End > len(a.Text) || a.Text[c.Start:c.End] != c.Quote:
		return alone(c, w.Say("passages.changed"))
	}
	return []line{{prefix: "> ", pieces: marked(a.Text[:c.Start], c.Quote, a.Text[c.End:], around)}}
}

// marked is a quote in bold between the texts before and after it, of which at
// most room bytes each are shown.
func marked(left, quote, right string, room int) []piece {
	left, right = before(left, room), after(right, room)
	return []piece{text(left), markup(gap(left)), bold(quote), markup(gapBehind(right)), text(right)}
}

func alone(c *answer.Citation, why string) []line {
	return []line{{prefix: "> ", pieces: []piece{bold(c.Quote)}}, {prefix: smallPrint, pieces: []piece{text(why)}}}
}

// before is the end of a text from a word's start, after an ellipsis where
// something is left out.
func before(s string, room int) string {
	if len(s) <= room {
		return s
	}
	cut := len(s) - room
	for cut < len(s) && !utf8.RuneStart(s[cut]) {
		cut++
	}
	if i := strings.IndexFunc(s[cut:], unicode.IsSpace); i >= 0 && i < room/2 {
		cut += i
	}
	return "… " + strings.TrimSpace(s[cut:]) + keptSpace(s, true)
}

// after is the start of a text up to a word's end.
func after(s string, room int) string {
	if len(s) <= room {
		return s
	}
	cut := room
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	if i := strings.LastIndexFunc(s[:cut], unicode.IsSpace); i > room/2 {
		cut = i
	}
	return keptSpace(s, false) + strings.TrimSpace(s[:cut]) + " …"
}

// keptSpace is a space where the text ends, or begins, with one.
func keptSpace(s string, end bool) string {
	r, _ := utf8.DecodeRuneInString(s)
	if end {
		r, _ = utf8.DecodeLastRuneInString(s)
	}
	if unicode.IsSpace(r) {
		return " "
	}
	return ""
}

// gap is what Clean took off the end of a text before the quote.
func gap(before string) string {
	if strings.TrimSpace(before) == "" {
		return ""
	}
	return keptSpace(before, true)
}

func gapBehind(after string) string {
	if strings.TrimSpace(after) == "" {
		return ""
	}
	return keptSpace(after, false)
}

// Sources lists articles: title, outlet and date. An outlet that has them all stands once,
// above them.
func Sources(w Words, articles []*corpus.Article) []Message {
	if len(articles) == 0 {
		return nil
	}
	outlet := articles[0].Source
	if len(articles) == 1 || slices.ContainsFunc(articles, func(a *corpus.Article) bool { return a.Source != outlet }) {
		outlet = ""
	}
	f := newFlow(maxDescription / 2)
	for _, a := range articles {
		own := a.Source
		if outlet != "" {
			own = ""
		}
		l := article(titled(a.Name(), a.ID, Link(a.URL, "")), known(Clean(own), day(w, a.Date())))
		l.prefix = "- "
		f.add(false, l)
	}
	list := messages(f, ColourPlain, "")
	for i := range list {
		list[i].Embeds[0].Title = known(w.Say("articles", "count", strconv.Itoa(len(articles))), Cut(Clean(outlet), 80))
	}
	return list
}

// Checked is a sentence with what the articles hold about it: a verdict with
// its quotes, or just the nearest passages.
type Checked struct {
	Sentence string
	// Understood is the sentence as it was judged, "" where that is the same.
	Understood string
	// Verdict is "borne", "contradicted" or "missing", "" where nobody judged.
	Verdict   string
	Citations []answer.Citation
	Nearest   []answer.Quote
}

// Check shows the sentences of a message beside the articles. more tells that
// further sentences were left out, wanted that a model was to judge.
func Check(w Words, from Source, list []Checked, wanted, more bool) []Message {
	f := newFlow(maxDescription)
	verdicts := 0
	for _, c := range list {
		if c.Verdict != "" {
			verdicts++
		}
	}
	head := "check.nearest"
	if verdicts > 0 {
		head = "check.found"
	}
	f.add(false, line{pieces: []piece{markup(w.Say(head))}})
	for _, c := range list {
		f.add(true, checked(w, from, c)...)
	}
	small := ""
	if wanted && verdicts < len(list) {
		small = w.Say("check.unjudged")
	}
	if more {
		small = known(small, w.Say("check.more", "count", strconv.Itoa(len(list))))
	}
	return messages(f, ColourPlain, small)
}

func checked(w Words, from Source, c Checked) []line {
	lines := []line{{pieces: []piece{bold(Cut(Clean(c.Sentence), 300))}}}
	if c.Understood != "" {
		understood := w.Say("note.understood", "question", Cut(Clean(WithoutLinks(c.Understood)), 300))
		lines = append(lines, line{prefix: smallPrint, pieces: []piece{text(understood)}})
	}
	switch {
	case c.Verdict != "":
		lines = append(lines, line{pieces: []piece{text(w.Say("check." + c.Verdict))}})
	case len(c.Nearest) == 0:
		lines = append(lines, line{pieces: []piece{text(w.Say("check.none"))}})
	}
	for i := range c.Citations {
		lines = append(lines, citation(w, &c.Citations[i])...)
	}
	if c.Verdict != "" && len(c.Nearest) > 0 {
		lines = append(lines, line{prefix: smallPrint, pieces: []piece{text(w.Say("check.near"))}})
	}
	for _, n := range c.Nearest {
		lines = append(lines, nearest(w, from, n)...)
	}
	return lines
}
