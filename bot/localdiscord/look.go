package localdiscord

import (
	"sort"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
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

// Look gives what the person sees now; Subscribe tells what changes.
func (p *Person) Look() Look {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	u := p.s.users[p.ID]
	out := Look{Self: u.User, Locale: u.locale, Guilds: []GuildLook{}, Direct: []wire.Channel{}}
	for _, id := range p.s.guildOrder {
		if g := p.s.guilds[id]; g.members[p.ID] != nil {
			out.Guilds = append(out.Guilds, p.s.lookAt(g, p.ID))
		}
	}
	for id := range u.dms {
		if c := p.s.channels[id]; c != nil {
			out.Direct = append(out.Direct, p.s.viewDM(c, p.ID))
		}
	}
	sort.Slice(out.Direct, func(i, j int) bool { return snowflakeLess(out.Direct[i].ID, out.Direct[j].ID) })
	return out
}

func (s *views) lookAt(g *guild, userID string) GuildLook {
	out := GuildLook{
		ID: g.ID, Name: g.Name, OwnerID: g.OwnerID, Roles: g.sortedRoles(), Members: g.search("", nil, 0),
		Channels: []wire.Channel{}, Threads: []wire.Channel{},
	}
	for _, id := range g.channels {
		c := s.channels[id]
		if c == nil {
			continue
		}
		may := s.permissions(c, userID)
		if !may.Has(perm.ViewChannel) {
			continue
		}
		view := s.viewChannel(c)
		view.Permissions = &may
		if c.IsThread() {
			out.Threads = append(out.Threads, view)
		} else {
			out.Channels = append(out.Channels, view)
		}
	}
	return out
}

// People are the accounts of persons, in the order they were made; the bots
// are not among them.
func (s *Server) People() []*Person {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := []*Person{}
	for id, u := range s.users {
		if !u.Bot {
			out = append(out, &Person{id, s})
		}
	}
	sort.Slice(out, func(i, j int) bool { return snowflakeLess(out[i].ID, out[j].ID) })
	return out
}

// Guild gives the handle of a guild, nil where there is none.
func (s *Server) Guild(id string) *Guild {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.guilds[id] == nil {
		return nil
	}
	return &Guild{id, s}
}

// Channel gives the handle of a channel or thread, nil where there is none.
func (s *Server) Channel(id string) *Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.channels[id] == nil {
		return nil
	}
	return &Channel{id, s}
}
