package corpus

import (
	_ "embed"
	"regexp"
	"strings"

	"footnote/corpus/plaintext"
	"footnote/corpus/sentence"
)

//go:embed asking.txt
var askingFile string

// asking are the words that begin a question without a question mark.
var asking = plaintext.Words(askingFile)

//go:embed notices.txt
var noticesFile string

// notices are how the lines begin that a chat writes in place of messages.
var notices = func() (all []string) {
	for l := range strings.Lines(noticesFile) {
		if l = strings.TrimRight(l, "\n"); l != "" && l[0] != '#' {
			all = append(all, l)
		}
	}
	return all
}()

// replySign begins the line that names the message that is replied to.
const replySign = "↪ "

// longestQuestion is how long a question may be, in bytes, to head what follows.
const longestQuestion = 400

// chat makes blocks of the messages of a chat. A question is no text of the
// article but heads the messages behind it, up to the next question: it never
// answers itself, and what answers it is found by its words.
func (d *divider) chat(c *chat) {
	for k, i := range c.heads {
		end := len(d.lines)
		if k+1 < len(c.heads) {
			end = c.heads[k+1]
		}
		h, _ := c.head(i)
		lines := messageLines(d.text, d.lines[i:end], h.text)
		if len(lines) == 0 {
			continue
		}
		d.group++
		sub := &divider{text: d.text, lines: lines, group: d.group, bars: barRows(d.text, lines)}
		for j := 0; j < len(sub.lines); {
			if s := sub.str(j); strings.HasPrefix(s, replySign) {
				reply := sub.lines[j].Span
				reply.Start += len(replySign)
				sub.add(Heading, reply, true)
				j++
				continue
			}
			j = sub.block(j)
		}
		d.group = sub.group
		at := c.time(h.stamp)
		for _, b := range sub.blocks {
			for _, part := range messageBlocks(d.text, b) {
				part.Speaker, part.Time, part.message = h.name, at, k+1
				d.blocks = append(d.blocks, part)
			}
		}
	}
}

// notedTime matches a line with a time but no name, on which a chat says
// something itself: "14/05/2032, 09:13 - Tom joined".
var notedTime = regexp.MustCompile(`^\x{200e}?(?:\[` + stamp + `\] |` + stamp + ` - )`)

// messageLines are the lines of a message's own text: not the line that names
// its author, nor what the export says of attachments and reactions below it.
func messageLines(text string, lines []plaintext.Line, from int) []plaintext.Line {
	head := lines[0]
	head.Start = from
	lines = append([]plaintext.Line{plaintext.TrimLine(text, from, head.End)}, lines[1:]...)
	if lines[0].Blank() {
		lines = lines[1:]
	}
	for i, l := range lines {
		s := text[l.Start:l.End]
		if attachmentMark(s) || notedTime.MatchString(s) || strings.HasPrefix(s, "====================") {
			lines = lines[:i]
			break
		}
	}
	for len(lines) > 0 && lines[0].Blank() {
		lines = lines[1:]
	}
	if len(lines) > 0 && isNotice(text[lines[0].Start:lines[0].End]) {
		return nil
	}
	return lines
}

// attachmentMark reports whether a line begins what hangs on a message in
// DiscordChatExporter's text: "{Reactions}".
func attachmentMark(s string) bool {
	switch s {
	case "{Attachments}", "{Embed}", "{Embeds}", "{Reactions}", "{Stickers}":
		return true
	}
	return false
}

func isNotice(s string) bool {
	for _, n := range notices {
		if strings.HasPrefix(s, n) && len(s) < 120 {
			return true
		}
	}
	return false
}

// messageBlocks parts the questions of a paragraph from what it says.
func messageBlocks(text string, b Block) []Block {
	if b.Kind != Paragraph {
		return []Block{b}
	}
	var all []Block
	sentences := sentence.Split(text, b.Span)
	for _, s := range sentences {
		part := b
		part.Span, part.Kind = s, Message
		if asks(text[s.Start:s.End], len(sentences) == 1) {
			part.Kind = Heading
		}
		if n := len(all) - 1; n >= 0 && all[n].Kind == part.Kind && s.End-all[n].Start <= longestQuestion {
			all[n].End = s.End
			continue
		}
		all = append(all, part)
	}
	return all
}

// asks reports whether a sentence of a chat is a question: by its mark, or where
// it is all of a message and has no mark at its end, by its first word.
func asks(s string, whole bool) bool {
	if r := sentence.LastInk(strings.TrimRight(s, "! )")); r == '?' || r == '？' || r == '؟' {
		return true
	}
	return whole && !sentence.Ends(s) && len(s) <= longestQuestion && asking[strings.ToLower(sentence.HeadWord(s))]
}
