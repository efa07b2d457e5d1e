package api

import (
	"strconv"

	"footnote/bot/localdiscord/gateway"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/wire"
)

func selfRoutes() []route {
	return []route{
		rest.WithoutToken(rest.Get("/gateway", getGateway)),
		rest.Get("/gateway/bot", getGatewayBot),
		rest.Get("/applications/@me", getApplication),
		rest.Get("/users/@me", getSelf),
		rest.Post("/users/@me/channels", openDM),
		rest.Put("/applications/{application_id}/commands", overwriteCommands),
	}
}

func getGateway(_ *API, c *rest.Call) (rest.Reply, *Error) {
	return rest.OK(map[string]string{"url": gateway.URL(c.Host)})
}

func getGatewayBot(a *API, c *rest.Call) (rest.Reply, *Error) {
	return rest.OK(struct {
		URL string `json:"url"`
		gateway.Start
	}{gateway.URL(c.Host), a.Gateway.Start()})
}

func getSelf(a *API, _ *rest.Call) (rest.Reply, *Error) { return rest.OK(a.OwnUser()) }

func getApplication(a *API, _ *rest.Call) (rest.Reply, *Error) {
	bot := a.User(a.BotID()).User
	installed := 0
	for _, u := range a.Users() {
		if u.AppInUse {
			installed++
		}
	}
	flags := wire.AppFlags(a.Intents())
	return rest.OK(map[string]any{
		"id": bot.ID, "name": a.AppName, "icon": nil, "description": "", "type": nil, "bot": bot,
		"verify_key": "0000000000000000000000000000000000000000000000000000000000000000",
		"flags":      flags, "flags_new": strconv.Itoa(flags), "bot_public": true, "bot_require_code_grant": false,
		"redirect_uris": []string{}, "interactions_endpoint_url": nil, "role_connections_verification_url": nil,
		"owner": bot, "team": nil, "approximate_guild_count": len(a.Guilds(bot.ID)),
		"approximate_user_install_count": installed, "approximate_user_authorization_count": installed,
		"explicit_content_filter": 0, "eligible_oauth2_scopes": []string{"applications.commands", "bot"},
		"integration_types_config": map[string]any{"0": map[string]any{}, "1": map[string]any{}},
	})
}

func overwriteCommands(a *API, c *rest.Call) (rest.Reply, *Error) {
	if c.Params["application_id"] != a.BotID() {
		return rest.Refuse(refusal.UnknownApplication)
	}
	var list []wire.Command
	if err := c.Read(&list); err != nil {
		return rest.Refuse(err)
	}
	if err := a.Commands.Overwrite(list); err != nil {
		return rest.Refuse(err)
	}
	return rest.OK(a.Commands.All())
}

// openDM finds or makes the channel between the bot and a person.
func openDM(a *API, c *rest.Call) (rest.Reply, *Error) {
	var body struct {
		RecipientID wire.Snowflake `json:"recipient_id"`
	}
	if err := c.Read(&body); err != nil {
		return rest.Refuse(err)
	}
	u := a.User(string(body.RecipientID))
	if u == nil {
		return rest.Refuse(refusal.Field("recipient_id", "UNKNOWN_USER", "Unknown User"))
	}
	if u.Bot {
		return rest.Refuse(refusal.CannotDM)
	}
	return rest.OK(a.DM(a.BotID(), u.ID).ViewFor(a.BotID()))
}
