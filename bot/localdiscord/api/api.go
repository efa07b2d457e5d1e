// Package api are the requests of Discord's REST API that the local Discord answers,
// by what they are about. Each is checked and read here; what it does is done by the
// world, the commands and the interactions.
package api

import (
	"footnote/bot/localdiscord/commands"
	"footnote/bot/localdiscord/gateway"
	"footnote/bot/localdiscord/interactions"
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/localdiscord/world"
)

// API is what requests are answered from, with the world's lock held.
type API struct {
	*world.World
	Commands     *commands.Registry
	Interactions *interactions.Interactions
	Gateway      *gateway.Gateway
	AppName      string
}

// Error is a refusal in Discord's form.
type Error = refusal.Error

type (
	route   = rest.Route[*API]
	handler = rest.Handler[*API]
)

// Routes are all requests.
func Routes() []rest.Route[*API] {
	var all []route
	for _, group := range [][]route{
		selfRoutes(), responseRoutes(), messageRoutes(), channelRoutes(),
	} {
		all = append(all, group...)
	}
	return all
}

// inChannel handles a request about a channel, for which the bot needs permissions
// beside VIEW_CHANNEL.
func inChannel(need perm.Set, do func(*API, *rest.Call, *world.Channel) (rest.Reply, *Error)) handler {
	return func(a *API, c *rest.Call) (rest.Reply, *Error) {
		ch := a.Channel(c.Params["channel_id"])
		if ch == nil {
			return rest.Refuse(refusal.UnknownChannel)
		}
		may := ch.May(a.BotID())
		if !may.Has(perm.ViewChannel) {
			return rest.Refuse(refusal.MissingAccess)
		}
		if !may.Has(need) {
			return rest.Refuse(refusal.MissingPermissions)
		}
		return do(a, c, ch)
	}
}

// atMessage handles a request about a message; ephemeral ones exist only for the
// webhook of their interaction.
func atMessage(need perm.Set, do func(*API, *rest.Call, *world.Message) (rest.Reply, *Error)) handler {
	return inChannel(need, func(a *API, c *rest.Call, ch *world.Channel) (rest.Reply, *Error) {
		m := ch.Find(c.Params["message_id"])
		if m == nil || m.OnlyFor != "" {
			return rest.Refuse(refusal.UnknownMessage)
		}
		return do(a, c, m)
	})
}

// show replies with a message, with all its content, where there is no refusal.
func (a *API) show(m *world.Message, err *Error) (rest.Reply, *Error) {
	if err != nil {
		return rest.Refuse(err)
	}
	return rest.OK(m.View(a.REST(), true))
}

// views are messages as the bot's intents let it see them.
func (a *API) views(list []*world.Message) []wire.Message {
	out := []wire.Message{}
	for _, m := range list {
		out = append(out, m.View(a.REST(), false))
	}
	return out
}
