package api

import (
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/localdiscord/world"
)

func channelRoutes() []route {
	return []route{
		rest.Get("/channels/{channel_id}", inChannel(0, getChannel)),
		rest.Patch("/channels/{channel_id}", inChannel(0, editChannel)),
		rest.Delete("/channels/{channel_id}", inChannel(0, deleteChannel)),
		rest.Put("/channels/{channel_id}/permissions/{overwrite_id}", inChannel(perm.ManageRoles, putOverwrite)),
		rest.Delete("/channels/{channel_id}/permissions/{overwrite_id}", inChannel(perm.ManageRoles, deleteOverwrite)),
		rest.Get("/guilds/{guild_id}/channels", inGuild(0, listChannels)),
		rest.Post("/guilds/{guild_id}/channels", inGuild(perm.ManageChannels, createChannel)),
	}
}

func getChannel(a *API, _ *rest.Call, ch *world.Channel) (rest.Reply, *Error) {
	return rest.OK(ch.ViewFor(a.BotID()))
}

func editChannel(a *API, c *rest.Call, ch *world.Channel) (rest.Reply, *Error) {
	var e world.ChannelEdit
	if err := c.Read(&e); err != nil {
		return rest.Refuse(err)
	}
	if err := ch.Edit(a.BotID(), e); err != nil {
		return rest.Refuse(err)
	}
	return rest.OK(ch.View())
}

func deleteChannel(a *API, _ *rest.Call, ch *world.Channel) (rest.Reply, *Error) {
	out := ch.ViewFor(a.BotID())
	if ch.Guild() == nil {
		return rest.OK(out) // closing a direct channel keeps it
	}
	need := perm.ManageChannels
	if ch.IsThread() {
		need = perm.ManageThreads
	}
	if !ch.May(a.BotID()).Has(need) {
		return rest.Refuse(refusal.MissingPermissions)
	}
	ch.Delete()
	return rest.OK(out)
}

func putOverwrite(a *API, c *rest.Call, ch *world.Channel) (rest.Reply, *Error) {
	var o perm.Overwrite
	if err := c.Read(&o); err != nil {
		return rest.Refuse(err)
	}
	o.ID = c.Params["overwrite_id"]
	// Nobody grants what they do not have.
	if (o.Allow|o.Deny)&^ch.Guild().May(a.BotID()) != 0 {
		return rest.Refuse(refusal.MissingPermissions)
	}
	ch.SetOverwrite(o)
	return rest.Nothing()
}

func deleteOverwrite(_ *API, c *rest.Call, ch *world.Channel) (rest.Reply, *Error) {
	return rest.Done(ch.RemoveOverwrite(c.Params["overwrite_id"]))
}

// listChannels gives a guild's channels without threads, also those that the
// bot cannot see, as Discord does.
func listChannels(_ *API, _ *rest.Call, g *world.Guild) (rest.Reply, *Error) {
	out := []wire.Channel{}
	for _, ch := range g.Channels() {
		if !ch.IsThread() {
			out = append(out, ch.View())
		}
	}
	return rest.OK(out)
}

func createChannel(_ *API, c *rest.Call, g *world.Guild) (rest.Reply, *Error) {
	var body struct {
		Type int `json:"type"`
		world.ChannelEdit
	}
	if err := c.Read(&body); err != nil {
		return rest.Refuse(err)
	}
	return created(g.Create(body.Type, body.ChannelEdit))
}
