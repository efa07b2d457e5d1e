package api

import (
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/world"
)

// channelRoutes are those of channels, threads and members.
func channelRoutes() []route {
	return []route{
		rest.Get("/channels/{channel_id}", inChannel(0, getChannel)),
		rest.Post("/channels/{channel_id}/messages/{message_id}/threads", atMessage(0, startThread)),
		rest.Get("/channels/{channel_id}/thread-members/{user_id}", inChannel(0, threadMember)),
		rest.Get("/guilds/{guild_id}/members/{user_id}", getMember),
	}
}

func getChannel(a *API, _ *rest.Call, ch *world.Channel) (rest.Reply, *Error) {
	return rest.OK(ch.ViewFor(a.BotID()))
}

func startThread(a *API, c *rest.Call, m *world.Message) (rest.Reply, *Error) {
	var spec world.ThreadSpec
	if err := c.Read(&spec); err != nil {
		return rest.Refuse(err)
	}
	if ch := m.Channel(); ch.Guild() == nil || ch.IsThread() {
		return rest.Refuse(refusal.ChannelType)
	}
	t, err := m.StartThread(a.BotID(), spec)
	if err != nil {
		return rest.Refuse(err)
	}
	return rest.Created(t.View())
}

func threadMember(_ *API, c *rest.Call, ch *world.Channel) (rest.Reply, *Error) {
	if !ch.IsThread() {
		return rest.Refuse(refusal.ChannelType)
	}
	m, in := ch.Follower(c.Params["user_id"])
	if !in {
		return rest.Refuse(refusal.UnknownMember)
	}
	return rest.OK(m)
}

// getMember gives a member of a guild; for others than members it does not exist.
func getMember(a *API, c *rest.Call) (rest.Reply, *Error) {
	g := a.Guild(c.Params["guild_id"])
	if !g.HasBot() {
		return rest.Refuse(refusal.UnknownGuild)
	}
	if m := g.Member(c.Params["user_id"]); m != nil {
		return rest.OK(*m)
	}
	return rest.Refuse(refusal.UnknownMember)
}
