package localdiscord

import (
	"net/url"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/wire"
)

// pinAPI is the part of the API for pins.
type pinAPI struct{ *Server }

func reactionRoutes() []rest.Route[*Server] {
	const base = "/channels/{channel_id}/messages/{message_id}/reactions"
	return []rest.Route[*Server]{
		rest.Delete(base, on(pinAPI.clearReactions)),
		rest.Get(base+"/{emoji_name}", on(pinAPI.whoReacted)),
		rest.Delete(base+"/{emoji_name}", on(pinAPI.clearReactions)),
		rest.Put(base+"/{emoji_name}/@me", on(pinAPI.reactSelf)),
		rest.Delete(base+"/{emoji_name}/@me", on(pinAPI.unreactUser)),
		rest.Delete(base+"/{emoji_name}/{user_id}", on(pinAPI.unreactUser)),
	}
}

// mayPin: PIN_MESSAGES, or MANAGE_MESSAGES, which it was split from.
func (s *edits) pinTarget(c *rest.Call) (*channel, *message, *Error) {
	ch, m, err := s.messageFor(c, 0)
	if err != nil {
		return nil, nil, err
	}
	if s.permissions(ch, s.botID)&(perm.PinMessages|perm.ManageMessages) == 0 {
		return nil, nil, refusal.MissingPermissions
	}
	return ch, m, nil
}

func (s pinAPI) pin(c *rest.Call) (rest.Reply, *Error) {
	ch, m, err := s.pinTarget(c)
	if err != nil {
		return rest.Refuse(err)
	}
	if err := s.addPin(ch, m, s.users[s.botID].User); err != nil {
		return rest.Refuse(err)
	}
	return rest.Nothing()
}

// addPin pins a message in somebody's name; one that is pinned stays so.
func (s *edits) addPin(ch *channel, m *message, by wire.User) *Error {
	if contains(ch.pins, m.ID) {
		return nil
	}
	if len(ch.pins) >= 50 {
		return refusal.MaxPins
	}
	ch.pins = append([]string{m.ID}, ch.pins...)
	ch.pinnedAt[m.ID] = s.now()
	m.Pinned = true
	s.announce("MESSAGE_UPDATE", m)
	s.pinsChanged(ch)
	notice := &message{Message: s.systemMessage(ch, wire.MessagePinned, by)}
	notice.MessageReference = &wire.MessageReference{MessageID: m.ID, ChannelID: ch.ID, GuildID: ch.GuildID}
	s.place(ch, notice, "")
	s.announce("MESSAGE_CREATE", notice)
	return nil
}

func (s *posts) systemMessage(c *channel, kind int, author wire.User) wire.Message {
	return wire.Message{
		ID: s.nextID(), ChannelID: c.ID, Type: kind, Author: author, Timestamp: s.now(),
		Mentions: []wire.User{}, MentionRoles: []string{}, Attachments: []wire.Attachment{},
		Embeds: []wire.Embed{}, Components: []wire.Component{},
	}
}

func (s pinAPI) unpin(c *rest.Call) (rest.Reply, *Error) {
	ch, m, err := s.pinTarget(c)
	if err != nil {
		return rest.Refuse(err)
	}
	s.removePin(ch, m)
	return rest.Nothing()
}

func (s *edits) removePin(ch *channel, m *message) {
	ch.pins = without(ch.pins, m.ID)
	m.Pinned = false
	s.announce("MESSAGE_UPDATE", m)
	s.pinsChanged(ch)
}

func (s *edits) pinsChanged(c *channel) {
	data := map[string]any{"channel_id": c.ID, "last_pin_timestamp": nil}
	intent := wire.IntentDirectMessages
	if len(c.pins) > 0 {
		t := c.pinnedAt[c.pins[0]]
		c.LastPinTimestamp = &t
		data["last_pin_timestamp"] = t
	}
	if c.GuildID != "" {
		data["guild_id"], intent = c.GuildID, wire.IntentGuilds
	}
	s.emit(happening{name: "CHANNEL_PINS_UPDATE", guildID: c.GuildID, channelID: c.ID, intent: intent, view: always(data)})
}

func (s pinAPI) listPins(c *rest.Call) (rest.Reply, *Error) {
	ch, err := s.channelFor(c, perm.ReadMessageHistory)
	if err != nil {
		return rest.Refuse(err)
	}
	out := []wire.Message{}
	for _, id := range ch.pins {
		out = append(out, s.view(ch.find(id), s.rest(), false))
	}
	return rest.OK(out)
}

func (s pinAPI) pagePins(c *rest.Call) (rest.Reply, *Error) {
	ch, err := s.channelFor(c, perm.ReadMessageHistory)
	if err != nil {
		return rest.Refuse(err)
	}
	limit, err := c.Limit(50, 50)
	if err != nil {
		return rest.Refuse(err)
	}
	items := []map[string]any{}
	for _, id := range ch.pins[:min(limit, len(ch.pins))] {
		items = append(items, map[string]any{"pinned_at": ch.pinnedAt[id], "message": s.view(ch.find(id), s.rest(), false)})
	}
	return rest.OK(map[string]any{"items": items, "has_more": len(ch.pins) > limit})
}

func (s pinAPI) reactSelf(c *rest.Call) (rest.Reply, *Error) {
	ch, m, err := s.messageFor(c, perm.ReadMessageHistory)
	if err != nil {
		return rest.Refuse(err)
	}
	if err := s.react(ch, m, s.botID, c.Params["emoji_name"]); err != nil {
		return rest.Refuse(err)
	}
	return rest.Nothing()
}

func (s pinAPI) unreactUser(c *rest.Call) (rest.Reply, *Error) {
	userID := c.Params["user_id"]
	var need perm.Set
	if userID == "" || userID == "@me" {
		userID = s.botID
	} else {
		need = perm.ManageMessages
	}
	ch, m, err := s.messageFor(c, need)
	if err != nil {
		return rest.Refuse(err)
	}
	if err := s.unreact(ch, m, userID, c.Params["emoji_name"]); err != nil {
		return rest.Refuse(err)
	}
	return rest.Nothing()
}

func (s pinAPI) whoReacted(c *rest.Call) (rest.Reply, *Error) {
	_, m, err := s.messageFor(c, perm.ReadMessageHistory)
	if err != nil {
		return rest.Refuse(err)
	}
	limit, err := c.Limit(25, 100)
	if err != nil {
		return rest.Refuse(err)
	}
	out := []wire.User{}
	for _, r := range m.reactions {
		if r.emoji.Key() != c.Params["emoji_name"] {
			continue
		}
		for _, id := range r.users {
			after := c.Query.Get("after")
			if len(out) < limit && (after == "" || snowflakeLess(after, id)) {
				out = append(out, s.users[id].User)
			}
		}
	}
	return rest.OK(out)
}

// clearReactions takes all reactions off, or those of one emoji.
func (s pinAPI) clearReactions(c *rest.Call) (rest.Reply, *Error) {
	ch, m, err := s.messageFor(c, perm.ManageMessages)
	if err != nil {
		return rest.Refuse(err)
	}
	name, one := "MESSAGE_REACTION_REMOVE_ALL", c.Params["emoji_name"]
	data := s.reactionEvent(ch, m, "", wire.Emoji{})
	delete(data, "user_id")
	delete(data, "emoji")
	var kept []reaction
	for _, r := range m.reactions {
		if one != "" && r.emoji.Key() != one {
			kept = append(kept, r)
		} else if one != "" {
			name, data["emoji"] = "MESSAGE_REACTION_REMOVE_EMOJI", reactionEmoji(r.emoji)
		}
	}
	m.reactions = kept
	s.emitReaction(name, ch, data)
	return rest.Nothing()
}

// unescaped takes an emoji as clients write it in paths.
func unescaped(emoji string) string {
	if text, err := url.PathUnescape(emoji); err == nil {
		return text
	}
	return emoji
}
