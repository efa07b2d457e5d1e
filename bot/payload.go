package bot

import (
	"bytes"
	"strconv"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/feature"
	"footnote/bot/render"
)

// flagEphemeral: only the person sees the message.
const flagEphemeral = 1 << 6

// payload is the one form in which messages leave the bot: it always says that
// nobody is pinged. Lists are never null, so that an edit clears what it does
// not hold.
type payload struct {
	Content         *string         `json:"content,omitempty"`
	Embeds          *[]render.Embed `json:"embeds,omitempty"`
	Components      *[]render.Row   `json:"components,omitempty"`
	AllowedMentions mentions        `json:"allowed_mentions"`
	Flags           int             `json:"flags,omitempty"`
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

// whole is a message with all its parts.
func whole(m render.Message, private bool) payload {
	p := payload{Content: &m.Content, Embeds: &[]render.Embed{}, Components: &[]render.Row{}}
	if len(m.Embeds) > 0 {
		p.Embeds = &m.Embeds
	}
	if len(m.Rows) > 0 {
		p.Components = &m.Rows
	}
	if private {
		p.Flags = flagEphemeral
	}
	list := []attachment{}
	for n, f := range m.Files {
		list = append(list, attachment{strconv.Itoa(n), f.Name, render.Cut(f.Alt, maxAlt)})
	}
	p.Attachments, p.files = &list, m.Files
	return p
}

// onlyRows changes a message's buttons and nothing else.
func onlyRows(rows []render.Row) payload { return payload{Components: &rows} }

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
