package world

import (
	"fmt"
	"strings"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rules"
	"footnote/bot/localdiscord/wire"
)

// Draft is a message that somebody wants to post, with who and how.
type Draft struct {
	Send    wire.MessageSend
	Files   []wire.Upload
	Author  wire.User
	Kind    int
	Flags   int // besides those that Send asks for
	OnlyFor string
	May     perm.Set // for mentions
	Webhook string
	App     bool // posted by the application: its rules, its strictness
	Meta    *wire.InteractionMetadata
	Loading bool   // a deferred response, which is empty by nature
	id      string // of a forum post's first message, which is the thread's
}

// DraftOf is a user's draft for the channel.
func (c *Channel) DraftOf(userID string, send wire.MessageSend, files []wire.Upload) Draft {
	return Draft{Send: send, Files: files, Author: c.w.users[userID].User, May: c.May(userID), App: userID == c.w.botID}
}

// PostAs posts text in the name of an incoming webhook, which is made for it.
func (c *Channel) PostAs(name, text string) (*Message, *Error) {
	author := wire.User{ID: c.w.NextID(), Username: name, Discriminator: "0000", Bot: true}
	return c.Post(Draft{Send: wire.MessageSend{Content: &text}, Author: author, Webhook: author.ID})
}

// check is what Discord refuses in the body of a message.
func check(send wire.MessageSend, files []wire.Upload, v2 bool) *Error {
	if problems := rules.Message(send, v2); len(problems) > 0 {
		return refusal.Form(problems)
	}
	if len(files) > rules.MaxFiles {
		return refusal.Field("files", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")
	}
	return nil
}

// check is what Discord refuses in a new message.
func (d Draft) check() *Error {
	if d.Loading {
		return nil
	}
	if err := check(d.Send, d.Files, false); err != nil {
		return err
	}
	if isEmpty(d.Send, len(d.Files)) {
		return refusal.EmptyMessage
	}
	return nil
}

// isEmpty: a message needs content, embeds, stickers, components, files or a
// poll; else 50006.
func isEmpty(m wire.MessageSend, files int) bool {
	return files == 0 && (m.Content == nil || strings.TrimSpace(*m.Content) == "") &&
		(m.Embeds == nil || len(*m.Embeds) == 0) && (m.Components == nil || len(*m.Components) == 0) &&
		len(m.StickerIDs) == 0 && (len(m.Poll) == 0 || string(m.Poll) == "null")
}

// CheckReference checks what a message replies to: that needs READ_MESSAGE_HISTORY,
// and the message itself unless fail_if_not_exists is false.
func (c *Channel) CheckReference(ref *wire.MessageReference, may perm.Set) *Error {
	if ref == nil {
		return nil
	}
	if !may.Has(perm.ReadMessageHistory) {
		return refusal.ReplyHistory
	}
	target := c.Find(ref.MessageID)
	if target != nil && target.OnlyFor == "" || ref.FailIfNotExists != nil && !*ref.FailIfNotExists {
		return nil
	}
	return refusal.Field("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
}

// Post posts a message after all checks of its body; who may post is the
// caller's question.
func (c *Channel) Post(d Draft) (*Message, *Error) {
	if err := d.check(); err != nil {
		return nil, err
	}
	if old := c.byID[c.nonces[d.nonce()]]; old != nil {
		return old, nil
	}
	m := c.newMessage(d.Author, d.Kind, nil)
	m.TTS, m.Nonce, m.WebhookID, m.InteractionMetadata, m.Flags, m.OnlyFor = d.Send.TTS, d.Send.Nonce, d.Webhook, d.Meta, d.Flags, d.OnlyFor
	if d.id != "" {
		m.ID = d.id
	}
	if d.App {
		m.ApplicationID = c.w.botID
		m.wantMentions(d.Send, d.Loading)
	}
	if err := m.fill(d.Send, d.Files); err != nil {
		return nil, err
	}
	if ref := d.Send.MessageReference; ref != nil && c.Find(ref.MessageID) != nil {
		m.MessageReference = c.Find(ref.MessageID).reference()
		if m.Type == wire.MessageDefault {
			m.Type = wire.MessageReply
		}
	}
	ping := m.mention(d.Send.AllowedMentions, d.May)
	if m.OnlyFor == "" {
		c.w.rang(ping)
	}
	c.publish(m, d.nonce())
	return m, nil
}

// nonce is the key under which enforce_nonce finds a message again.
func (d Draft) nonce() string {
	if !d.Send.EnforceNonce || d.Send.Nonce == nil {
		return ""
	}
	return fmt.Sprintf("%s %#v", d.Author.ID, d.Send.Nonce)
}

// wantMentions records a body without allowed_mentions.
func (m *Message) wantMentions(send wire.MessageSend, loading bool) {
	if !m.in.w.cfg.Lenient && !loading && send.AllowedMentions == nil {
		m.in.w.log.Violation("allowed_mentions", "message %s was sent without allowed_mentions, so Discord would parse all mentions", m.ID)
	}
}

// publish puts a message in its channel and tells of it. A thread wakes up and gains
// its author.
func (c *Channel) publish(m *Message, nonce string) {
	c.add(m)
	if limit := c.w.cfg.MaxHistory; limit > 0 && len(c.messages) > limit {
		c.drop(c.messages[0])
	}
	if nonce != "" {
		c.nonces[nonce] = m.ID
	}
	if m.OnlyFor == "" {
		c.LastMessageID = new(m.ID)
		if c.IsThread() {
			c.wakeThread(m.Author)
			m.Position = new(len(c.messages))
		}
	}
	m.announce("MESSAGE_CREATE")
}

// fill writes a body over the message; absent fields stay.
func (m *Message) fill(send wire.MessageSend, files []wire.Upload) *Error {
	if send.Content != nil {
		m.Content = strings.TrimSpace(*send.Content)
	}
	if send.Components != nil {
		list := append([]wire.Component{}, *send.Components...)
		wire.Normalise(list)
		m.Components = list
	}
	if send.Flags != nil {
		m.Flags = m.Flags&^wire.FlagSuppressEmbeds | *send.Flags
	}
	if err := m.attach(send, files); err != nil {
		return err
	}
	if send.Embeds != nil {
		m.Embeds = append([]wire.Embed{}, *send.Embeds...)
		for i := range m.Embeds {
			m.Embeds[i].Type = "rich"
		}
	}
	return nil
}

// attach keeps the attachments that an edit names and adds the uploads.
func (m *Message) attach(send wire.MessageSend, files []wire.Upload) *Error {
	described := map[string]wire.AttachmentSend{}
	if send.Attachments != nil {
		kept := []wire.Attachment{}
		for _, a := range *send.Attachments {
			described[string(a.ID)] = a
			for _, old := range m.Attachments {
				if old.ID == string(a.ID) {
					kept = append(kept, old)
				}
			}
		}
		m.Attachments = kept
	}
	list := append([]wire.Attachment{}, m.Attachments...)
	for _, f := range files {
		d := described[f.N]
		if rules.Length(d.Description) > 1024 {
			return refusal.Field("attachments", "BASE_TYPE_MAX_LENGTH", "Must be 1024 or fewer in length.")
		}
		if d.Filename != "" {
			f.Name = wire.CleanName(d.Filename)
		}
		list = append(list, m.in.store(f, d.Description, m.OnlyFor != ""))
	}
	m.Attachments = list
	return nil
}
