package render

import "strings"

// Curated is an answer that a moderator wrote.
type Curated struct {
	// Asked is the question to show above it, "" where the chat shows it.
	Asked string
	Text  string
	// Name is who wrote it, "" where that is not known any more; Date is of the
	// form 2006-01-02.
	Name, Date string
}

// MaxCurated is the longest answer of a moderator.
const MaxCurated = 1500

// ColourCurated marks moderators' answers: they are no claims of the articles.
const ColourCurated = 0x7A5BA8

// Moderator lays a moderator's answer out, marked as such. What a moderator
// writes may hold markup, as it may in their own messages; what is not seen is
// taken out of it, and it has no footnotes.
func Moderator(w Words, c Curated) Embed {
	var lines []string
	if asked := Clean(c.Asked); asked != "" {
		lines = append(lines, smallPrint+escapeClean(Cut(asked, 300)))
	}
	lines = append(lines, Cut(Lines(c.Text), MaxCurated))
	by := w.Say("curated.by.former", "date", day(w, c.Date))
	if name := Cut(Clean(c.Name), 80); name != "" {
		by = w.Say("curated.by", "name", name, "date", day(w, c.Date))
	}
	return Embed{
		Title: w.Say("curated.title"), Description: strings.Join(lines, "\n"), Colour: ColourCurated,
		Footer: &Footer{Text: by},
	}
}

// Lines cleans a text line by line and keeps the lines, one empty one at most
// between two.
func Lines(s string) string {
	var lines []string
	for _, line := range strings.Split(s, "\n") {
		line = Clean(line)
		if line == "" && (len(lines) == 0 || lines[len(lines)-1] == "") {
			continue
		}
		lines = append(lines, line)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// Wrong says that a moderator called an answer wrong, and why.
func Wrong(w Words, reason string) Embed {
	text := "**" + w.Say("wrong.title") + "**"
	if reason = Clean(reason); reason != "" {
		text += "\n" + escapeClean(Cut(reason, 500))
	}
	return Embed{Description: text, Colour: ColourProblem}
}

// InFront puts an embed before the messages of an answer: into the first one
// where Discord has room for it there, else into one of its own.
func InFront(e Embed, list []Message) []Message {
	if len(list) > 0 && size(e)+size(list[0].Embeds...) <= maxText-noteRoom {
		first := list[0]
		first.Embeds = append([]Embed{e}, first.Embeds...)
		return append([]Message{first}, list[1:]...)
	}
	return append([]Message{{Embeds: []Embed{e}}}, list...)
}

// noteRoom is kept free for small print that is added later.
const noteRoom = 600

// size is what counts towards the limit over all texts of a message.
func size(embeds ...Embed) int {
	n := 0
	for _, e := range embeds {
		n += Length(e.head()) + Length(e.Description) + Length(e.foot())
	}
	return n
}
