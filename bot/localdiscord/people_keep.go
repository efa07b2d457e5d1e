package localdiscord

import (
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/wire"
)

// Pin pins a message or takes its pin away, with PIN_MESSAGES or
// MANAGE_MESSAGES.
func (p *Person) Pin(channelID, messageID string, on bool) error {
	return p.with(channelID, messageID, func(c *channel, m *message) *Error {
		if p.s.permissions(c, p.ID)&(perm.PinMessages|perm.ManageMessages) == 0 || m.onlyFor != "" {
			return refusal.MissingPermissions
		}
		if on {
			return p.s.addPin(c, m, p.s.users[p.ID].User)
		}
		p.s.removePin(c, m)
		return nil
	})
}

// Pins are a channel's pinned messages, the last pinned first.
func (p *Person) Pins(channelID string) []wire.Message {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	out := []wire.Message{}
	c := p.s.channels[channelID]
	if c == nil || !p.s.permissions(c, p.ID).Has(perm.ViewChannel|perm.ReadMessageHistory) {
		return out
	}
	for _, id := range c.pins {
		out = append(out, p.s.view(c.find(id), person(p.ID), true))
	}
	return out
}

// File is what was uploaded under an attachment's ID, where the person sees
// the channel that it was uploaded to. Its data is not to be changed.
func (p *Person) File(id string) (File, bool) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	f := p.s.files[id]
	if f == nil || p.s.channels[f.channelID] == nil || !p.s.canSee(p.s.channels[f.channelID], p.ID) {
		return File{}, false
	}
	return File{Name: f.Filename, ContentType: f.ContentType, Description: f.Description, Data: f.data}, true
}
