package localdiscord

import (
	"strings"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/wire"
)

// Person is a handle on somebody who uses Discord. What a person does goes
// through the same permissions as in Discord; a refusal is an *Error.
type Person struct {
	ID string
	s  *Server
}

// PersonOptions are what a person may differ in.
type PersonOptions struct {
	Display     string // display name
	Locale      string // of the client; empty: en-US
	Bot         bool   // another application's bot
	AppInstalls bool   // installed the application for themselves
	NoDMs       bool   // takes no direct messages from bots
}

// AddPerson makes an account.
func (s *Server) AddPerson(name string, o PersonOptions) *Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.addUser(name, o.Display, o.Bot)
	setDefault(&o.Locale, "en-US")
	u.locale, u.appInUse, u.noDMs = o.Locale, o.AppInstalls, o.NoDMs
	return &Person{u.ID, s}
}

func (s *world) addUser(name, display string, bot bool) *user {
	u := &user{dms: map[string]bool{}, User: wire.User{
		ID: s.nextID(), Username: strings.ToLower(strings.ReplaceAll(name, " ", "_")), Discriminator: "0", Bot: bot,
	}}
	if bot {
		u.Username, u.Discriminator = name, "0001"
	}
	if display != "" {
		u.GlobalName = &display
	}
	s.users[u.ID] = u
	return u
}

// Person gives the handle of an account, nil where there is none.
func (s *Server) Person(id string) *Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.users[id] == nil {
		return nil
	}
	return &Person{id, s}
}

// Mention is the text that mentions the person.
func (p *Person) Mention() string { return "<@" + p.ID + ">" }

// SetLocale changes the language of the person's client.
func (p *Person) SetLocale(locale string) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	p.s.users[p.ID].locale = locale
}

// InstallApp installs the application for the person, or takes it away.
func (p *Person) InstallApp(on bool) {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	p.s.users[p.ID].appInUse = on
}

// DM opens the person's direct channel with the bot, or with others.
func (p *Person) DM(others ...*Person) *Channel {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	ids := []string{p.ID}
	for _, o := range others {
		ids = append(ids, o.ID)
	}
	if len(others) == 0 {
		ids = append(ids, p.s.botID)
	}
	return &Channel{p.s.dm(ids...).ID, p.s}
}

// Edit changes the text of the person's own message.
func (p *Person) Edit(channelID, messageID, text string) error {
	return p.with(channelID, messageID, func(_ *channel, m *message) *Error {
		if m.Author.ID != p.ID {
			return refusal.NotAuthor
		}
		return p.s.edit(m, wire.MessageSend{Content: &text}, nil)
	})
}

// Delete deletes a message: one's own, an ephemeral one (which dismisses it),
// or anybody's with MANAGE_MESSAGES.
func (p *Person) Delete(channelID, messageID string) error {
	return p.with(channelID, messageID, func(c *channel, m *message) *Error {
		if m.Author.ID != p.ID && m.onlyFor != p.ID && !p.s.permissions(c, p.ID).Has(perm.ManageMessages) {
			return refusal.MissingPermissions
		}
		p.s.discard(c, m)
		return nil
	})
}

// React adds a reaction: an emoji, or name:id for a custom one.
func (p *Person) React(channelID, messageID, emoji string) error {
	return p.with(channelID, messageID, func(c *channel, m *message) *Error { return p.s.react(c, m, p.ID, emoji) })
}

// Unreact takes the person's reaction back.
func (p *Person) Unreact(channelID, messageID, emoji string) error {
	return p.with(channelID, messageID, func(c *channel, m *message) *Error { return p.s.unreact(c, m, p.ID, emoji) })
}

// with finds a message that the person sees.
func (p *Person) with(channelID, messageID string, do func(*channel, *message) *Error) error {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	c := p.s.channels[channelID]
	if c == nil {
		return refusal.UnknownChannel
	}
	m := c.find(messageID)
	if !p.s.canSee(c, p.ID) {
		return refusal.MissingAccess
	}
	if m == nil || m.onlyFor != "" && m.onlyFor != p.ID {
		return refusal.UnknownMessage
	}
	if err := do(c, m); err != nil {
		return err
	}
	return nil
}

// Type shows that the person is typing.
func (p *Person) Type(channelID string) error {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	c, err := p.s.writable(channelID, p.ID)
	if err != nil {
		return err
	}
	p.s.typing(c, p.ID)
	return nil
}

// Messages are a channel's messages as the person sees them, oldest first;
// ephemeral ones only their own. It is empty where the person sees nothing.
func (p *Person) Messages(channelID string) []wire.Message {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.s.seenBy(channelID, p.ID)
}

func (s *views) seenBy(channelID, userID string) []wire.Message {
	c := s.channels[channelID]
	if c == nil || !s.permissions(c, userID).Has(perm.ViewChannel) {
		return nil
	}
	out := []wire.Message{}
	for _, m := range c.messages {
		if m.onlyFor == "" || m.onlyFor == userID {
			out = append(out, s.view(m, person(userID), true))
		}
	}
	return out
}

// Webhook posts in a channel in the name of an incoming webhook.
func (c *Channel) Webhook(name, text string) (wire.Message, error) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	ch := c.s.channels[c.ID]
	if ch == nil {
		return wire.Message{}, refusal.UnknownChannel
	}
	w := &webhook{id: c.s.nextID(), token: randomHex(32), name: name, channelID: c.ID, guildID: ch.GuildID}
	c.s.webhooks[w.id] = w
	author := wire.User{ID: w.id, Username: name, Discriminator: "0000", Bot: true}
	m, err := c.s.create(ch, draft{send: wire.MessageSend{Content: &text}, author: author, webhook: w.id})
	if err != nil {
		return wire.Message{}, err
	}
	return c.s.view(m, viewer{content: true}, true), nil
}

// Can reports what the person may do in a channel.
func (p *Person) Can(channelID string) perm.Set {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	if c := p.s.channels[channelID]; c != nil {
		return p.s.permissions(c, p.ID)
	}
	return 0
}
