package world

import (
	"net/url"
	"slices"
	"strings"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/wire"
)

type reaction struct {
	emoji wire.Emoji
	users []string
}

// parseEmoji reads an emoji itself or name:id, as clients write it in paths.
func parseEmoji(text string) (wire.Emoji, *Error) {
	if plain, err := url.PathUnescape(text); err == nil {
		text = plain
	}
	name, id, custom := strings.Cut(text, ":")
	switch {
	case custom && name != "" && id != "":
		return wire.Emoji{Name: name, ID: &id}, nil
	case custom || isASCII(text):
		return wire.Emoji{}, refusal.UnknownEmoji
	}
	return wire.Emoji{Name: text}, nil
}

// isASCII tells letters from emoji; digits alone are none, but keycaps
// begin with one and go on in other characters.
func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > 127 })
}

// reaction finds the reactions of an emoji, -1 for none.
func (m *Message) reaction(key string) int {
	return slices.IndexFunc(m.reactions, func(r reaction) bool { return r.emoji.Key() == key })
}

// React adds a user's reaction. The first of an emoji needs ADD_REACTIONS.
func (m *Message) React(userID, text string) *Error {
	emoji, err := parseEmoji(text)
	if err != nil {
		return err
	}
	if m.OnlyFor != "" {
		return refusal.UnknownMessage // an ephemeral message takes none
	}
	may := m.in.May(userID)
	if !may.Has(perm.ReadMessageHistory) {
		return refusal.MissingPermissions
	}
	i := m.reaction(emoji.Key())
	switch {
	case i >= 0 && slices.Contains(m.reactions[i].users, userID):
		return nil
	case i >= 0:
		m.reactions[i].users = append(m.reactions[i].users, userID)
	case !may.Has(perm.AddReactions):
		return refusal.MissingPermissions
	case len(m.reactions) >= 20:
		return refusal.MaxReactions
	default:
		m.reactions = append(m.reactions, reaction{emoji, []string{userID}})
	}
	m.tellReaction("MESSAGE_REACTION_ADD", userID, emoji)
	return nil
}

// Unreact takes a user's reaction back.
func (m *Message) Unreact(userID, text string) *Error {
	emoji, err := parseEmoji(text)
	if err != nil {
		return err
	}
	i := m.reaction(emoji.Key())
	if i < 0 || !slices.Contains(m.reactions[i].users, userID) {
		return refusal.UnknownEmoji
	}
	m.reactions[i].users = without(m.reactions[i].users, userID)
	if len(m.reactions[i].users) == 0 {
		m.reactions = append(m.reactions[:i:i], m.reactions[i+1:]...)
	}
	m.tellReaction("MESSAGE_REACTION_REMOVE", userID, emoji)
	return nil
}

// tellReaction tells of a change by a user.
func (m *Message) tellReaction(name, userID string, emoji wire.Emoji) {
	data := m.in.event(map[string]any{
		"channel_id": m.ChannelID, "message_id": m.ID, "message_author_id": m.Author.ID, "burst": false, "type": 0,
		"emoji": wire.ReactionEmoji{ID: emoji.ID, Name: &emoji.Name}, "user_id": userID,
	})
	if member := m.in.guild.Member(userID); member != nil {
		data["member"] = *member
	}
	m.in.tell(name, m.in.either(wire.IntentGuildReactions, wire.IntentDirectReactions), Always(data))
}

func (m *Message) viewReactions(viewer string) []wire.Reaction {
	var out []wire.Reaction
	for _, r := range m.reactions {
		out = append(out, wire.Reaction{
			Emoji: wire.ReactionEmoji{ID: r.emoji.ID, Name: new(r.emoji.Name)}, Count: len(r.users),
			CountDetails: wire.CountDetails{Normal: len(r.users)}, BurstColors: []string{}, Me: slices.Contains(r.users, viewer),
		})
	}
	return out
}
