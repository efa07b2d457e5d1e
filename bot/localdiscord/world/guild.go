package world

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
)

// Guild is a guild with who and what is in it.
type Guild struct {
	wire.Guild // Roles are in roles
	w          *World
	roles      map[string]*wire.Role
	members    map[string]*wire.Member
	channels   []string
	joinedAt   wire.Time // by the bot
}

// AddGuild makes a guild with its owner in it and no channel.
func (w *World) AddGuild(name, locale, ownerID string, everyone perm.Set) *Guild {
	g := &Guild{w: w, roles: map[string]*wire.Role{}, members: map[string]*wire.Member{}, Guild: wire.Guild{
		ID: w.NextID(), Name: name, OwnerID: ownerID, PreferredLocale: locale, Region: "deprecated",
		Features: []string{}, Emojis: []wire.Emoji{}, Stickers: []struct{}{}, AFKTimeout: 300, MaxMembers: 500_000,
		MaxStageVideoChannelUsers: 50, MaxVideoChannelUsers: 25, SystemChannelFlags: 0,
	}}
	w.guilds = append(w.guilds, g)
	g.roles[g.ID] = &wire.Role{ID: g.ID, Name: "@everyone", Permissions: everyone}
	g.join(ownerID)
	return g
}

// tell tells of what happens in the guild.
func (g *Guild) tell(name string, intent wire.Intent, data any) {
	g.w.Tell(Happening{Name: name, GuildID: g.ID, Intent: intent, View: Always(data)})
}

// tellBot tells the bot alone.
func (g *Guild) tellBot(name string, data any) {
	g.w.Tell(Happening{Name: name, GuildID: g.ID, Intent: wire.IntentGuilds, Only: g.w.botID, View: Always(data)})
}

// HasBot reports whether the application is installed in the guild.
func (g *Guild) HasBot() bool { return g != nil && g.members[g.w.botID] != nil }

// AddBot makes the bot a member, with its managed role, and tells it.
func (g *Guild) AddBot(set perm.Set) {
	if g.HasBot() {
		return
	}
	g.joinedAt = g.w.Now()
	role := g.addRole(wire.Role{Name: g.w.cfg.AppName, Permissions: set, Managed: true})
	g.join(g.w.botID, role.ID)
	g.tellBot("GUILD_CREATE", g.Created())
}

// RemoveBot throws the bot out of the guild.
func (g *Guild) RemoveBot() {
	if !g.HasBot() {
		return
	}
	maps.DeleteFunc(g.roles, func(_ string, r *wire.Role) bool { return r.Managed })
	g.tellBot("GUILD_DELETE", wire.UnavailableGuild{ID: g.ID})
	delete(g.members, g.w.botID)
	g.w.Wake()
}

// memberEvent is a member in the gateway's events: with the guild's ID.
type memberEvent struct {
	wire.Member
	GuildID string `json:"guild_id"`
}

func (g *Guild) join(userID string, roles ...string) {
	g.members[userID] = &wire.Member{
		User: new(g.w.users[userID].User), Roles: append([]string{}, roles...), JoinedAt: g.w.Now(),
	}
}

// Add makes a user a member with these roles.
func (g *Guild) Add(userID string, roles []string) {
	g.join(userID, roles...)
	g.tell("GUILD_MEMBER_ADD", wire.IntentGuildMembers, memberEvent{*g.members[userID], g.ID})
}

// Change changes a member, where there is such a one.
func (g *Guild) Change(userID string, do func(*wire.Member)) {
	if g.members[userID] == nil {
		return
	}
	m := *g.members[userID]
	do(&m)
	g.members[userID] = &m
	g.tell("GUILD_MEMBER_UPDATE", wire.IntentGuildMembers, memberEvent{m, g.ID})
}

// Remove takes a user out of the guild.
func (g *Guild) Remove(userID string) {
	delete(g.members, userID)
	g.tell("GUILD_MEMBER_REMOVE", wire.IntentGuildMembers, map[string]any{"guild_id": g.ID, "user": g.w.users[userID].User})
}

// Member finds a member, nil where the user is none, or g is no guild.
func (g *Guild) Member(userID string) *wire.Member {
	if g == nil {
		return nil
	}
	return g.members[userID]
}

// MemberWith is the member as an interaction carries it: with permissions.
func (g *Guild) MemberWith(userID string, set perm.Set) *wire.Member {
	m := g.Member(userID)
	if m == nil {
		return nil
	}
	out := *m
	out.Permissions = &set
	return &out
}

// memberBeside is the member as it stands beside a message's author: without user.
func (g *Guild) memberBeside(userID string) *wire.Member {
	m := g.Member(userID)
	if m == nil {
		return nil
	}
	out := *m
	out.User = nil
	return &out
}

// Members are the members by the beginning of their names or by their IDs, oldest
// account first, at most limit where that is above 0.
func (g *Guild) Members(prefix string, ids []string, limit int) []wire.Member {
	out := []wire.Member{}
	for _, m := range sorted(g.members, func(m *wire.Member) string { return m.User.ID }) {
		named := strings.HasPrefix(strings.ToLower(m.User.Username), strings.ToLower(prefix))
		if len(ids) > 0 && slices.Contains(ids, m.User.ID) || len(ids) == 0 && named {
			out = append(out, *m)
		}
	}
	if limit > 0 && len(out) > limit {
		out = out[:limit]
	}
	return out
}

// AddRole makes a role; mentionable lets everybody ring for it.
func (g *Guild) AddRole(name string, set perm.Set, mentionable bool) *wire.Role {
	r := g.addRole(wire.Role{Name: name, Permissions: set, Mentionable: mentionable})
	g.tell("GUILD_ROLE_CREATE", wire.IntentGuilds, map[string]any{"guild_id": g.ID, "role": *r})
	return r
}

func (g *Guild) addRole(r wire.Role) *wire.Role {
	r.ID, r.Position = g.w.NextID(), len(g.roles)
	g.roles[r.ID] = &r
	return &r
}

// Role finds a role, nil where there is none, or g is no guild.
func (g *Guild) Role(id string) *wire.Role {
	if g == nil {
		return nil
	}
	return g.roles[id]
}

// RoleList are the roles by position, then ID.
func (g *Guild) RoleList() []wire.Role {
	list := make([]wire.Role, 0, len(g.roles))
	for _, r := range sorted(g.roles, func(r *wire.Role) string { return r.ID }) {
		list = append(list, *r)
	}
	slices.SortStableFunc(list, func(a, b wire.Role) int { return cmp.Compare(a.Position, b.Position) })
	return list
}

// subject is a member as permissions go by them; ok is false for who is none.
func (g *Guild) subject(userID string) (who perm.Subject, ok bool) {
	m := g.members[userID]
	if m == nil {
		return perm.Subject{}, false
	}
	until := m.CommunicationDisabledUntil
	return perm.Subject{
		UserID: userID, GuildID: g.ID, Roles: m.Roles, Owner: g.OwnerID == userID,
		TimedOut: until != nil && until.After(g.w.cfg.Now()),
	}, true
}

func (g *Guild) rolePermissions(id string) perm.Set {
	if r := g.roles[id]; r != nil {
		return r.Permissions
	}
	return 0
}

// May is what a user may do in the guild as a whole.
func (g *Guild) May(userID string) perm.Set {
	who, ok := g.subject(userID)
	if !ok {
		return 0
	}
	return perm.Base(who, g.rolePermissions)
}

// Channels are the guild's channels and threads, in the order they were made.
func (g *Guild) Channels() []*Channel {
	var out []*Channel
	for _, id := range g.channels {
		if c := g.w.channels[id]; c != nil {
			out = append(out, c)
		}
	}
	return out
}

// View is the guild as REST gives it.
func (g *Guild) View() wire.Guild {
	out := g.Guild
	out.Roles = g.RoleList()
	return out
}

// Created is the guild as GUILD_CREATE has it.
func (g *Guild) Created() wire.GuildCreate {
	out := wire.GuildCreate{
		Guild: g.View(), JoinedAt: g.joinedAt, MemberCount: len(g.members),
		VoiceStates: []struct{}{}, Members: []wire.Member{}, Channels: []wire.Channel{}, Threads: []wire.Channel{},
		Presences: []struct{}{}, StageInstances: []struct{}{}, GuildScheduledEvents: []struct{}{}, SoundboardSounds: []struct{}{},
	}
	// Without the members intent a bot gets itself only; small guilds send all,
	// which a bot must not rely on, so it is left out here.
	if m := g.members[g.w.botID]; m != nil {
		out.Members = append(out.Members, *m)
	}
	for _, c := range g.Channels() {
		switch {
		case !c.IsThread():
			out.Channels = append(out.Channels, c.View())
		case !c.ThreadMetadata.Archived && c.CanSee(g.w.botID):
			out.Threads = append(out.Threads, c.View())
		}
	}
	return out
}

// sorted are the values of a map by their IDs, oldest first.
func sorted[T any](all map[string]T, id func(T) string) []T {
	return slices.SortedFunc(maps.Values(all), func(a, b T) int { return wire.ByAge(id(a), id(b)) })
}
