package localdiscord

import (
	"net/http"
	"time"

	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/wire"
)

// edit changes a message of the application; who may is the caller's question.
func (s *posts) edit(m *message, send wire.MessageSend, files []rest.Upload) *Error {
	if err := s.mayBecome(m, send, files); err != nil {
		return err
	}
	speaks := send.Content != nil || send.Components != nil
	if m.ApplicationID == s.botID && speaks {
		s.wantMentions(send, m.ID, false)
	}
	if send.Flags != nil { // of the flags an edit sets two and takes back one
		const settable = wire.FlagSuppressEmbeds | wire.FlagComponentsV2
		send.Flags = ptr(*send.Flags & settable)
	}
	if err := s.fill(m, send, files); err != nil {
		return err
	}
	c := s.channels[m.ChannelID]
	if speaks { // an edit names people anew, and rings for nobody
		s.mention(m, c, send.AllowedMentions, s.permissions(c, m.Author.ID))
	}
	if m.Flags&wire.FlagLoading != 0 {
		m.Flags &^= wire.FlagLoading
	} else {
		m.EditedTimestamp = ptr(s.now())
	}
	s.announce("MESSAGE_UPDATE", m)
	return nil
}

// mayBecome checks what an edit would make of a message.
func (s *posts) mayBecome(m *message, send wire.MessageSend, files []rest.Upload) *Error {
	v2 := m.Flags&wire.FlagComponentsV2 != 0
	if err := s.check(send, files, v2); err != nil {
		return err
	}
	becomes := send.Flags != nil && *send.Flags&wire.FlagComponentsV2 != 0
	if becomes && !v2 && (m.Content != "" && send.Content == nil || len(m.Embeds) > 0 && send.Embeds == nil) {
		// What is there already must go in the same edit.
		return refusal.Field("flags", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "Set content and embeds to null to use IS_COMPONENTS_V2.")
	}
	if leavesEmpty(m, send, len(files)) {
		return refusal.EmptyMessage
	}
	return nil
}

// leavesEmpty reports whether nothing would be left of the message.
func leavesEmpty(m *message, send wire.MessageSend, files int) bool {
	if !isEmpty(send, files) {
		return false
	}
	content := m.Content != "" && send.Content == nil
	embeds := len(m.Embeds) > 0 && send.Embeds == nil
	components := len(m.Components) > 0 && send.Components == nil
	attachments := len(m.Attachments) > 0 && (send.Attachments == nil || len(*send.Attachments) > 0)
	return !content && !embeds && !components && !attachments
}

// oldEdit counts the edits of messages older than an hour, which Discord
// limits to a few (code 30046). It gives no number; three in ten seconds a
// channel is the size that bots have met.
func (s *posts) oldEdit(m *message) *Error {
	now := s.cfg.Now()
	if s.cfg.RateLimits.Off || now.Sub(m.Timestamp.Time) < time.Hour {
		return nil
	}
	recent := s.oldEdits[m.ChannelID][:0:0]
	for _, t := range s.oldEdits[m.ChannelID] {
		if now.Sub(t) < 10*time.Second {
			recent = append(recent, t)
		}
	}
	if len(recent) >= 3 {
		return &Error{
			Status: http.StatusTooManyRequests, Code: 30046, RetryAfter: recent[0].Add(10 * time.Second).Sub(now),
			Message: "Maximum number of edits to messages older than 1 hour reached. Try again later",
		}
	}
	s.oldEdits[m.ChannelID] = append(recent, now)
	return nil
}

// drop takes a message and its files out of the state.
func (s *posts) drop(c *channel, m *message) {
	c.remove(m.ID)
	c.pins = without(c.pins, m.ID)
	for _, a := range m.Attachments {
		delete(s.files, a.ID)
	}
}

// discard deletes a message and tells everybody.
func (s *posts) discard(c *channel, m *message) {
	s.drop(c, m)
	data := map[string]string{"id": m.ID, "channel_id": c.ID}
	if c.GuildID != "" {
		data["guild_id"] = c.GuildID
	}
	s.emit(happening{
		name: "MESSAGE_DELETE", guildID: c.GuildID, channelID: c.ID, intent: messageIntent(c),
		only: m.onlyFor, notBot: m.onlyFor != "", view: always(data),
	})
}
