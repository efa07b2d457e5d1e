package render

import "encoding/json"

// Message is a message: texts with what is beside them, then rows of buttons and
// menus. Blocks are the form in which Discord takes it; who sends it adds
// allowed_mentions and flags.
type Message struct {
	Content string
	Embeds  []Embed
	Rows    []Row
	// Files are sent with the message; an edit takes away those it does not hold.
	Files []File `json:"-"`
}

// File is an attachment. A picture is shown in an embed whose Image is
// "attachment://" and its Name.
type File struct {
	Name, ContentType string
	// Alt describes a picture to who does not see it, in at most 1,024 characters.
	Alt  string
	Data []byte
}

// Embed is a block of a message with a colour at its edge.
type Embed struct {
	Title       string
	Description string
	Colour      int
	Footer      *Footer
	Image       *Image
}

// Image is a picture of an embed.
type Image struct {
	URL string `json:"url"`
}

// Footer is the small print of an embed, without markup.
type Footer struct{ Text string }

// Modal is a form that opens over the chat: up to five fields, and a text above
// them, "" for none.
type Modal struct {
	ID, Title, Text string
	Inputs          []Input
}

// MarshalJSON writes the form, each input below its label.
// Source: https://discord.com/developers/docs/components/reference#label
func (m Modal) MarshalJSON() ([]byte, error) {
	var list []any
	if m.Text != "" {
		list = append(list, Block{Type: typeText, Content: m.Text})
	}
	for _, i := range m.Inputs {
		list = append(list, labelled{Type: typeLabel, Label: Cut(i.Label, maxInputLabel), About: Cut(i.About, MaxChoice), Component: i})
	}
	return json.Marshal(map[string]any{"custom_id": m.ID, "title": Cut(m.Title, maxInputLabel), "components": list})
}

// labelled is an input of a form with what it is for.
type labelled struct {
	Type      int    `json:"type"`
	Label     string `json:"label"`
	About     string `json:"description,omitempty"`
	Component Input  `json:"component"`
}

// Colours of an embed's bar.
const (
	ColourAnswered = 0x2E7D5B
	ColourDeclined = 0xB7791F
	ColourPlain    = 0x4A6FA5
	ColourProblem  = 0xB3403A
)

// Notice is a message of one sentence of the bot's own.
func Notice(colour int, text string) Message {
	return Message{Embeds: []Embed{{Description: Cut(text, maxDescription), Colour: colour}}}
}
