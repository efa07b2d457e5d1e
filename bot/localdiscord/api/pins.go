package api

import (
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/localdiscord/world"
)

// pinRoutes are those of pins and of reactions.
func pinRoutes() []route {
	const pins, paged = "/channels/{channel_id}/pins", "/channels/{channel_id}/messages/pins"
	const reactions = "/channels/{channel_id}/messages/{message_id}/reactions"
	return []route{
		rest.Get(pins, inChannel(perm.ReadMessageHistory, listPins)),
		rest.Put(pins+"/{message_id}", atMessage(0, pin)),
		rest.Delete(pins+"/{message_id}", atMessage(0, unpin)),
		rest.Get(paged, inChannel(perm.ReadMessageHistory, pagePins)),
		rest.Put(paged+"/{message_id}", atMessage(0, pin)),
		rest.Delete(paged+"/{message_id}", atMessage(0, unpin)),
		rest.Delete(reactions, atMessage(perm.ManageMessages, clearReactions)),
		rest.Get(reactions+"/{emoji_name}", atMessage(perm.ReadMessageHistory, whoReacted)),
		rest.Delete(reactions+"/{emoji_name}", atMessage(perm.ManageMessages, clearReactions)),
		rest.Put(reactions+"/{emoji_name}/@me", atMessage(perm.ReadMessageHistory, react)),
		rest.Delete(reactions+"/{emoji_name}/@me", atMessage(0, unreact)),
		rest.Delete(reactions+"/{emoji_name}/{user_id}", atMessage(perm.ManageMessages, unreact)),
	}
}

func pin(a *API, _ *rest.Call, m *world.Message) (rest.Reply, *Error) {
	if !m.MayPin(a.BotID()) {
		return rest.Refuse(refusal.MissingPermissions)
	}
	return rest.Done(m.Pin(a.BotID()))
}

func unpin(a *API, _ *rest.Call, m *world.Message) (rest.Reply, *Error) {
	if !m.MayPin(a.BotID()) {
		return rest.Refuse(refusal.MissingPermissions)
	}
	m.Unpin()
	return rest.Nothing()
}

func listPins(a *API, _ *rest.Call, ch *world.Channel) (rest.Reply, *Error) {
	return rest.OK(a.views(ch.Pins()))
}

func pagePins(a *API, c *rest.Call, ch *world.Channel) (rest.Reply, *Error) {
	limit, err := c.Limit(50, 50)
	if err != nil {
		return rest.Refuse(err)
	}
	pins := ch.Pins()
	items := []map[string]any{}
	for _, m := range pins[:min(limit, len(pins))] {
		items = append(items, map[string]any{"pinned_at": m.PinnedAt(), "message": m.View(a.REST(), false)})
	}
	return rest.OK(map[string]any{"items": items, "has_more": len(pins) > limit})
}

func react(a *API, c *rest.Call, m *world.Message) (rest.Reply, *Error) {
	return rest.Done(m.React(a.BotID(), c.Params["emoji_name"]))
}

func unreact(a *API, c *rest.Call, m *world.Message) (rest.Reply, *Error) {
	return rest.Done(m.Unreact(a.userOf(c), c.Params["emoji_name"]))
}

func whoReacted(_ *API, c *rest.Call, m *world.Message) (rest.Reply, *Error) {
	limit, err := c.Limit(25, 100)
	if err != nil {
		return rest.Refuse(err)
	}
	out := []wire.User{}
	for _, u := range m.Reacted(c.Params["emoji_name"]) {
		if len(out) < limit && c.After(u.ID) {
			out = append(out, u)
		}
	}
	return rest.OK(out)
}

// clearReactions takes all reactions off, or those of one emoji.
func clearReactions(_ *API, c *rest.Call, m *world.Message) (rest.Reply, *Error) {
	m.ClearReactions(c.Params["emoji_name"])
	return rest.Nothing()
}
