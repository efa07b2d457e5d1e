package api

import (
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/localdiscord/world"
)

func guildRoutes() []route {
	return []route{
		rest.Get("/guilds/{guild_id}", inGuild(0, getGuild)),
		rest.Get("/guilds/{guild_id}/roles", inGuild(0, listRoles)),
		rest.Get("/guilds/{guild_id}/roles/{role_id}", inGuild(0, getRole)),
		rest.Get("/guilds/{guild_id}/members", inGuild(0, listMembers)),
		rest.Get("/guilds/{guild_id}/members/search", inGuild(0, searchMembers)),
		rest.Get("/guilds/{guild_id}/members/{user_id}", inGuild(0, getMember)),
		rest.Get("/guilds/{guild_id}/emojis", inGuild(0, listEmojis)),
		rest.Get("/users/@me/guilds/{guild_id}/member", inGuild(0, getOwnMember)),
		rest.Delete("/users/@me/guilds/{guild_id}", inGuild(0, leaveGuild)),
	}
}

func getGuild(_ *API, c *rest.Call, g *world.Guild) (rest.Reply, *Error) {
	out := g.View()
	if rest.BoolQuery(c.Query, "with_counts") {
		n := len(g.Members("", nil, 0))
		out.ApproximateMemberCount, out.ApproximatePresenceCount = &n, &n
	}
	return rest.OK(out)
}

func listRoles(_ *API, _ *rest.Call, g *world.Guild) (rest.Reply, *Error) {
	return rest.OK(g.RoleList())
}

func getRole(_ *API, c *rest.Call, g *world.Guild) (rest.Reply, *Error) {
	if r := g.Role(c.Params["role_id"]); r != nil {
		return rest.OK(*r)
	}
	return rest.Refuse(refusal.UnknownRole)
}

// listMembers needs the members intent, as the documentation says.
func listMembers(a *API, c *rest.Call, g *world.Guild) (rest.Reply, *Error) {
	if a.Intents()&wire.IntentGuildMembers == 0 {
		return rest.Refuse(refusal.MissingAccess)
	}
	limit, err := c.Limit(1, 1000)
	if err != nil {
		return rest.Refuse(err)
	}
	out := []wire.Member{}
	for _, m := range g.Members("", nil, 0) {
		if len(out) < limit && c.After(m.User.ID) {
			out = append(out, m)
		}
	}
	return rest.OK(out)
}

func searchMembers(_ *API, c *rest.Call, g *world.Guild) (rest.Reply, *Error) {
	limit, err := c.Limit(1, 1000)
	if err != nil {
		return rest.Refuse(err)
	}
	return rest.OK(g.Members(c.Query.Get("query"), nil, limit))
}

func getMember(_ *API, c *rest.Call, g *world.Guild) (rest.Reply, *Error) {
	if m := g.Member(c.Params["user_id"]); m != nil {
		return rest.OK(*m)
	}
	return rest.Refuse(refusal.UnknownMember)
}

func getOwnMember(a *API, _ *rest.Call, g *world.Guild) (rest.Reply, *Error) {
	return rest.OK(*g.Member(a.BotID()))
}

func listEmojis(_ *API, _ *rest.Call, g *world.Guild) (rest.Reply, *Error) {
	return rest.OK(g.Emojis)
}

func leaveGuild(_ *API, _ *rest.Call, g *world.Guild) (rest.Reply, *Error) {
	g.RemoveBot()
	return rest.Nothing()
}
