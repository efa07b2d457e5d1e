package block

import (
	_ "embed"
	"strings"

	"footnote/corpus/chat"
	"footnote/corpus/plaintext"
	"footnote/corpus/sentence"
)

//go:embed asking.txt
var askingFile string

// asking are the words that begin a question without a question mark.
var asking = plaintext.Words(askingFile)

// longestQuestion is how long a question may be, in bytes, to head what follows.
const longestQuestion = 400

// chat makes blocks of the messages of a chat. A question is no text of the
// article but heads the messages behind it, up to the next question: it never
// answers itself, and what answers it is found by its words.
func (d *divider) chat(c *chat.Chat) {
	for _, m := range c.Entries() {
		d.group++
		sub := &divider{text: d.text, lines: m.Lines, group: d.group, bars: barRows(d.text, m.Lines)}
		for j := 0; j < len(sub.lines); {
			if s := sub.str(j); strings.HasPrefix(s, chat.ReplySign) {
				reply := sub.lines[j].Span
				reply.Start += len(chat.ReplySign)
				sub.add(Heading, reply, true)
				j++
				continue
			}
			j = sub.block(j)
		}
		d.group = sub.group
		for _, b := range sub.blocks {
			for _, part := range messageBlocks(d.text, b) {
				part.Speaker, part.Time, part.Message = m.Speaker, m.At, m.Number
				d.blocks = append(d.blocks, part)
			}
		}
	}
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

// IsChat reports whether blocks are the messages of a chat.
func IsChat(blocks []Block) bool { return len(blocks) > 0 && blocks[0].Message > 0 }
