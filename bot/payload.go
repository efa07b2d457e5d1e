package bot

import (
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
}

// mentions is Discord's allowed_mentions; its zero value pings nobody.
// Source: https://discord.com/developers/docs/resources/message#allowed-mentions-object
type mentions struct{}

// MarshalJSON writes {"parse": []}.
func (mentions) MarshalJSON() ([]byte, error) {
	return []byte(`{"parse":[],"replied_user":false}`), nil
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

// deferred announces an answer; it takes the one flag only.
func deferred(private bool) callback {
	if !private {
		return callback{Type: callDeferred}
	}
	return callback{Type: callDeferred, Data: map[string]int{"flags": flagEphemeral}}
}

// choices are autocomplete's.
func choices(list []string) callback {
	type choice struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	all := []choice{}
	for _, text := range list[:min(len(list), render.MaxChoices)] {
		all = append(all, choice{text, text})
	}
	return callback{Type: callChoices, Data: map[string]any{"choices": all}}
}
