package localdiscord

import (
	"footnote/bot/localdiscord/gateway"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/wire"
)

// selfAPI is the part of the API for selfs.
type selfAPI struct{ *Server }

// routes is the whole API of this server.
func routes() []route {
	var all []route
	for _, group := range [][]route{
		selfRoutes(), commandRoutes(), callbackRoutes(), webhookRoutes(),
		messageRoutes(), reactionRoutes(), channelRoutes(), threadRoutes(), guildRoutes(),
	} {
		all = append(all, group...)
	}
	return all
}

func selfRoutes() []route {
	return []route{
		withoutToken(get("/gateway", on(selfAPI.getGateway))),
		get("/gateway/bot", on(selfAPI.getGatewayBot)),
		get("/applications/@me", (*Server).getApplication),
		get("/oauth2/applications/@me", (*Server).getApplication),
		get("/users/@me", (*Server).getSelf),
		get("/users/@me/guilds", on(selfAPI.getOwnGuilds)),
		post("/users/@me/channels", on(selfAPI.openDM)),
		get("/users/{user_id}", on(selfAPI.getUser)),
	}
}

func (s selfAPI) getGateway(c *call) (reply, *Error) {
	return ok(map[string]string{"url": gateway.URL(c.params[hostParam])})
}

func (s selfAPI) getGatewayBot(c *call) (reply, *Error) {
	const daily = 1000 // IDENTIFYs in 24 hours
	return ok(map[string]any{
		"url": gateway.URL(c.params[hostParam]), "shards": 1,
		"session_start_limit": map[string]int{
			"total": daily, "remaining": max(daily-s.gateway.Identifies(), 0), "reset_after": 86_400_000, "max_concurrency": gateway.MaxConcurrency,
		},
	})
}

func (s *views) ownUser() wire.OwnUser {
	return wire.OwnUser{User: s.users[s.botID].User, Locale: "en-US", Verified: true}
}

func (s *views) getSelf(*call) (reply, *Error) { return ok(s.ownUser()) }

func (s *views) getApplication(*call) (reply, *Error) {
	bot := s.users[s.botID].User
	owner := bot
	installed := 0
	for _, u := range s.users {
		if u.appInUse {
			installed++
		}
	}
	return ok(map[string]any{
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

func (s selfAPI) getOwnGuilds(c *call) (reply, *Error) {
	limit, err := c.limit(200, 200)
	if err != nil {
		return refuse(err)
	}
	out := []wire.OwnGuild{}
	for _, g := range s.ownGuilds() {
		after := c.query.Get("after")
		if len(out) < limit && (after == "" || snowflakeLess(after, g.ID)) {
			out = append(out, wire.OwnGuild{
				ID: g.ID, Name: g.Name, Owner: g.OwnerID == s.botID,
				Permissions: s.guildPermissions(g, s.botID), Features: g.Features,
			})
		}
	}
	return ok(out)
}

func (s selfAPI) getUser(c *call) (reply, *Error) {
	if u := s.users[c.params["user_id"]]; u != nil {
		return ok(u.User)
	}
	return refuse(refusal.UnknownUser)
}

// openDM finds or makes the channel between the bot and a person.
func (s selfAPI) openDM(c *call) (reply, *Error) {
	var body struct {
		RecipientID wire.Snowflake `json:"recipient_id"`
	}
	if err := c.read(&body); err != nil {
		return refuse(err)
	}
	u := s.users[string(body.RecipientID)]
	if u == nil {
		return refuse(refusal.Field("recipient_id", "UNKNOWN_USER", "Unknown User"))
	}
	if u.Bot {
		return refuse(refusal.CannotDM)
	}
	return ok(s.viewDM(s.dm(s.botID, u.ID), s.botID))
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
