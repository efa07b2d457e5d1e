package render

import (
	"regexp"
	"strings"
)

// Types of the components that lay a message out ("components V2").
// Source: https://discord.com/developers/docs/components/reference
const (
	typeSection   = 9
	typeText      = 10
	typeGallery   = 12
	typeSeparator = 14
	typeContainer = 17
	typeLabel     = 18
)

// maxText is how much text the components of a message may hold in all.
const maxText = 4000

// Block is a component that lays a message out: a text, a picture, a row, or a
// container of these.
type Block struct {
	Type       int         `json:"type"`
	Content    string      `json:"content,omitempty"`
	Colour     int         `json:"accent_color,omitempty"`
	Components []any       `json:"components,omitempty"`
	Accessory  Component   `json:"accessory,omitempty"`
	Items      []mediaItem `json:"items,omitempty"`
	Spacing    int         `json:"spacing,omitempty"`
}

// mediaItem is a picture of a gallery.
type mediaItem struct {
	Media Image  `json:"media"`
	Alt   string `json:"description,omitempty"`
}

// Blocks are the components of a message: a container for each of its embeds, its
// rows in the last. A message that is short and has one button has it beside its
// text. What is longer than Discord takes is cut at a line.
func (m Message) Blocks() []any {
	var list []any
	if m.Content != "" {
		list = append(list, Block{Type: typeText, Content: m.Content})
	}
	room := maxText - Length(m.Content)
	for _, e := range m.Embeds {
		room -= Length(e.head()) + Length(e.foot())
	}
	for i, e := range m.Embeds {
		// What follows keeps half of the room, unless it needs less.
		rest := 0
		for _, later := range m.Embeds[i+1:] {
			rest += Length(later.Description)
		}
		e.Description = cutAtLine(e.Description, room-min(rest, room/2))
		room -= Length(e.Description)
		c := Block{Type: typeContainer, Colour: e.Colour, Components: m.inside(&e)}
		if i == len(m.Embeds)-1 {
			c.Components = m.withRows(c.Components)
		}
		list = append(list, c)
	}
	if len(m.Embeds) == 0 {
		list = m.withRows(list)
	}
	return list
}

// inside are the texts and the picture of an embed.
func (m Message) inside(e *Embed) []any {
	var list []any
	if text := e.head() + e.Description; text != "" {
		list = append(list, Block{Type: typeText, Content: text})
	}
	if e.Image != nil {
		list = append(list, Block{Type: typeGallery, Items: []mediaItem{{Media: *e.Image, Alt: m.altOf(e.Image.URL)}}})
	}
	if foot := e.foot(); foot != "" {
		list = append(list, Block{Type: typeSeparator, Spacing: 1}, Block{Type: typeText, Content: foot})
	}
	return list
}

// altOf is the description of a picture that travels with the message.
func (m Message) altOf(url string) string {
	for _, f := range m.Files {
		if url == "attachment://"+f.Name {
			return Cut(f.Alt, maxAlt)
		}
	}
	return ""
}

// maxAlt is the longest description of a picture.
const maxAlt = 1024

// shortText is how long a text may be that has a button beside it.
const shortText = 300

// withRows adds the rows to a list of blocks.
func (m Message) withRows(list []any) []any {
	if len(m.Rows) == 1 && len(m.Rows[0]) == 1 && len(list) == 1 {
		text, ok := list[0].(Block)
		button, is := m.Rows[0][0].(Button)
		if ok && is && text.Type == typeText && Length(text.Content) <= shortText {
			return []any{Block{Type: typeSection, Components: list, Accessory: button}}
		}
	}
	for _, r := range m.Rows {
		list = append(list, r)
	}
	return list
}

// head is the title as a text begins with it, foot the small print.
func (e *Embed) head() string {
	if e.Title == "" {
		return ""
	}
	return "### " + Escape(e.Title) + "\n"
}

func (e *Embed) foot() string {
	if e.Footer == nil || Clean(e.Footer.Text) == "" {
		return ""
	}
	return smallPrint + channels.ReplaceAllString(Escape(e.Footer.Text), "<#$1>")
}

// channels are mentions of channels, escaped: they ring for nobody, and Discord
// names to each reader what they may see.
var channels = regexp.MustCompile(`\\<#(\d{15,20})\\>`)

// cutAtLine shortens a text of markup to a length, at the end of a line.
func cutAtLine(s string, limit int) string {
	if Length(s) <= limit {
		return s
	}
	for Length(s) > limit-2 {
		i := strings.LastIndexByte(s, '\n')
		if i < 0 {
			return Cut(Clean(s), max(limit, 1))
		}
		s = s[:i]
	}
	return s + "\n…"
}
