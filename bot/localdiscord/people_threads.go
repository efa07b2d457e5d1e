package localdiscord

import (
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/wire"
)

// ThreadFrom starts a thread at a message.
func (p *Person) ThreadFrom(channelID, messageID, name string) (*Channel, error) {
	var t *channel
	err := p.with(channelID, messageID, func(c *channel, m *message) (err *Error) {
		t, err = p.s.threadFrom(c, m, p.ID, threadSpec{Name: name})
		return err
	})
	if err != nil {
		return nil, err
	}
	return &Channel{t.ID, p.s}, nil
}

// Thread starts a thread of its own, private where asked.
func (p *Person) Thread(channelID, name string, private bool) (*Channel, error) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	c := p.s.channels[channelID]
	if c == nil || c.GuildID == "" {
		return nil, refusal.UnknownChannel
	}
	kind := wire.ThreadPublic
	if private {
		kind = wire.ThreadPrivate
	}
	t, err := p.s.threadAlone(c, p.ID, threadSpec{Name: name, Type: &kind})
	if err != nil {
		return nil, err
	}
	return &Channel{t.ID, p.s}, nil
}

// ForumPost starts a post in a forum.
func (p *Person) ForumPost(channelID, name string, post Post) (*Channel, error) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	c := p.s.channels[channelID]
	if c == nil || !c.IsForum() {
		return nil, refusal.UnknownChannel
	}
	d := draft{author: p.s.users[p.ID].User, may: p.s.permissions(c, p.ID)}
	d.send, d.files = post.body()
	t, _, err := p.s.forumPost(c, threadSpec{Name: name}, d)
	if err != nil {
		return nil, err
	}
	return &Channel{t.ID, p.s}, nil
}

// AddTo brings another person into a thread.
func (p *Person) AddTo(threadID string, other *Person) error {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	c := p.s.channels[threadID]
	if c == nil || !c.IsThread() || !p.s.canSee(c, p.ID) {
		return refusal.UnknownChannel
	}
	p.s.follow(c, other.ID)
	return nil
}

// Archive archives a thread and locks it where asked, or opens it again.
func (c *Channel) Archive(on, lock bool) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	if t := c.s.channels[c.ID]; t != nil && t.IsThread() {
		meta := *t.ThreadMetadata
		meta.Locked = lock
		t.ThreadMetadata = &meta
		c.s.archive(t, on)
	}
}
