package chat

import (
	"bytes"
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"time"

	"footnote/corpus/document"
)

// discordExport is what is read of a JSON export of DiscordChatExporter 2.40.
type discordExport struct {
	Guild   struct{ Name string }
	Channel *struct{ Name, Category string }
	// Messages are in the order of time.
	Messages []discordMessage
}

type discordMessage struct {
	ID, Type, Content string
	Timestamp         time.Time
	Author            discordAuthor
	Mentions          []discordAuthor
	Reference         struct{ MessageID string }
	ForwardedMessage  struct{ Content string }
}

type discordAuthor struct {
	ID, Name, Nickname string
	IsBot              bool
}

func (a discordAuthor) shown() string {
	if strings.TrimSpace(a.Nickname) != "" {
		return a.Nickname
	}
	return a.Name
}

// ReadJSON reads the JSON export of a chat, the one kind of JSON
// file that is read.
func ReadJSON(data []byte) (*document.Document, error) {
	if p := document.CheckText(data); p != nil {
		return nil, p
	}
	if !IsExport(data) {
		return nil, document.Problemf("is JSON of a kind that is not read: exports of DiscordChatExporter are; put other articles into a .jsonl file, one a line")
	}
	return readDiscord(data)
}

// Sniff is how much of a JSON file shows its kind, in bytes.
const Sniff = 16 << 10

// IsExport reports by its beginning whether a JSON file is an export of
// DiscordChatExporter.
func IsExport(data []byte) bool {
	head := data[:min(len(data), Sniff)]
	return bytes.Contains(head, []byte(`"guild"`)) && bytes.Contains(head, []byte(`"channel"`))
}

func readDiscord(data []byte) (*document.Document, error) {
	var export discordExport
	if err := json.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), &export); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			return nil, document.Problemf("is damaged (%v): export the channel again", err).At(document.LineAt(data, min(len(data), int(syntax.Offset)))).Because(err)
		}
		return nil, document.Problemf("is not an export of DiscordChatExporter as it writes them (%v): export the channel again", err).Because(err)
	}
	if export.Channel == nil {
		return nil, document.Problemf("names no channel, so it is not an export of DiscordChatExporter: export the channel again")
	}
	byID := make(map[string]discordMessage, len(export.Messages))
	var messages []Message
	for _, m := range export.Messages {
		byID[m.ID] = m
		if said := m.said(byID[m.Reference.MessageID]); said.Text != "" {
			messages = append(messages, said)
		}
	}
	return Document(export.Guild.Name, export.Channel.Name, messages)
}

// said is the message as it is written, without text where it is of a bot or of
// the chat itself: a welcome, a pinned message.
func (m discordMessage) said(to discordMessage) Message {
	if m.Author.IsBot || m.Type != "Default" && m.Type != "Reply" && m.Type != "" && m.Type != "0" && m.Type != "19" {
		return Message{}
	}
	text := m.Content
	if strings.TrimSpace(text) == "" {
		text = m.ForwardedMessage.Content
	}
	said := Message{Author: m.Author.shown(), Text: m.named(text)}
	if !m.Timestamp.IsZero() {
		said.Stamp = Stamp(m.Timestamp)
	}
	if to.Content != "" && !to.Author.IsBot {
		said.ReplyText = to.named(to.Content)
	}
	return said
}

// rawMark matches a mention or an emoji as Discord stores it.
var rawMark = regexp.MustCompile(`<(@!?|@&|#|a?:\w+:)(\d+)>`)

// named writes mentions by the names of who is meant, and emojis by theirs.
func (m discordMessage) named(text string) string {
	return rawMark.ReplaceAllStringFunc(text, func(mark string) string {
		parts := rawMark.FindStringSubmatch(mark)
		if strings.HasSuffix(parts[1], ":") {
			return strings.TrimPrefix(parts[1], "a")
		}
		for _, a := range m.Mentions {
			if a.ID == parts[2] {
				return "@" + a.shown()
			}
		}
		return parts[1][:1] + "…"
	})
}
