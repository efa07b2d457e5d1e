package people

import (
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/localdiscord/world"
)

// Look is all that a person can see when they open Discord.
type Look struct {
	Self   wire.User      `json:"self"`
	Locale string         `json:"locale"`
	Guilds []GuildLook    `json:"guilds"`
	Direct []wire.Channel `json:"direct"` // direct and group channels
}

// GuildLook is a guild as a member sees it: channels and threads that they may
// read, each with their permissions there.
type GuildLook struct {
	ID       string         `json:"id"`
	Name     string         `json:"name"`
	OwnerID  string         `json:"owner_id"`
	Channels []wire.Channel `json:"channels"`
	Threads  []wire.Channel `json:"threads"`
	Members  []wire.Member  `json:"members"`
	Roles    []wire.Role    `json:"roles"`
}

// Look gives what the person sees now; a subscription to events tells what changes.
func (p *Person) Look() Look {
	p.h.w.Lock()
	defer p.h.w.Unlock()
	u := p.h.w.User(p.ID)
	out := Look{Self: u.User, Locale: u.Locale, Guilds: []GuildLook{}, Direct: []wire.Channel{}}
	for _, g := range p.h.w.Guilds(p.ID) {
		out.Guilds = append(out.Guilds, p.lookAt(g))
	}
	for _, c := range p.h.w.DMs(p.ID) {
		out.Direct = append(out.Direct, c.ViewFor(p.ID))
	}
	return out
}

func (p *Person) lookAt(g *world.Guild) GuildLook {
	out := GuildLook{
		ID: g.ID, Name: g.Name, OwnerID: g.OwnerID, Roles: g.RoleList(), Members: g.Members("", nil, 0),
		Channels: []wire.Channel{}, Threads: []wire.Channel{},
	}
	for _, c := range g.Channels() {
		may := c.May(p.ID)
		if !may.Has(perm.ViewChannel) {
			continue
		}
		view := c.View()
		view.Permissions = &may
		if c.IsThread() {
			out.Threads = append(out.Threads, view)
		} else {
			out.Channels = append(out.Channels, view)
		}
	}
	return out
}
