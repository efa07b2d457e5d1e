package bot

import (
	"encoding/json"
	"strings"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/feature"
)

// carried is what an interaction carries and discordgo drops: the channel it
// happens in, what the person may do in the channels that it names, and what was
// written into a form, whose labels discordgo does not know.
type carried struct {
	Channel struct {
		ID     string                `json:"id"`
		Parent string                `json:"parent_id"`
		Kind   discordgo.ChannelType `json:"type"`
	} `json:"channel"`
	Data struct {
		Form   string `json:"custom_id"`
		Labels []struct {
			Field inputField `json:"component"`
		} `json:"components"`
		Resolved struct {
			Channels map[string]struct {
				Kind        discordgo.ChannelType `json:"type"`
				Permissions *int64                `json:"permissions,string"`
			} `json:"channels"`
			Attachments map[string]struct {
				Name        string `json:"filename"`
				URL         string `json:"url"`
				ContentType string `json:"content_type"`
				Size        int    `json:"size"`
			} `json:"attachments"`
		} `json:"resolved"`
	} `json:"data"`
}

// inputField is a field of a form with what was written into it or chosen.
type inputField struct {
	ID     string   `json:"custom_id"`
	Value  string   `json:"value"`
	Values []string `json:"values"`
}

// written is what was written into each field of a form or chosen in it, and in
// the first.
func (c *carried) written() (fields map[string]string, first string) {
	fields = map[string]string{}
	for _, l := range c.Data.Labels {
		if l.Field.ID == "" {
			continue // a text between the inputs
		}
		value := l.Field.Value
		if l.Field.Values != nil {
			value = strings.Join(l.Field.Values, "\n")
		}
		if len(fields) == 0 {
			first = value
		}
		fields[l.Field.ID] = value
	}
	return fields, first
}

// uploaded are the files of a form by their fields.
func (c *carried) uploaded() map[string]feature.Upload {
	list := map[string]feature.Upload{}
	for _, l := range c.Data.Labels {
		for _, id := range l.Field.Values {
			if a, ok := c.Data.Resolved.Attachments[id]; ok {
				list[l.Field.ID] = feature.Upload{Name: a.Name, URL: a.URL, ContentType: a.ContentType, Size: a.Size}
			}
		}
	}
	return list
}

// onEvent takes interactions whole; see guarded for what may be missing.
func (b *Bot) onEvent(e *discordgo.Event) {
	in, ok := e.Struct.(*discordgo.InteractionCreate)
	if !ok || in == nil {
		return
	}
	var c carried
	if err := json.Unmarshal(e.RawData, &c); err != nil {
		b.Log.Warn("a part of an interaction cannot be read", "error", err)
		c = carried{}
	}
	b.onInteraction(in.Interaction, &c)
}

// at says where a thread that the interaction happens in belongs.
func (c *carried) at(p *feature.Place) {
	if c.Channel.ID == p.Channel && isThread(c.Channel.Kind) {
		p.Parent, p.Closed = c.Channel.Parent, c.Channel.Kind == discordgo.ChannelTypeGuildPrivateThread
	}
}

// named is what the person may do in the channels that the interaction names.
func (c *carried) named() map[string]feature.Can {
	list := map[string]feature.Can{}
	for id, ch := range c.Data.Resolved.Channels {
		if ch.Permissions != nil {
			list[id] = canDo(*ch.Permissions, isThread(ch.Kind))
		}
	}
	return list
}
