// Package people are those who use the local Discord: handles by which tests and the
// playground act in it as a person, a guild's admin or Discord itself.
package people

import (
	"cmp"

	"footnote/bot/localdiscord/commands"
	"footnote/bot/localdiscord/interactions"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/localdiscord/world"
)

// Handles gives handles on what is in a world.
type Handles struct {
	w            *world.World
	commands     *commands.Registry
	interactions *interactions.Interactions
}

// New gives handles on a world and what the application has in it.
func New(w *world.World, c *commands.Registry, i *interactions.Interactions) *Handles {
	return &Handles{w, c, i}
}

// Person is a handle on somebody who uses Discord. What a person does goes
// through the same permissions as in Discord; a refusal is a *refusal.Error.
type Person struct {
	ID string
	h  *Handles
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
func (h *Handles) AddPerson(name string, o PersonOptions) *Person {
	h.w.Lock()
	defer h.w.Unlock()
	u := h.w.AddUser(name, o.Display, o.Bot)
	u.Locale, u.AppInUse, u.NoDMs = cmp.Or(o.Locale, "en-US"), o.AppInstalls, o.NoDMs
	return &Person{u.ID, h}
}

// Person gives the handle of an account, nil where there is none.
func (h *Handles) Person(id string) *Person {
	h.w.Lock()
	defer h.w.Unlock()
	if h.w.User(id) == nil {
		return nil
	}
	return &Person{id, h}
}

// People are the accounts of persons, in the order they were made; the bots
// are not among them.
func (h *Handles) People() []*Person {
	h.w.Lock()
	defer h.w.Unlock()
	out := []*Person{}
	for _, u := range h.w.Users() {
		if !u.Bot {
			out = append(out, &Person{u.ID, h})
		}
	}
	return out
}

// Mention is the text that mentions the person.
func (p *Person) Mention() string { return "<@" + p.ID + ">" }

// SetLocale changes the language of the person's client.
func (p *Person) SetLocale(locale string) {
	p.h.w.Lock()
	defer p.h.w.Unlock()
	p.h.w.User(p.ID).Locale = locale
}

// InstallApp installs the application for the person, or takes it away.
func (p *Person) InstallApp(on bool) {
	p.h.w.Lock()
	defer p.h.w.Unlock()
	p.h.w.User(p.ID).AppInUse = on
}

// DM opens the person's direct channel with the bot, or with others.
func (p *Person) DM(others ...*Person) *Channel {
	p.h.w.Lock()
	defer p.h.w.Unlock()
	ids := []string{p.ID}
	for _, o := range others {
		ids = append(ids, o.ID)
	}
	if len(others) == 0 {
		ids = append(ids, p.h.w.BotID())
	}
	return &Channel{p.h.w.DM(ids...).ID, p.h}
}

// sees finds a channel that the person sees, nil where they see none.
func (p *Person) sees(channelID string) *world.Channel {
	if c := p.h.w.Channel(channelID); c != nil && c.CanSee(p.ID) {
		return c
	}
	return nil
}

// at does something to a message that the person sees.
func (p *Person) at(channelID, messageID string, do func(*world.Message) *refusal.Error) error {
	p.h.w.Lock()
	defer p.h.w.Unlock()
	c := p.h.w.Channel(channelID)
	if c == nil {
		return refusal.UnknownChannel
	}
	if !c.CanSee(p.ID) {
		return refusal.MissingAccess
	}
	m := c.Find(messageID)
	if m == nil || !m.SeenBy(p.ID) {
		return refusal.UnknownMessage
	}
	return asError(do(m))
}

// asError keeps a nil refusal from being an error that is not nil.
func asError(refused *refusal.Error) error {
	if refused != nil {
		return refused
	}
	return nil
}

// views are messages as a person sees them.
func views(list []*world.Message, userID string) []wire.Message {
	out := []wire.Message{}
	for _, m := range list {
		out = append(out, m.View(world.Person(userID), true))
	}
	return out
}

// File is what was uploaded under an attachment's ID, where the person sees
// the channel that it was uploaded to. Its data is not to be changed.
func (p *Person) File(id string) (File, bool) {
	p.h.w.Lock()
	defer p.h.w.Unlock()
	f := p.h.w.File(id)
	if f == nil || p.sees(f.Channel.ID) == nil {
		return File{}, false
	}
	return File{Name: f.Filename, ContentType: f.ContentType, Description: f.Description, Data: f.Data}, true
}
