package people

import (
	"context"
	"slices"
	"strconv"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/localdiscord/world"
)

// Post is a message that a person writes.
type Post struct {
	Content string
	ReplyTo string // a message of the channel
	// NoPing switches the ping of a reply off, as the client's button does.
	NoPing bool
	Files  []File
}

// File is something to upload.
type File struct {
	Name        string
	ContentType string // empty: found out from the data
	Description string
	Data        []byte
}

func (f File) upload(n string) wire.Upload {
	return wire.Upload{N: n, Name: wire.CleanName(f.Name), ContentType: f.ContentType, Data: f.Data}
}

// Say posts plain text.
func (p *Person) Say(channelID, text string) (wire.Message, error) {
	return p.Post(channelID, Post{Content: text})
}

// Post posts a message.
func (p *Person) Post(channelID string, post Post) (wire.Message, error) {
	p.h.w.Lock()
	defer p.h.w.Unlock()
	c, err := p.h.w.Writable(channelID, p.ID)
	if err != nil {
		return wire.Message{}, err
	}
	d := post.draft(c, p.ID)
	if len(post.Files) > 0 && !d.May.Has(perm.AttachFiles) {
		return wire.Message{}, refusal.MissingPermissions
	}
	if post.ReplyTo != "" && c.Find(post.ReplyTo) == nil {
		return wire.Message{}, refusal.UnknownMessage
	}
	if err := p.h.w.CheckFiles(d.Files); err != nil {
		return wire.Message{}, err
	}
	m, err := c.Post(d)
	if err != nil {
		return wire.Message{}, err
	}
	return m.View(world.Person(p.ID), true), nil
}

func (post Post) draft(c *world.Channel, userID string) world.Draft {
	send := wire.MessageSend{Content: &post.Content, Attachments: &[]wire.AttachmentSend{}}
	if post.ReplyTo != "" {
		send.MessageReference = &wire.MessageReference{MessageID: post.ReplyTo}
	}
	if post.NoPing {
		send.AllowedMentions = &wire.AllowedMentions{Parse: []string{"users", "roles", "everyone"}}
	}
	var files []wire.Upload
	for i, f := range post.Files {
		n := strconv.Itoa(i)
		files = append(files, f.upload(n))
		*send.Attachments = append(*send.Attachments, wire.AttachmentSend{ID: wire.Snowflake(n), Description: f.Description})
	}
	return c.DraftOf(userID, send, files)
}

// Edit changes the text of the person's own message.
func (p *Person) Edit(channelID, messageID, text string) error {
	return p.at(channelID, messageID, func(m *world.Message) *refusal.Error {
		if m.Author.ID != p.ID {
			return refusal.NotAuthor
		}
		return m.Edit(wire.MessageSend{Content: &text}, nil)
	})
}

// Delete deletes a message: one's own, an ephemeral one (which dismisses it),
// or anybody's with MANAGE_MESSAGES.
func (p *Person) Delete(channelID, messageID string) error {
	return p.at(channelID, messageID, func(m *world.Message) *refusal.Error {
		if m.Author.ID != p.ID && m.OnlyFor != p.ID && !m.Channel().May(p.ID).Has(perm.ManageMessages) {
			return refusal.MissingPermissions
		}
		m.Delete()
		return nil
	})
}

// React adds a reaction: an emoji, or name:id for a custom one.
func (p *Person) React(channelID, messageID, emoji string) error {
	return p.at(channelID, messageID, func(m *world.Message) *refusal.Error { return m.React(p.ID, emoji) })
}

// Unreact takes the person's reaction back.
func (p *Person) Unreact(channelID, messageID, emoji string) error {
	return p.at(channelID, messageID, func(m *world.Message) *refusal.Error { return m.Unreact(p.ID, emoji) })
}

// Pin pins a message or takes its pin away, with PIN_MESSAGES or
// MANAGE_MESSAGES.
func (p *Person) Pin(channelID, messageID string, on bool) error {
	return p.at(channelID, messageID, func(m *world.Message) *refusal.Error {
		if !m.MayPin(p.ID) || m.OnlyFor != "" {
			return refusal.MissingPermissions
		}
		if on {
			return m.Pin(p.ID)
		}
		m.Unpin()
		return nil
	})
}

// Pins are a channel's pinned messages, the last pinned first.
func (p *Person) Pins(channelID string) []wire.Message {
	p.h.w.Lock()
	defer p.h.w.Unlock()
	c := p.sees(channelID)
	if c == nil || !c.May(p.ID).Has(perm.ReadMessageHistory) {
		return []wire.Message{}
	}
	return views(c.Pins(), p.ID)
}

// Type shows that the person is typing.
func (p *Person) Type(channelID string) error {
	p.h.w.Lock()
	defer p.h.w.Unlock()
	c, err := p.h.w.Writable(channelID, p.ID)
	if err != nil {
		return err
	}
	c.Typing(p.ID)
	return nil
}

// Messages are a channel's messages as the person sees them, oldest first;
// ephemeral ones only their own. It is nil where the person sees nothing.
func (p *Person) Messages(channelID string) []wire.Message {
	p.h.w.Lock()
	defer p.h.w.Unlock()
	return p.messages(channelID)
}

func (p *Person) messages(channelID string) []wire.Message {
	if c := p.sees(channelID); c != nil {
		return views(c.Messages(p.ID), p.ID)
	}
	return nil
}

// WaitMessage waits for a message of a channel, as the person sees it, that is
// as wanted; among several the newest.
func (p *Person) WaitMessage(ctx context.Context, channelID string, wanted func(wire.Message) bool) (wire.Message, error) {
	var out wire.Message
	err := p.h.w.Await(ctx, func() bool {
		for _, m := range slices.Backward(p.messages(channelID)) {
			if wanted(m) {
				out = m
				return true
			}
		}
		return false
	})
	return out, err
}
