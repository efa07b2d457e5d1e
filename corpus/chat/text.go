package chat

import (
	_ "embed"
	"regexp"
	"strings"
	"time"

	"footnote/corpus/plaintext"
)

// Entry is a message as it stands in the text of a chat.
type Entry struct {
	// Number counts the messages from 1, those without a text of their own too.
	Number  int
	Speaker string
	At      time.Time // zero where it is not known without doubt
	// Lines are those of the message's own text.
	Lines []plaintext.Line
}

// Entries are the messages that have a text of their own.
func (c *Chat) Entries() []Entry {
	var all []Entry
	for k, i := range c.heads {
		end := len(c.lines)
		if k+1 < len(c.heads) {
			end = c.heads[k+1]
		}
		h, _ := c.head(i)
		if lines := messageLines(c.text, c.lines[i:end], h.text); len(lines) > 0 {
			all = append(all, Entry{k + 1, h.name, c.time(h.stamp), lines})
		}
	}
	return all
}

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
		if isAttachmentMark(s) || notedTime.MatchString(s) || strings.HasPrefix(s, "====================") {
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

// notedTime matches a line with a time but no name, on which a chat says
// something itself: "14/05/2032, 09:13 - Tom joined".
var notedTime = regexp.MustCompile(`^\x{200e}?(?:\[` + stamp + `\] |` + stamp + ` - )`)

// isAttachmentMark reports whether a line begins what hangs on a message in
// DiscordChatExporter's text: "{Reactions}".
func isAttachmentMark(s string) bool {
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

// ReplySign begins the line that names the message that is replied to.
const ReplySign = "↪ "
