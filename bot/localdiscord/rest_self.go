package localdiscord

import (
	"footnote/bot/localdiscord/gateway"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/wire"
)

// selfAPI is the part of the API for selfs.
type selfAPI struct{ *Server }

// routes is the whole API of this server.
func routes() []rest.Route[*Server] {
	var all []rest.Route[*Server]
	for _, group := range [][]rest.Route[*Server]{
		selfRoutes(), commandRoutes(), callbackRoutes(), webhookRoutes(),
		messageRoutes(), reactionRoutes(), channelRoutes(), threadRoutes(), guildRoutes(),
	} {
		all = append(all, group...)
	}
	return all
}

func selfRoutes() []rest.Route[*Server] {
	return []rest.Route[*Server]{
		rest.WithoutToken(rest.Get("/gateway", on(selfAPI.getGateway))),
		rest.Get("/gateway/bot", on(selfAPI.getGatewayBot)),
		rest.Get("/applications/@me", (*Server).getApplication),
		rest.Get("/oauth2/applications/@me", (*Server).getApplication),
		rest.Get("/users/@me", (*Server).getSelf),
		rest.Get("/users/@me/guilds", on(selfAPI.getOwnGuilds)),
		rest.Post("/users/@me/channels", on(selfAPI.openDM)),
		rest.Get("/users/{user_id}", on(selfAPI.getUser)),
	}
}

func (s selfAPI) getGateway(c *rest.Call) (rest.Reply, *Error) {
	return rest.OK(map[string]string{"url": gateway.URL(c.Params[hostParam])})
}

func (s selfAPI) getGatewayBot(c *rest.Call) (rest.Reply, *Error) {
	return rest.OK(struct {
		URL string `json:"url"`
		gateway.Start
	}{gateway.URL(c.Params[hostParam]), s.gateway.Start()})
}

func (s *views) ownUser() wire.OwnUser {
	return wire.OwnUser{User: s.users[s.botID].User, Locale: "en-US", Verified: true}
}

func (s *views) getSelf(*rest.Call) (rest.Reply, *Error) { return rest.OK(s.ownUser()) }

func (s *views) getApplication(*rest.Call) (rest.Reply, *Error) {
	bot := s.users[s.botID].User
	owner := bot
	installed := 0
	for _, u := range s.users {
		if u.appInUse {
			installed++
		}
	}
	return rest.OK(map[string]any{
		"id": s.botID, "name": s.cfg.AppName, "icon": nil, "description": "", "type": nil, "bot": bot,
		"verify_key": "0000000000000000000000000000000000000000000000000000000000000000",
		"flags":      wire.AppFlags(s.intents), "flags_new": itoa(wire.AppFlags(s.intents)), "bot_public": true, "bot_require_code_grant": false,
		"redirect_uris": []string{}, "interactions_endpoint_url": nil, "role_connections_verification_url": nil,
		"owner": owner, "team": nil, "approximate_guild_count": len(s.ownGuilds()),
		"approximate_user_install_count": installed, "approximate_user_authorization_count": installed,
		"explicit_content_filter": 0, "eligible_oauth2_scopes": []string{"applications.commands", "bot"},
		"integration_types_config": map[string]any{"0": map[string]any{}, "1": map[string]any{}},
	})
}

func (s *views) ownGuilds() []*guild {
	var list []*guild
	for _, id := range s.guildOrder {
		if s.guilds[id].members[s.botID] != nil {
			list = append(list, s.guilds[id])
		}
	}
	return list
}

func (s selfAPI) getOwnGuilds(c *rest.Call) (rest.Reply, *Error) {
	limit, err := c.Limit(200, 200)
	if err != nil {
		return rest.Refuse(err)
	}
	out := []wire.OwnGuild{}
	for _, g := range s.ownGuilds() {
		after := c.Query.Get("after")
		if len(out) < limit && (after == "" || snowflakeLess(after, g.ID)) {
			out = append(out, wire.OwnGuild{
				ID: g.ID, Name: g.Name, Owner: g.OwnerID == s.botID,
				Permissions: s.guildPermissions(g, s.botID), Features: g.Features,
			})
		}
	}
	return rest.OK(out)
}

func (s selfAPI) getUser(c *rest.Call) (rest.Reply, *Error) {
	if u := s.users[c.Params["user_id"]]; u != nil {
		return rest.OK(u.User)
	}
	return rest.Refuse(refusal.UnknownUser)
}

// openDM finds or makes the channel between the bot and a person.
func (s selfAPI) openDM(c *rest.Call) (rest.Reply, *Error) {
	var body struct {
		RecipientID wire.Snowflake `json:"recipient_id"`
	}
	if err := c.Read(&body); err != nil {
		return rest.Refuse(err)
	}
	u := s.users[string(body.RecipientID)]
	if u == nil {
		return rest.Refuse(refusal.Field("recipient_id", "UNKNOWN_USER", "Unknown User"))
	}
	if u.Bot {
		return rest.Refuse(refusal.CannotDM)
	}
	return rest.OK(s.viewDM(s.dm(s.botID, u.ID), s.botID))
}

// viewDM shows a direct channel to one side: recipients are the others.
func (s *views) viewDM(c *channel, viewer string) wire.Channel {
	out := s.viewChannel(c)
	out.Recipients = nil
	for _, r := range c.Recipients {
		if r.ID != viewer {
			out.Recipients = append(out.Recipients, r)
		}
	}
	return out
}
