package api

import (
	"footnote/bot/localdiscord/interactions"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/localdiscord/world"
)

// responseRoutes are those by which the bot responds to interactions.
func responseRoutes() []route {
	const hook = "/webhooks/{webhook_id}/{webhook_token}"
	list := []route{
		rest.Post("/interactions/{interaction_id}/{interaction_token}/callback", respond),
		rest.Post(hook, followUp),
		rest.Get(hook+"/messages/{message_id}", atHook(getHook)),
		rest.Patch(hook+"/messages/{message_id}", atHook(editHook)),
		rest.Delete(hook+"/messages/{message_id}", atHook(deleteHook)),
		rest.Get(hook+"/messages/@original", atHook(getHook)),
		rest.Patch(hook+"/messages/@original", atHook(editHook)),
		rest.Delete(hook+"/messages/@original", atHook(deleteHook)),
	}
	for i := range list {
		list[i] = rest.WithoutToken(list[i])
	}
	return list
}

// respond takes the first response: within the deadline, once.
func respond(a *API, c *rest.Call) (rest.Reply, *Error) {
	it, err := a.Interactions.Waiting(c.Params["interaction_id"], c.Params["interaction_token"])
	if err != nil {
		return rest.Refuse(err)
	}
	var cb wire.Callback
	if err := c.Read(&cb); err != nil {
		return rest.Refuse(err)
	}
	if err := it.Respond(cb, c.Files); err != nil {
		return rest.Refuse(err)
	}
	if rest.BoolQuery(c.Query, "with_response") {
		return rest.OK(it.View())
	}
	return rest.Nothing()
}

// followUp posts a further message of an interaction.
func followUp(a *API, c *rest.Call) (rest.Reply, *Error) {
	it, err := a.answered(c)
	if err != nil {
		return rest.Refuse(err)
	}
	var send wire.MessageSend
	if err := c.Read(&send); err != nil {
		return rest.Refuse(err)
	}
	return a.show(it.FollowUp(send, c.Files))
}

// answered finds the interaction behind a webhook's path.
func (a *API) answered(c *rest.Call) (*interactions.Interaction, *Error) {
	if c.Params["webhook_id"] != a.BotID() {
		return nil, refusal.UnknownWebhook
	}
	return a.Interactions.Answered(c.Params["webhook_token"])
}

// atHook handles a request about a message of an interaction.
func atHook(do func(*API, *rest.Call, *world.Message) (rest.Reply, *Error)) handler {
	return func(a *API, c *rest.Call) (rest.Reply, *Error) {
		it, err := a.answered(c)
		if err != nil {
			return rest.Refuse(err)
		}
		m, err := it.Hook(c.Params["message_id"])
		if err != nil {
			return rest.Refuse(err)
		}
		return do(a, c, m)
	}
}

func getHook(a *API, _ *rest.Call, m *world.Message) (rest.Reply, *Error) { return a.show(m, nil) }

func editHook(a *API, c *rest.Call, m *world.Message) (rest.Reply, *Error) {
	send, err := readEdit(c)
	if err != nil {
		return rest.Refuse(err)
	}
	return a.show(m, m.Edit(send, c.Files))
}

func deleteHook(_ *API, _ *rest.Call, m *world.Message) (rest.Reply, *Error) {
	m.Delete()
	return rest.Nothing()
}
