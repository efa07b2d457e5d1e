package localdiscord

import (
	"sort"
	"strings"
	"time"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
)

// Guild is a handle on a guild.
type Guild struct {
	ID string
	s  *Server
}

// GuildOptions are what a guild may differ in. The zero value has the bot as a
// member with Everyday permissions and ManageMessages.
type GuildOptions struct {
	Owner      *Person // nil: a person made for it
	Locale     string  // empty: en-US
	WithoutBot bool    // the application is not installed here
	Everyone   perm.Set
	Bot        perm.Set // of the bot's own role, beside Everyone
}

// AddGuild makes a guild, with no channel in it.
func (s *Server) AddGuild(name string, o GuildOptions) *Guild {
	if o.Owner == nil {
		o.Owner = s.AddPerson("owner of "+name, PersonOptions{})
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	setDefault(&o.Locale, "en-US")
	setDefault(&o.Everyone, perm.Everyday)
	setDefault(&o.Bot, perm.ManageMessages|perm.ManageThreads|perm.PinMessages)
	g := &guild{roles: map[string]*wire.Role{}, members: map[string]*wire.Member{}, grants: map[string][]Grant{}, joinedAt: s.now()}
	g.Guild = wire.Guild{
		ID: s.nextID(), Name: name, OwnerID: o.Owner.ID, PreferredLocale: o.Locale, Region: "deprecated",
		Features: []string{}, Emojis: []wire.Emoji{}, Stickers: []struct{}{}, AFKTimeout: 300, MaxMembers: 500_000,
		MaxStageVideoChannelUsers: 50, MaxVideoChannelUsers: 25, SystemChannelFlags: 0,
	}
	s.guilds[g.ID] = g
	s.guildOrder = append(s.guildOrder, g.ID)
	g.roles[g.ID] = &wire.Role{ID: g.ID, Name: "@everyone", Permissions: o.Everyone}
	s.join(g, o.Owner.ID)
	if !o.WithoutBot {
		s.installBot(g, o.Bot)
	}
	return &Guild{g.ID, s}
}

// installBot makes the bot a member, with its managed role, and tells it.
func (s *views) installBot(g *guild, set perm.Set) {
	role := &wire.Role{ID: s.nextID(), Name: s.cfg.AppName, Permissions: set, Managed: true, Position: len(g.roles)}
	g.roles[role.ID] = role
	s.join(g, s.botID, role.ID)
	s.emit(happening{name: "GUILD_CREATE", guildID: g.ID, intent: wire.IntentGuilds, only: s.botID, view: always(s.guildCreate(g))})
}

// AddBot installs the application in the guild.
func (g *Guild) AddBot(set perm.Set) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	if st := g.s.guilds[g.ID]; st.members[g.s.botID] == nil {
		st.joinedAt = g.s.now()
		g.s.installBot(st, set)
	}
}

// RemoveBot throws the bot out of the guild.
func (g *Guild) RemoveBot() {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	st := g.s.guilds[g.ID]
	if st.members[g.s.botID] == nil {
		return
	}
	for _, id := range st.members[g.s.botID].Roles {
		if st.roles[id].Managed {
			delete(st.roles, id)
		}
	}
	g.s.emit(happening{
		name: "GUILD_DELETE", guildID: g.ID, intent: wire.IntentGuilds, only: g.s.botID, view: always(wire.UnavailableGuild{ID: g.ID}),
	})
	delete(st.members, g.s.botID)
	g.s.wake()
}

func (s *views) join(g *guild, userID string, roles ...string) {
	u := s.users[userID].User
	g.members[userID] = &wire.Member{User: &u, Roles: append([]string{}, roles...), JoinedAt: s.now()}
}

// Add makes people members, each with these roles.
func (g *Guild) Add(p *Person, roles ...*Role) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	st := g.s.guilds[g.ID]
	g.s.join(st, p.ID, roleIDs(roles)...)
	m := *st.members[p.ID]
	g.s.emit(happening{name: "GUILD_MEMBER_ADD", guildID: g.ID, intent: wire.IntentGuildMembers, view: always(memberEvent{m, g.ID})})
}

// memberEvent is a member in the gateway's events: with the guild's ID.
type memberEvent struct {
	wire.Member
	GuildID string `json:"guild_id"`
}

// SetRoles gives a member these roles and no others.
func (g *Guild) SetRoles(p *Person, roles ...*Role) {
	g.change(p, func(m *wire.Member) { m.Roles = append([]string{}, roleIDs(roles)...) })
}

// Timeout lets a member only read until then; the zero time ends it.
func (g *Guild) Timeout(p *Person, until time.Time) {
	g.change(p, func(m *wire.Member) {
		m.CommunicationDisabledUntil = nil
		if !until.IsZero() {
			m.CommunicationDisabledUntil = &wire.Time{Time: until}
		}
	})
}

func (g *Guild) change(p *Person, do func(*wire.Member)) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	st := g.s.guilds[g.ID]
	if st.members[p.ID] == nil {
		return
	}
	m := *st.members[p.ID]
	do(&m)
	st.members[p.ID] = &m
	g.s.emit(happening{name: "GUILD_MEMBER_UPDATE", guildID: g.ID, intent: wire.IntentGuildMembers, view: always(memberEvent{m, g.ID})})
}

// Remove takes a person out of the guild.
func (g *Guild) Remove(p *Person) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	delete(g.s.guilds[g.ID].members, p.ID)
	data := map[string]any{"guild_id": g.ID, "user": g.s.users[p.ID].User}
	g.s.emit(happening{name: "GUILD_MEMBER_REMOVE", guildID: g.ID, intent: wire.IntentGuildMembers, view: always(data)})
}

// Role is a handle on a role.
type Role struct{ ID string }

func roleIDs(roles []*Role) []string {
	ids := make([]string, len(roles))
	for i, r := range roles {
		ids[i] = r.ID
	}
	return ids
}

// AddRole makes a role; mentionable lets everybody ring for it.
func (g *Guild) AddRole(name string, set perm.Set, mentionable bool) *Role {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	st := g.s.guilds[g.ID]
	r := &wire.Role{ID: g.s.nextID(), Name: name, Permissions: set, Mentionable: mentionable, Position: len(st.roles)}
	st.roles[r.ID] = r
	data := map[string]any{"guild_id": g.ID, "role": *r}
	g.s.emit(happening{name: "GUILD_ROLE_CREATE", guildID: g.ID, intent: wire.IntentGuilds, view: always(data)})
	return &Role{r.ID}
}

// Types of Grant.
const (
	GrantRole    = 1
	GrantUser    = 2
	GrantChannel = 3
)

// Grant is an exception that a guild's admin made for a command: for a role,
// a user or a channel, allowed or not.
type Grant struct {
	ID         string `json:"id"`
	Type       int    `json:"type"`
	Permission bool   `json:"permission"`
}

// Grant overrides default_member_permissions of the named command, as a
// guild's settings do.
func (g *Guild) Grant(commandName string, grants ...Grant) {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	for _, cmd := range g.s.commands {
		if cmd.Name == commandName && (cmd.GuildID == "" || cmd.GuildID == g.ID) {
			g.s.guilds[g.ID].grants[cmd.ID] = grants
		}
	}
}

// search finds members for op 8 and GET /guilds/{id}/members/search.
func (g *guild) search(prefix string, ids []string, limit int) []wire.Member {
	out := []wire.Member{}
	for id, m := range g.members {
		named := strings.HasPrefix(strings.ToLower(m.User.Username), strings.ToLower(prefix))
		if len(ids) > 0 && contains(ids, id) || len(ids) == 0 && named {
			out = append(out, *m)
		}
	}
	sort.Slice(out, func(i, j int) bool { return snowflakeLess(out[i].User.ID, out[j].User.ID) })
	if limit > 0 && len(out) > limit {
		out = out[:limit]
	}
	return out
}
