package chat

import (
	"strings"
	"time"

	"footnote/corpus/document"
	"footnote/corpus/plaintext"
)

// Message is a message of an export that is not text.
type Message struct {
	Author, Text string
	// Stamp is the time as it is written: "2006-01-02 15:04" where it is known.
	Stamp string
	// ReplyText is the text of the message that is replied to.
	ReplyText string
}

// Stamp writes a time as the text of a chat has it.
func Stamp(t time.Time) string { return t.Format("2006-01-02 15:04") }

// longestReply is how much of the message that is replied to is repeated, in bytes.
const longestReply = 200

// Document writes the messages of an export in the form that
// DiscordChatExporter's plain text has.
func Document(guild, channel string, messages []Message) (*document.Document, error) {
	guild, channel = chatName(guild), chatName(channel)
	if channel == "" {
		channel = "chat"
	}
	if guild == "" {
		guild = "Direct Messages"
	}
	var b strings.Builder
	b.WriteString("Guild: " + guild + "\nChannel: " + channel + "\n")
	written := 0
	for _, m := range messages {
		text := messageText(m.Text)
		if text == "" {
			continue
		}
		stamp := m.Stamp
		if !forms[1].head.MatchString("[" + stamp + "] x") {
			stamp = "unknown time"
		}
		b.WriteString("\n[" + stamp + "] " + chatName(m.Author) + "\n")
		if reply := plaintext.OneLine(m.ReplyText); reply != "" {
			b.WriteString(ReplySign + shortened(reply, longestReply) + "\n")
		}
		b.WriteString(text + "\n")
		written++
	}
	if written == 0 {
		return nil, document.Problemf("is the export of a chat without a message of text: export a channel in which people write")
	}
	return &document.Document{Text: b.String()}, nil
}

// chatName is a name as it may stand in the line that begins a message.
func chatName(s string) string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune("[]<>:", r) || plaintext.Inkless(r) && r != ' ' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
	if s = shortened(plaintext.OneLine(s), 60); s == "" {
		return "unknown"
	}
	return s
}

// shortened is s up to limit bytes and a whole rune.
func shortened(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	return strings.TrimSpace(s[:plaintext.RuneStart(s, limit)])
}

// messageText is what somebody wrote, less what shows nothing. A line that looks
// as if it began a message is set off, so that nobody can write in another's name.
func messageText(s string) string {
	s = strings.ToValidUTF8(strings.ReplaceAll(s, "\r\n", "\n"), "\ufffd")
	var lines []string
	for _, l := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("\n\r\f\v\u2028\u2029", r) }) {
		l = strings.TrimRight(strings.ReplaceAll(l, "\x00", ""), " \t")
		if t := strings.TrimSpace(l); forms[1].head.MatchString(t) || isAttachmentMark(t) || strings.HasPrefix(t, ReplySign) {
			l = "> " + t
		}
		lines = append(lines, l)
	}
	text := strings.Trim(strings.Join(lines, "\n"), "\n")
	if strings.TrimSpace(text) == "" {
		return ""
	}
	return text
}
