package world

import (
	"slices"
	"sort"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/wire"
)

// Message is a message in its channel.
type Message struct {
	wire.Message
	OnlyFor   string // an ephemeral message's reader
	in        *Channel
	reactions []reaction
}

// Channel is where the message stands.
func (m *Message) Channel() *Channel { return m.in }

// SeenBy reports whether a user who sees the channel sees the message.
func (m *Message) SeenBy(userID string) bool { return m.OnlyFor == "" || m.OnlyFor == userID }

// Find finds a message, nil where there is none.
func (c *Channel) Find(messageID string) *Message { return c.byID[messageID] }

// Messages are those that a user who sees the channel sees, oldest first; for ""
// those that everybody sees.
func (c *Channel) Messages(userID string) []*Message {
	var list []*Message
	for _, m := range c.messages {
		if m.SeenBy(userID) {
			list = append(list, m)
		}
	}
	return list
}

func (c *Channel) add(m *Message) {
	c.messages = append(c.messages, m)
	c.byID[m.ID] = m
}

// drop takes a message and its files out of the state.
func (c *Channel) drop(m *Message) {
	delete(c.byID, m.ID)
	if i := slices.Index(c.messages, m); i >= 0 {
		c.messages = append(c.messages[:i:i], c.messages[i+1:]...)
	}
	c.pins = without(c.pins, m.ID)
	for _, a := range m.Attachments {
		delete(c.w.files, a.ID)
	}
}

// Delete deletes the message and tells everybody.
func (m *Message) Delete() {
	m.in.drop(m)
	data := m.in.event(map[string]any{"id": m.ID, "channel_id": m.ChannelID})
	m.tell("MESSAGE_DELETE", Always(data))
}

// tell tells those who may see the message; the gateway never carries one that only
// one person sees.
func (m *Message) tell(name string, view func(Viewer) any) {
	m.in.w.Tell(Happening{
		Name: name, GuildID: m.in.GuildID, ChannelID: m.ChannelID, Only: m.OnlyFor, NotBot: m.OnlyFor != "", View: view,
		Intent: m.in.either(wire.IntentGuildMessages, wire.IntentDirectMessages),
	})
}

// announce tells of the message itself.
func (m *Message) announce(name string) {
	m.tell(name, func(v Viewer) any {
		out := m.View(v, false)
		out.GuildID = m.in.GuildID
		if m.WebhookID == "" || m.ApplicationID != "" {
			out.Member = m.in.guild.memberBeside(m.Author.ID)
		}
		return out
	})
}

// reference points to the message.
func (m *Message) reference() *wire.MessageReference {
	return &wire.MessageReference{MessageID: m.ID, ChannelID: m.ChannelID, GuildID: m.in.GuildID}
}

// replied is the message that this one replies to, nil where there is none.
func (m *Message) replied() *Message {
	if m.Type != wire.MessageReply || m.MessageReference == nil {
		return nil
	}
	if c := m.in.w.channels[m.MessageReference.ChannelID]; c != nil {
		return c.Find(m.MessageReference.MessageID)
	}
	return nil
}

// View is the message as one viewer gets it. full leaves content in whatever the
// viewer's intents, for the target of a context-menu command.
func (m *Message) View(v Viewer, full bool) wire.Message {
	out := m.Message
	out.Reactions = m.viewReactions(v.UserID)
	if t := m.in.w.channels[m.ID]; t != nil && t.IsThread() {
		out.Thread = new(t.View())
	}
	if target := m.replied(); target != nil {
		inner := target.View(v, full)
		inner.ReferencedMessage = nil
		out.ReferencedMessage = &inner
	}
	out.Attachments = m.signed()
	if !full && !v.Content && !m.exempt(v.UserID) {
		out.Content, out.Embeds, out.Components = "", []wire.Embed{}, []wire.Component{}
		out.Attachments = []wire.Attachment{}
	}
	return out
}

// exempt: the Message Content intent is not needed for the bot's own
// messages, direct messages and messages that mention the bot; a mention of
// its role counts as Discord's "mentions the bot" does not, so it is left out.
// Source: https://discord.com/developers/docs/events/gateway#message-content-intent
func (m *Message) exempt(botID string) bool {
	return m.Author.ID == botID || m.ApplicationID == botID || m.in.guild == nil ||
		slices.ContainsFunc(m.Mentions, func(u wire.User) bool { return u.ID == botID })
}

// Page chooses messages that everybody sees by before, after or around an ID, "" for
// none of them, and puts the newest first.
func (c *Channel) Page(before, after, around string, limit int) []*Message {
	list := c.Messages("")
	find := func(id string) int {
		return sort.Search(len(list), func(i int) bool { return wire.ByAge(list[i].ID, id) >= 0 })
	}
	low, high := 0, len(list)
	switch {
	case before != "":
		high = find(before)
	case after != "":
		low = find(after)
		if low < len(list) && list[low].ID == after {
			low++
		}
		high = min(low+limit, high)
	case around != "":
		low = max(find(around)-limit/2, 0)
		high = min(low+limit, high)
	}
	out := slices.Clone(list[max(low, high-limit):high])
	slices.Reverse(out)
	return out
}

// Pins are the pinned messages, the last pinned first.
func (c *Channel) Pins() []*Message {
	var out []*Message
	for _, id := range c.pins {
		out = append(out, c.byID[id])
	}
	return out
}

// MayPin reports whether a user may pin the message: PIN_MESSAGES, or MANAGE_MESSAGES,
// which it was split from.
func (m *Message) MayPin(userID string) bool {
	return m.in.May(userID)&(perm.PinMessages|perm.ManageMessages) != 0
}

// Pin pins the message in a user's name; one that is pinned stays so.
func (m *Message) Pin(userID string) *Error {
	c := m.in
	if slices.Contains(c.pins, m.ID) {
		return nil
	}
	if len(c.pins) >= 50 {
		return refusal.MaxPins
	}
	c.pins = append([]string{m.ID}, c.pins...)
	c.pinnedAt[m.ID] = c.w.Now()
	m.pinned(true)
	c.publish(c.newMessage(c.w.users[userID].User, wire.MessagePinned, m.reference()), "")
	return nil
}

// Unpin takes the message's pin away.
func (m *Message) Unpin() {
	m.in.pins = without(m.in.pins, m.ID)
	m.pinned(false)
}

// pinned tells that a pin came or went.
func (m *Message) pinned(on bool) {
	c := m.in
	m.Message.Pinned = on
	m.announce("MESSAGE_UPDATE")
	data := c.event(map[string]any{"channel_id": c.ID, "last_pin_timestamp": nil})
	if len(c.pins) > 0 {
		c.LastPinTimestamp = new(c.pinnedAt[c.pins[0]])
		data["last_pin_timestamp"] = *c.LastPinTimestamp
	}
	c.tell("CHANNEL_PINS_UPDATE", c.either(wire.IntentGuilds, wire.IntentDirectMessages), Always(data))
}

// newMessage makes a message of a user, or of the system about another one or a thread.
func (c *Channel) newMessage(author wire.User, kind int, about *wire.MessageReference) *Message {
	return &Message{in: c, Message: wire.Message{
		ID: c.w.NextID(), ChannelID: c.ID, Author: author, Timestamp: c.w.Now(), Type: kind,
		Mentions: []wire.User{}, MentionRoles: []string{}, Attachments: []wire.Attachment{},
		Embeds: []wire.Embed{}, Components: []wire.Component{}, MessageReference: about,
	}}
}
