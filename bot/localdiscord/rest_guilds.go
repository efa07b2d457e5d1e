package localdiscord

import (
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/wire"
)

// guildAPI is the part of the API for guilds.
type guildAPI struct{ *Server }

func guildRoutes() []route {
	return []route{
		get("/guilds/{guild_id}", on(guildAPI.getGuild)),
		get("/guilds/{guild_id}/roles", on(guildAPI.listRoles)),
		get("/guilds/{guild_id}/roles/{role_id}", on(guildAPI.getRole)),
		get("/guilds/{guild_id}/members", on(guildAPI.listMembers)),
		get("/guilds/{guild_id}/members/search", on(guildAPI.searchMembers)),
		get("/guilds/{guild_id}/members/{user_id}", on(guildAPI.getMember)),
		get("/guilds/{guild_id}/emojis", on(guildAPI.listEmojis)),
		get("/users/@me/guilds/{guild_id}/member", on(guildAPI.getOwnMember)),
		del("/users/@me/guilds/{guild_id}", on(guildAPI.leaveGuild)),
		get("/applications/{application_id}/guilds/{guild_id}/commands/{command_id}/permissions", ownApp(on(guildAPI.commandPermissions))),
		get("/applications/{application_id}/guilds/{guild_id}/commands/permissions", ownApp(on(guildAPI.allCommandPermissions))),
	}
}

// guildFor finds the guild of a path; for others than members it does not exist.
func (s *world) guildFor(c *call, need perm.Set) (*guild, *Error) {
	g := s.guilds[c.params["guild_id"]]
	if g == nil || g.members[s.botID] == nil {
		return nil, refusal.UnknownGuild
	}
	if !s.guildPermissions(g, s.botID).Has(need) {
		return nil, refusal.MissingPermissions
	}
	return g, nil
}

func (s guildAPI) getGuild(c *call) (reply, *Error) {
	g, err := s.guildFor(c, 0)
	if err != nil {
		return refuse(err)
	}
	out := s.viewGuild(g)
	if boolQuery(c.query, "with_counts") {
		out.ApproximateMemberCount, out.ApproximatePresenceCount = ptr(len(g.members)), ptr(len(g.members))
	}
	return ok(out)
}

func (s guildAPI) listRoles(c *call) (reply, *Error) {
	g, err := s.guildFor(c, 0)
	if err != nil {
		return refuse(err)
	}
	return ok(g.sortedRoles())
}

func (s guildAPI) getRole(c *call) (reply, *Error) {
	g, err := s.guildFor(c, 0)
	if err != nil {
		return refuse(err)
	}
	r := g.roles[c.params["role_id"]]
	if r == nil {
		return refuse(refusal.UnknownRole)
	}
	return ok(*r)
}

// listMembers needs the members intent, as the documentation says.
func (s guildAPI) listMembers(c *call) (reply, *Error) {
	g, err := s.guildFor(c, 0)
	if err != nil {
		return refuse(err)
	}
	if s.intents&wire.IntentGuildMembers == 0 {
		return refuse(refusal.MissingAccess)
	}
	limit, err := c.limit(1, 1000)
	if err != nil {
		return refuse(err)
	}
	out := []wire.Member{}
	for _, m := range g.search("", nil, 0) {
		after := c.query.Get("after")
		if len(out) < limit && (after == "" || snowflakeLess(after, m.User.ID)) {
			out = append(out, m)
		}
	}
	return ok(out)
}

func (s guildAPI) searchMembers(c *call) (reply, *Error) {
	g, err := s.guildFor(c, 0)
	if err != nil {
		return refuse(err)
	}
	limit, err := c.limit(1, 1000)
	if err != nil {
		return refuse(err)
	}
	return ok(g.search(c.query.Get("query"), nil, limit))
}

func (s guildAPI) getMember(c *call) (reply, *Error) {
	g, err := s.guildFor(c, 0)
	if err != nil {
		return refuse(err)
	}
	m := g.members[c.params["user_id"]]
	if m == nil {
		return refuse(refusal.UnknownMember)
	}
	return ok(*m)
}

func (s guildAPI) getOwnMember(c *call) (reply, *Error) {
	g, err := s.guildFor(c, 0)
	if err != nil {
		return refuse(err)
	}
	return ok(*g.members[s.botID])
}

func (s guildAPI) listEmojis(c *call) (reply, *Error) {
	g, err := s.guildFor(c, 0)
	if err != nil {
		return refuse(err)
	}
	return ok(g.Emojis)
}

func (s guildAPI) leaveGuild(c *call) (reply, *Error) {
	g, err := s.guildFor(c, 0)
	if err != nil {
		return refuse(err)
	}
	s.emit(happening{
		name: "GUILD_DELETE", guildID: g.ID, intent: wire.IntentGuilds, only: s.botID, view: always(wire.UnavailableGuild{ID: g.ID}),
	})
	delete(g.members, s.botID)
	return nothing()
}

// commandPermissions are a guild's exceptions for one of its commands or for a
// global one.
func (s guildAPI) commandPermissions(c *call) (reply, *Error) {
	g := s.guilds[c.params["guild_id"]]
	for _, cmd := range s.commands {
		here := cmd.GuildID == "" || cmd.GuildID == g.ID
		if here && cmd.ID == c.params["command_id"] && len(g.grants[cmd.ID]) > 0 {
			return ok(s.viewGrants(g, cmd.ID))
		}
	}
	return refuse(refusal.UnknownGrants)
}

func (s *views) viewGrants(g *guild, commandID string) map[string]any {
	return map[string]any{"id": commandID, "application_id": s.botID, "guild_id": g.ID, "permissions": g.grants[commandID]}
}

func (s guildAPI) allCommandPermissions(c *call) (reply, *Error) {
	g := s.guilds[c.params["guild_id"]]
	out := []map[string]any{}
	for _, cmd := range s.commands {
		if len(g.grants[cmd.ID]) > 0 {
			out = append(out, s.viewGrants(g, cmd.ID))
		}
	}
	return ok(out)
}
