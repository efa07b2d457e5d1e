package localdiscord

import (
	"strings"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/wire"
)

// parseEmoji reads an emoji itself or name:id.
func parseEmoji(text string) (wire.Emoji, *Error) {
	text = unescaped(text)
	name, id, custom := strings.Cut(text, ":")
	switch {
	case custom && name != "" && id != "":
		return wire.Emoji{Name: name, ID: &id}, nil
	case custom || text == "" || isASCIIWord(text):
		return wire.Emoji{}, refusal.UnknownEmoji
	}
	return wire.Emoji{Name: text}, nil
}

// isASCIIWord tells letters from emoji; digits alone are none, but keycaps
// begin with one and go on in other characters.
func isASCIIWord(s string) bool {
	for _, r := range s {
		if r > 127 {
			return false
		}
	}
	return true
}

// react adds a user's reaction. The first of an emoji needs ADD_REACTIONS.
func (s *edits) react(c *channel, m *message, userID, text string) *Error {
	emoji, err := parseEmoji(text)
	if err != nil {
		return err
	}
	if m.onlyFor != "" {
		return refusal.UnknownMessage // an ephemeral message takes none
	}
	may := s.permissions(c, userID)
	if !may.Has(perm.ReadMessageHistory) {
		return refusal.MissingPermissions
	}
	for i, r := range m.reactions {
		if r.emoji.Key() != emoji.Key() {
			continue
		}
		if !contains(r.users, userID) {
			m.reactions[i].users = append(r.users, userID)
			s.emitReaction("MESSAGE_REACTION_ADD", c, s.reactionEvent(c, m, userID, emoji))
		}
		return nil
	}
	if !may.Has(perm.AddReactions) {
		return refusal.MissingPermissions
	}
	if len(m.reactions) >= 20 {
		return refusal.MaxReactions
	}
	m.reactions = append(m.reactions, reaction{emoji, []string{userID}})
	s.emitReaction("MESSAGE_REACTION_ADD", c, s.reactionEvent(c, m, userID, emoji))
	return nil
}

func (s *edits) unreact(c *channel, m *message, userID, text string) *Error {
	emoji, err := parseEmoji(text)
	if err != nil {
		return err
	}
	for i, r := range m.reactions {
		if r.emoji.Key() != emoji.Key() || !contains(r.users, userID) {
			continue
		}
		m.reactions[i].users = without(r.users, userID)
		if len(m.reactions[i].users) == 0 {
			m.reactions = append(m.reactions[:i:i], m.reactions[i+1:]...)
		}
		s.emitReaction("MESSAGE_REACTION_REMOVE", c, s.reactionEvent(c, m, userID, emoji))
		return nil
	}
	return refusal.UnknownEmoji
}

func reactionEmoji(e wire.Emoji) wire.ReactionEmoji {
	return wire.ReactionEmoji{ID: e.ID, Name: &e.Name}
}

func (s *edits) reactionEvent(c *channel, m *message, userID string, emoji wire.Emoji) map[string]any {
	data := map[string]any{
		"user_id": userID, "channel_id": c.ID, "message_id": m.ID, "emoji": reactionEmoji(emoji),
		"message_author_id": m.Author.ID, "burst": false, "type": 0,
	}
	if c.GuildID != "" {
		data["guild_id"] = c.GuildID
		if g := s.guilds[c.GuildID]; g.members[userID] != nil {
			data["member"] = *g.members[userID]
		}
	}
	return data
}

func (s *edits) emitReaction(name string, c *channel, data map[string]any) {
	intent := wire.IntentGuildReactions
	if c.GuildID == "" {
		intent = wire.IntentDirectReactions
	}
	s.emit(happening{name: name, guildID: c.GuildID, channelID: c.ID, intent: intent, view: always(data)})
}
