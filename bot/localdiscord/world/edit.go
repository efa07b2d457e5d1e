package world

import (
	"net/http"
	"time"

	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/wire"
)

// Edit changes the message; who may is the caller's question.
func (m *Message) Edit(send wire.MessageSend, files []wire.Upload) *Error {
	if err := m.mayBecome(send, files); err != nil {
		return err
	}
	speaks := send.Content != nil || send.Components != nil
	if m.ApplicationID == m.in.w.botID && speaks {
		m.wantMentions(send, false)
	}
	if send.Flags != nil { // of the flags an edit sets two and takes back one
		const settable = wire.FlagSuppressEmbeds | wire.FlagComponentsV2
		send.Flags = new(*send.Flags & settable)
	}
	if err := m.fill(send, files); err != nil {
		return err
	}
	if speaks { // an edit names people anew, and rings for nobody
		m.mention(send.AllowedMentions, m.in.May(m.Author.ID))
	}
	if m.Flags&wire.FlagLoading != 0 {
		m.Flags &^= wire.FlagLoading
	} else {
		m.EditedTimestamp = new(m.in.w.Now())
	}
	m.announce("MESSAGE_UPDATE")
	return nil
}

// mayBecome checks what an edit would make of the message.
func (m *Message) mayBecome(send wire.MessageSend, files []wire.Upload) *Error {
	v2 := m.Flags&wire.FlagComponentsV2 != 0
	if err := check(send, files, v2); err != nil {
		return err
	}
	becomes := send.Flags != nil && *send.Flags&wire.FlagComponentsV2 != 0
	if becomes && !v2 && (m.Content != "" && send.Content == nil || len(m.Embeds) > 0 && send.Embeds == nil) {
		// What is there already must go in the same edit.
		return refusal.Field("flags", "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "Set content and embeds to null to use IS_COMPONENTS_V2.")
	}
	if m.leavesEmpty(send, len(files)) {
		return refusal.EmptyMessage
	}
	return nil
}

// leavesEmpty reports whether nothing would be left of the message.
func (m *Message) leavesEmpty(send wire.MessageSend, files int) bool {
	if !isEmpty(send, files) {
		return false
	}
	content := m.Content != "" && send.Content == nil
	embeds := len(m.Embeds) > 0 && send.Embeds == nil
	components := len(m.Components) > 0 && send.Components == nil
	attachments := len(m.Attachments) > 0 && (send.Attachments == nil || len(*send.Attachments) > 0)
	return !content && !embeds && !components && !attachments
}

// CountEdit counts the edits of messages older than an hour, which Discord
// limits to a few (code 30046). It gives no number; three in ten seconds a
// channel is the size that bots have met.
func (m *Message) CountEdit() *Error {
	c := m.in
	now := c.w.cfg.Now()
	if c.w.cfg.Unlimited || now.Sub(m.Timestamp.Time) < time.Hour {
		return nil
	}
	recent := c.oldEdits[:0:0]
	for _, t := range c.oldEdits {
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
	c.oldEdits = append(recent, now)
	return nil
}
