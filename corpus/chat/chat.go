// Package chat reads exports of chats: their text in the forms of several programs,
// and the JSON of DiscordChatExporter. An export that is not text is written in the
// form of that program's plain text.
package chat

import (
	"regexp"
	"strings"
	"time"

	"footnote/corpus/date"
	"footnote/corpus/document"
	"footnote/corpus/plaintext"
)

// Stamp matches the time of a message: a clock time, mostly behind a date.
const stamp = `((?:[\d\pL][\d\pL./, -]{3,24}?,? )?\d{1,2}:\d{2}(?::\d{2})?(?:[\s\x{202f}]?[AaPp]\.?[Mm]\.?)?|unknown time)`

// form is a way in which exports of chats begin a message.
type form struct {
	// head matches a line: its groups are the time, the name, and the text on
	// the line, where there is any; nameFirst says that the first two are swapped.
	head      *regexp.Regexp
	nameFirst bool
}

// forms are, in order: "[stamp] name: text" (WhatsApp on iOS, many others),
// "[stamp] name" above the text (DiscordChatExporter), "stamp - name: text"
// (WhatsApp), "[stamp] <name> text" (IRC), "name — stamp" (copied from Discord).
var forms = []form{
	{head: regexp.MustCompile(`^\x{200e}?\[` + stamp + `\] ([^:\[\]<>]{1,60}): (.*)$`)},
	{head: regexp.MustCompile(`^\[` + stamp + `\] ([^\[\]:<>]{1,60}?)(?: \(pinned\))?()$`)},
	{head: regexp.MustCompile(`^\x{200e}?` + stamp + ` - ([^:]{1,60}): (.*)$`)},
	{head: regexp.MustCompile(`^\[?` + stamp + `\]? <[ @+%~&]?([^<>]{1,60})> (.*)$`)},
	{head: regexp.MustCompile(`^([^:|]{1,60}?) — (?:\pL+ \pL+ )?` + stamp + `()$`), nameFirst: true},
}

// Chat is a text that is the export of a chat.
type Chat struct {
	text  string
	lines []plaintext.Line
	form  form
	// heads are the indexes of the lines that begin messages.
	heads []int
	// dayFirst and monthFirst say what the dates with slashes show of their order.
	dayFirst, monthFirst bool
}

// chatHeadLines is how many lines from the top are searched for the first message.
const chatHeadLines = 30

// Find returns the chat that a text is the export of, nil where it is none.
func Find(text string, lines []plaintext.Line) *Chat {
	c := &Chat{text: text, lines: lines}
	if !c.findForm() {
		return nil
	}
	names, filled := map[string]bool{}, 0
	for i, l := range lines {
		if l.Blank() {
			continue
		}
		filled++
		if m, ok := c.head(i); ok {
			c.heads = append(c.heads, i)
			names[m.name] = true
			c.learnOrder(m.stamp)
		}
	}
	if c.export() {
		return c
	}
	n := len(c.heads)
	if n < 3 || n*12 < filled || len(names) == n {
		return nil
	}
	return c
}

// findForm finds the form of the first message.
func (c *Chat) findForm() bool {
	for _, l := range c.lines[:min(len(c.lines), chatHeadLines)] {
		s := c.text[l.Start:l.End]
		if len(s) > 4<<10 || !strings.Contains(s, ":") && !strings.Contains(s, "unknown time") {
			continue
		}
		for _, f := range forms {
			if f.head.MatchString(s) {
				c.form = f
				return true
			}
		}
	}
	return false
}

// messageHead is what the line that begins a message says.
type messageHead struct {
	name, stamp string
	// Text is where the message's text begins on the line.
	text int
}

func (c *Chat) head(i int) (messageHead, bool) {
	l := c.lines[i]
	m := c.form.head.FindStringSubmatchIndex(c.text[l.Start:l.End])
	if m == nil {
		return messageHead{}, false
	}
	part := func(n int) string { return c.text[l.Start+m[2*n] : l.Start+m[2*n+1]] }
	h := messageHead{stamp: part(1), name: plaintext.OneLine(part(2)), text: l.Start + m[6]}
	if c.form.nameFirst {
		h.stamp, h.name = part(2), plaintext.OneLine(part(1))
	}
	return h, true
}

// label is the value of a line "name: value" above the first message.
func (c *Chat) label(name string) string {
	if len(c.heads) == 0 {
		return ""
	}
	for _, l := range c.lines[:c.heads[0]] {
		if value, ok := strings.CutPrefix(c.text[l.Start:l.End], name+": "); ok {
			return plaintext.OneLine(value)
		}
	}
	return ""
}

// export reports whether the text begins as DiscordChatExporter's exports do.
func (c *Chat) export() bool { return c.label("Channel") != "" && c.label("Guild") != "" }

var slashDate = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4}),?\s(.*)$`)

// learnOrder notes what a date shows of the order of day and month.
func (c *Chat) learnOrder(stamp string) {
	if m := slashDate.FindStringSubmatch(stamp); m != nil {
		c.dayFirst = c.dayFirst || plaintext.Number(m[1]) > 12
		c.monthFirst = c.monthFirst || plaintext.Number(m[2]) > 12
	}
}

// time reads a stamp; it is zero where the stamp may mean two days.
func (c *Chat) time(stamp string) time.Time {
	stamp = plaintext.OneLine(stamp)
	if t, ok := date.Parse(stamp); ok {
		return t
	}
	m := slashDate.FindStringSubmatch(stamp)
	if m == nil || c.dayFirst == c.monthFirst {
		return time.Time{}
	}
	layout := "2/1/2006 "
	if c.monthFirst {
		layout = "1/2/2006 "
	}
	if len(m[3]) == 2 {
		m[3] = "20" + m[3]
	}
	day := m[1] + "/" + m[2] + "/" + m[3] + " "
	for _, clock := range []string{"15:04", "15:04:05", "3:04 PM", "3:04:05 PM"} {
		if t, err := time.Parse(layout+clock, day+strings.ToUpper(m[4])); err == nil {
			return t
		}
	}
	return time.Time{}
}

// ReadMetadata fills in what the export of a chat says of itself and
// reports whether the article is one: its title is the channel's name, its
// source the guild's, its date that of the last message.
func ReadMetadata(a *document.Document) bool {
	c := Find(a.Text, plaintext.Lines(a.Text, plaintext.Span{Start: 0, End: len(a.Text)}))
	if c == nil {
		return false
	}
	document.Fill(&a.Title, c.label("Channel"))
	document.Fill(&a.Source, c.label("Guild"))
	if a.Published.IsZero() && len(c.heads) > 0 {
		last, _ := c.head(c.heads[len(c.heads)-1])
		a.Published = c.time(last.stamp)
	}
	return true
}
