package localdiscord

import (
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/wire"
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

// Say posts plain text.
func (p *Person) Say(channelID, text string) (wire.Message, error) {
	return p.Post(channelID, Post{Content: text})
}

// Post posts a message.
func (p *Person) Post(channelID string, post Post) (wire.Message, error) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	c, err := p.s.writable(channelID, p.ID)
	if err != nil {
		return wire.Message{}, err
	}
	d := draft{author: p.s.users[p.ID].User, may: p.s.permissions(c, p.ID)}
	if len(post.Files) > 0 && !d.may.Has(perm.AttachFiles) {
		return wire.Message{}, refusal.MissingPermissions
	}
	d.send, d.files = post.body()
	if post.ReplyTo != "" && c.find(post.ReplyTo) == nil {
		return wire.Message{}, refusal.UnknownMessage
	}
	if err := p.s.checkFiles(d.files); err != nil {
		return wire.Message{}, err
	}
	m, err := p.s.create(c, d)
	if err != nil {
		return wire.Message{}, err
	}
	return p.s.view(m, person(p.ID), true), nil
}

func (post Post) body() (wire.MessageSend, []rest.Upload) {
	send := wire.MessageSend{Content: &post.Content, Attachments: &[]wire.AttachmentSend{}}
	if post.ReplyTo != "" {
		send.MessageReference = &wire.MessageReference{MessageID: post.ReplyTo}
	}
	if post.NoPing {
		send.AllowedMentions = &wire.AllowedMentions{Parse: []string{"users", "roles", "everyone"}}
	}
	var files []rest.Upload
	for i, f := range post.Files {
		files = append(files, rest.Upload{N: itoa(i), Name: rest.CleanName(f.Name), ContentType: f.ContentType, Data: f.Data})
		*send.Attachments = append(*send.Attachments, wire.AttachmentSend{ID: wire.Snowflake(itoa(i)), Description: f.Description})
	}
	return send, files
}

// writable finds a channel that a user may post in.
func (s *views) writable(channelID, userID string) (*channel, *Error) {
	c := s.channels[channelID]
	if c == nil {
		return nil, refusal.UnknownChannel
	}
	may := s.permissions(c, userID)
	switch {
	case !may.Has(perm.ViewChannel):
		return nil, refusal.MissingAccess
	case c.IsForum() || c.Type == wire.ChannelCategory:
		return nil, refusal.NotText
	case !may.Has(perm.SendMessages):
		return nil, refusal.MissingPermissions
	case c.IsThread() && c.ThreadMetadata.Locked && !may.Has(perm.ManageThreads):
		return nil, refusal.Locked
	case userID == s.botID && s.refusesDM(c):
		return nil, refusal.CannotDM
	}
	return c, nil
}

func (s *views) refusesDM(c *channel) bool {
	for _, r := range c.Recipients {
		if s.users[r.ID].noDMs {
			return true
		}
	}
	return false
}
