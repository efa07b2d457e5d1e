package people

import (
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/localdiscord/world"
)

// ThreadFrom starts a thread at a message.
func (p *Person) ThreadFrom(channelID, messageID, name string) (*Channel, error) {
	var t *world.Channel
	err := p.at(channelID, messageID, func(m *world.Message) (err *refusal.Error) {
		t, err = m.StartThread(p.ID, world.ThreadSpec{Name: name})
		return err
	})
	if err != nil {
		return nil, err
	}
	return &Channel{t.ID, p.h}, nil
}

// Thread starts a thread of its own, private where asked.
func (p *Person) Thread(channelID, name string, private bool) (*Channel, error) {
	p.h.w.Lock()
	defer p.h.w.Unlock()
	c := p.h.w.Channel(channelID)
	if c == nil || c.Guild() == nil {
		return nil, refusal.UnknownChannel
	}
	kind := wire.ThreadPublic
	if private {
		kind = wire.ThreadPrivate
	}
	return p.h.handle(c.StartThread(p.ID, world.ThreadSpec{Name: name, Type: &kind}))
}

// handle is that of a thread, where its start was not refused.
func (h *Handles) handle(t *world.Channel, refused *refusal.Error) (*Channel, error) {
	if refused != nil {
		return nil, refused
	}
	return &Channel{t.ID, h}, nil
}

// ForumPost starts a post in a forum.
func (p *Person) ForumPost(channelID, name string, post Post) (*Channel, error) {
	p.h.w.Lock()
	defer p.h.w.Unlock()
	c := p.h.w.Channel(channelID)
	if c == nil || !c.IsForum() {
		return nil, refusal.UnknownChannel
	}
	t, _, err := c.StartPost(world.ThreadSpec{Name: name}, post.draft(c, p.ID))
	return p.h.handle(t, err)
}

// AddTo brings another person into a thread.
func (p *Person) AddTo(threadID string, other *Person) error {
	p.h.w.Lock()
	defer p.h.w.Unlock()
	c := p.sees(threadID)
	if c == nil || !c.IsThread() {
		return refusal.UnknownChannel
	}
	c.Follow(other.ID)
	return nil
}
