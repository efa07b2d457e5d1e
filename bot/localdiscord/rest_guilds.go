package localdiscord

import (
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/wire"
)

// guildAPI is the part of the API for guilds.
type guildAPI struct{ *Server }

func guildRoutes() []rest.Route[*Server] {
	return []rest.Route[*Server]{
		rest.Get("/guilds/{guild_id}", on(guildAPI.getGuild)),
		rest.Get("/guilds/{guild_id}/roles", on(guildAPI.listRoles)),
		rest.Get("/guilds/{guild_id}/roles/{role_id}", on(guildAPI.getRole)),
		rest.Get("/guilds/{guild_id}/members", on(guildAPI.listMembers)),
		rest.Get("/guilds/{guild_id}/members/search", on(guildAPI.searchMembers)),
		rest.Get("/guilds/{guild_id}/members/{user_id}", on(guildAPI.getMember)),
		rest.Get("/guilds/{guild_id}/emojis", on(guildAPI.listEmojis)),
		rest.Get("/users/@me/guilds/{guild_id}/member", on(guildAPI.getOwnMember)),
		rest.Delete("/users/@me/guilds/{guild_id}", on(guildAPI.leaveGuild)),
		rest.Get("/applications/{application_id}/guilds/{guild_id}/commands/{command_id}/permissions", ownApp(on(guildAPI.commandPermissions))),
		rest.Get("/applications/{application_id}/guilds/{guild_id}/commands/permissions", ownApp(on(guildAPI.allCommandPermissions))),
	}
}

// guildFor finds the guild of a path; for others than members it does not exist.
func (s *world) guildFor(c *rest.Call, need perm.Set) (*guild, *Error) {
	g := s.guilds[c.Params["guild_id"]]
	if g == nil || g.members[s.botID] == nil {
		return nil, refusal.UnknownGuild
	}
	if !s.guildPermissions(g, s.botID).Has(need) {
		return nil, refusal.MissingPermissions
	}
	return g, nil
}

func (s guildAPI) getGuild(c *rest.Call) (rest.Reply, *Error) {
	g, err := s.guildFor(c, 0)
	if err != nil {
		return rest.Refuse(err)
	}
	out := s.viewGuild(g)
	if rest.BoolQuery(c.Query, "with_counts") {
		out.ApproximateMemberCount, out.ApproximatePresenceCount = ptr(len(g.members)), ptr(len(g.members))
	}
	return rest.OK(out)
}

func (s guildAPI) listRoles(c *rest.Call) (rest.Reply, *Error) {
	g, err := s.guildFor(c, 0)
	if err != nil {
		return rest.Refuse(err)
	}
	return rest.OK(g.sortedRoles())
}

func (s guildAPI) getRole(c *rest.Call) (rest.Reply, *Error) {
	g, err := s.guildFor(c, 0)
	if err != nil {
		return rest.Refuse(err)
	}
	r := g.roles[c.Params["role_id"]]
	if r == nil {
		return rest.Refuse(refusal.UnknownRole)
	}
	return rest.OK(*r)
}

// listMembers needs the members intent, as the documentation says.
func (s guildAPI) listMembers(c *rest.Call) (rest.Reply, *Error) {
	g, err := s.guildFor(c, 0)
	if err != nil {
		return rest.Refuse(err)
	}
	if s.intents&wire.IntentGuildMembers == 0 {
		return rest.Refuse(refusal.MissingAccess)
	}
	limit, err := c.Limit(1, 1000)
	if err != nil {
		return rest.Refuse(err)
	}
	out := []wire.Member{}
	for _, m := range g.search("", nil, 0) {
		after := c.Query.Get("after")
		if len(out) < limit && (after == "" || snowflakeLess(after, m.User.ID)) {
			out = append(out, m)
		}
	}
	return rest.OK(out)
}

func (s guildAPI) searchMembers(c *rest.Call) (rest.Reply, *Error) {
	g, err := s.guildFor(c, 0)
	if err != nil {
		return rest.Refuse(err)
	}
	limit, err := c.Limit(1, 1000)
	if err != nil {
		return rest.Refuse(err)
	}
	return rest.OK(g.search(c.Query.Get("query"), nil, limit))
}

func (s guildAPI) getMember(c *rest.Call) (rest.Reply, *Error) {
	g, err := s.guildFor(c, 0)
	if err != nil {
		return rest.Refuse(err)
	}
	m := g.members[c.Params["user_id"]]
	if m == nil {
		return rest.Refuse(refusal.UnknownMember)
	}
	return rest.OK(*m)
}

func (s guildAPI) getOwnMember(c *rest.Call) (rest.Reply, *Error) {
	g, err := s.guildFor(c, 0)
	if err != nil {
		return rest.Refuse(err)
	}
	return rest.OK(*g.members[s.botID])
}

func (s guildAPI) listEmojis(c *rest.Call) (rest.Reply, *Error) {
	g, err := s.guildFor(c, 0)
	if err != nil {
		return rest.Refuse(err)
	}
	return rest.OK(g.Emojis)
}

func (s guildAPI) leaveGuild(c *rest.Call) (rest.Reply, *Error) {
	g, err := s.guildFor(c, 0)
	if err != nil {
		return rest.Refuse(err)
	}
	s.emit(happening{
		name: "GUILD_DELETE", guildID: g.ID, intent: wire.IntentGuilds, only: s.botID, view: always(wire.UnavailableGuild{ID: g.ID}),
	})
	delete(g.members, s.botID)
	return rest.Nothing()
}

// commandPermissions are a guild's exceptions for one of its commands or for a
// global one.
func (s guildAPI) commandPermissions(c *rest.Call) (rest.Reply, *Error) {
	g := s.guilds[c.Params["guild_id"]]
	for _, cmd := range s.commands {
		here := cmd.GuildID == "" || cmd.GuildID == g.ID
		if here && cmd.ID == c.Params["command_id"] && len(g.grants[cmd.ID]) > 0 {
			return rest.OK(s.viewGrants(g, cmd.ID))
		}
	}
	return rest.Refuse(refusal.UnknownGrants)
}

func (s *views) viewGrants(g *guild, commandID string) map[string]any {
	return map[string]any{"id": commandID, "application_id": s.botID, "guild_id": g.ID, "permissions": g.grants[commandID]}
}

func (s guildAPI) allCommandPermissions(c *rest.Call) (rest.Reply, *Error) {
	g := s.guilds[c.Params["guild_id"]]
	out := []map[string]any{}
	for _, cmd := range s.commands {
		if len(g.grants[cmd.ID]) > 0 {
			out = append(out, s.viewGrants(g, cmd.ID))
		}
	}
	return rest.OK(out)
}
