package html

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"footnote/corpus/chat"
	"footnote/corpus/date"
	"footnote/corpus/document"
	"footnote/corpus/plaintext"
)

// readChat reads a page that DiscordChatExporter wrote; it
// returns nil for any other page.
func readChat(doc *html.Node) (*document.Document, error) {
	log := firstOfClass(doc, "chatlog")
	if log == nil {
		return nil, nil
	}
	var names []string
	for n := range doc.Descendants() {
		if hasClass(n, "preamble__entry") {
			names = append(names, plaintext.OneLine(textOf(n)))
		}
	}
	guild, channel := "", ""
	if len(names) > 1 {
		guild, channel = names[0], names[1]
	}
	var messages []chat.Message
	for group := range log.Descendants() {
		if hasClass(group, "chatlog__message-group") {
			messages = append(messages, groupMessages(group)...)
		}
	}
	return chat.Document(guild, channel, messages)
}

// groupMessages are the messages that one author wrote one behind another.
func groupMessages(group *html.Node) []chat.Message {
	if firstOfClass(group, "chatlog__author-tag") != nil || firstOfClass(group, "chatlog__bot-tag") != nil ||
		firstOfClass(group, "chatlog__system-notification-content") != nil {
		return nil
	}
	author, stamp := "", ""
	var all []chat.Message
	for n := range group.Descendants() {
		switch {
		case author == "" && (hasClass(n, "chatlog__author") || hasClass(n, "chatlog__author-name")):
			author = plaintext.OneLine(textOf(n))
		case hasClass(n, "chatlog__timestamp") || hasClass(n, "chatlog__short-timestamp"):
			stamp = exportedStamp(n, stamp)
		case hasClass(n, "chatlog__content"):
			all = append(all, chat.Message{Author: author, Stamp: stamp, Text: writtenText(n)})
		}
	}
	// A reply stands above its author, at the top of the group.
	if reply := firstOfClass(group, "chatlog__reply-content"); reply != nil && len(all) > 0 {
		if link := firstOfClass(reply, "chatlog__reply-link"); link != nil {
			reply = link
		}
		all[0].ReplyText = writtenText(reply)
	}
	return all
}

// exportedStamp reads the time of a message, in the forms that the exporter's
// usual languages give it; before is that of the message above.
func exportedStamp(n *html.Node, before string) string {
	for _, s := range []string{attr(n, "title"), plaintext.OneLine(textOf(n))} {
		s = strings.ReplaceAll(plaintext.OneLine(s), "\u202f", " ")
		for _, layout := range []string{"Monday, January 2, 2006 3:04 PM", "Monday, 2 January 2006 15:04", "Monday, January 2, 2006 15:04"} {
			if t, err := time.Parse(layout, s); err == nil {
				return chat.Stamp(t)
			}
		}
		if t, ok := date.Parse(s); ok {
			return chat.Stamp(t)
		}
	}
	if s := plaintext.OneLine(textOf(n)); len(s) > len("08:10 AM") {
		return s
	}
	return before
}

// writtenText is the text of a message with its lines; a picture of an emoji
// gives its name.
func writtenText(n *html.Node) string {
	var b strings.Builder
	var write func(n *html.Node, depth int)
	write = func(n *html.Node, depth int) {
		switch {
		case depth > 200 || hasClass(n, "chatlog__edited-timestamp") || n.DataAtom == atom.Script || n.DataAtom == atom.Style:
			return
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.DataAtom == atom.Br:
			b.WriteByte('\n')
		case n.DataAtom == atom.Img:
			b.WriteString(attr(n, "alt"))
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			write(c, depth+1)
		}
		if n.DataAtom == atom.Div || n.DataAtom == atom.Li || n.DataAtom == atom.Pre {
			b.WriteByte('\n')
		}
	}
	write(n, 0)
	return strings.TrimSpace(b.String())
}

func hasClass(n *html.Node, class string) bool {
	return n.Type == html.ElementNode && slices.Contains(strings.Fields(attr(n, "class")), class)
}

// firstOfClass is the first element below n of a class, nil where there is none.
func firstOfClass(n *html.Node, class string) *html.Node {
	for d := range n.Descendants() {
		if hasClass(d, class) {
			return d
		}
	}
	return nil
}
