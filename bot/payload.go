package bot

import (
	"bytes"
	"encoding/json"
	"strconv"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/feature"
	"footnote/bot/render"
)

// Flags of messages: only the person sees it; its components lay it out, for good.
// Source: https://discord.com/developers/docs/resources/message#message-object-message-flags
const (
	flagEphemeral  = 1 << 6
	flagComponents = 1 << 15
)

// payload is the one form in which messages leave the bot: it always says that
// nobody is pinged, and components lay it out.
type payload struct {
	// Content and Embeds are null where an edit has to clear what a message of an
	// earlier version holds: components take their place.
	Content         json.RawMessage `json:"content,omitempty"`
	Embeds          json.RawMessage `json:"embeds,omitempty"`
	Components      []any           `json:"components"`
	AllowedMentions mentions        `json:"allowed_mentions"`
	Flags           int             `json:"flags"`
	Reference       *reference      `json:"message_reference,omitempty"`
	Nonce           string          `json:"nonce,omitempty"`
	EnforceNonce    bool            `json:"enforce_nonce,omitempty"`
	// Attachments describe the files that travel with the message.
	Attachments *[]attachment `json:"attachments,omitempty"`
	files       []render.File
}

// attachment describes a file of a message; ID is its place among the files.
type attachment struct {
	ID   string `json:"id"`
	Name string `json:"filename"`
	Alt  string `json:"description,omitempty"`
}

// mentions is Discord's allowed_mentions; its zero value pings nobody.
// Source: https://discord.com/developers/docs/resources/message#allowed-mentions-object
type mentions struct{}

// MarshalJSON writes {"parse": []}.
func (mentions) MarshalJSON() ([]byte, error) {
	return []byte(`{"parse":[],"replied_user":false}`), nil
}

// maxAlt is the longest description of a file.
const maxAlt = 1024

// Files are those that travel with the message.
func (p payload) Files() []*discordgo.File {
	var list []*discordgo.File
	for _, f := range p.files {
		list = append(list, &discordgo.File{Name: f.Name, ContentType: f.ContentType, Reader: bytes.NewReader(f.Data)})
	}
	return list
}

// reference makes a message a reply.
type reference struct {
	Message string `json:"message_id"`
	// FailIfMissing is false: whoever deletes a question still gets its answer.
	FailIfMissing bool `json:"fail_if_not_exists"`
}

// fresh is a message that is not there yet.
func fresh(m render.Message, private bool) payload {
	p := payload{Components: m.Blocks(), Flags: flagComponents}
	if private {
		p.Flags |= flagEphemeral
	}
	list := []attachment{}
	for n, f := range m.Files {
		list = append(list, attachment{strconv.Itoa(n), f.Name, render.Cut(f.Alt, maxAlt)})
	}
	p.Attachments, p.files = &list, m.Files
	return p
}

// instead is a message in the place of one that is there.
func instead(m render.Message) payload {
	p := fresh(m, false)
	p.Content, p.Embeds = json.RawMessage("null"), json.RawMessage("[]")
	return p
}

// Types of callbacks.
// Source: https://discord.com/developers/docs/interactions/receiving-and-responding
const (
	callMessage        = 4
	callDeferred       = 5
	callDeferredUpdate = 6
	callUpdate         = 7
	callChoices        = 8
	callModal          = 9
)

// callback is the first answer to an interaction.
type callback struct {
	Type int `json:"type"`
	Data any `json:"data,omitempty"`
}

// Files are those of the message that it answers with.
func (c callback) Files() []*discordgo.File {
	if p, ok := c.Data.(payload); ok {
		return p.Files()
	}
	return nil
}

// deferred announces an answer; it takes the one flag only.
func deferred(private bool) callback {
	if !private {
		return callback{Type: callDeferred}
	}
	return callback{Type: callDeferred, Data: map[string]int{"flags": flagEphemeral}}
}

// choices are autocomplete's.
func choices(list []feature.Choice) callback {
	all := []choice{}
	for _, c := range list[:min(len(list), render.MaxChoices)] {
		all = append(all, choice{Name: render.Cut(c.Name, render.MaxChoice), Value: c.Value})
	}
	return callback{Type: callChoices, Data: map[string]any{"choices": all}}
}
