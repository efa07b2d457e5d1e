package api

import (
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/localdiscord/world"
)

func messageRoutes() []route {
	const base = "/channels/{channel_id}/messages"
	return []route{
		rest.Get(base, inChannel(0, history)),
		rest.Post(base, sendMessage),
		rest.Get(base+"/{message_id}", atMessage(perm.ReadMessageHistory, getMessage)),
		rest.Patch(base+"/{message_id}", atMessage(0, editMessage)),
		rest.Delete(base+"/{message_id}", atMessage(0, deleteMessage)),
		rest.Put(base+"/pins/{message_id}", atMessage(0, pin)),
		rest.Post("/channels/{channel_id}/typing", startTyping),
	}
}

func sendMessage(a *API, c *rest.Call) (rest.Reply, *Error) {
	var send wire.MessageSend
	if err := c.Read(&send); err != nil {
		return rest.Refuse(err)
	}
	ch, err := a.Writable(c.Params["channel_id"], a.BotID())
	if err != nil {
		return rest.Refuse(err)
	}
	if send.Flags != nil {
		send.Flags = new(*send.Flags &^ wire.FlagEphemeral) // only interactions have readers of their own
	}
	d := ch.DraftOf(a.BotID(), send, c.Files)
	if err := mayPost(d.May, send, len(c.Files)); err != nil {
		return rest.Refuse(err)
	}
	if err := ch.CheckReference(send.MessageReference, d.May); err != nil {
		return rest.Refuse(err)
	}
	return a.show(ch.Post(d))
}

// mayPost: embeds need EMBED_LINKS, files ATTACH_FILES, tts SEND_TTS_MESSAGES.
func mayPost(may perm.Set, send wire.MessageSend, files int) *Error {
	if send.Embeds != nil && len(*send.Embeds) > 0 && !may.Has(perm.EmbedLinks) ||
		files > 0 && !may.Has(perm.AttachFiles) || send.TTS && !may.Has(perm.SendTTSMessages) {
		return refusal.MissingPermissions
	}
	return nil
}

// history is one page of a channel, newest first; without
// READ_MESSAGE_HISTORY it is empty.
func history(a *API, c *rest.Call, ch *world.Channel) (rest.Reply, *Error) {
	limit, err := c.Limit(50, 100)
	if err != nil {
		return rest.Refuse(err)
	}
	if !ch.May(a.BotID()).Has(perm.ReadMessageHistory) {
		return rest.OK([]wire.Message{})
	}
	return rest.OK(a.views(ch.Page(c.Query.Get("before"), c.Query.Get("after"), c.Query.Get("around"), limit)))
}

func getMessage(a *API, _ *rest.Call, m *world.Message) (rest.Reply, *Error) {
	return rest.OK(m.View(a.REST(), false))
}

func editMessage(a *API, c *rest.Call, m *world.Message) (rest.Reply, *Error) {
	send, err := readEdit(c)
	if err != nil {
		return rest.Refuse(err)
	}
	if m.Author.ID != a.BotID() {
		return rest.Refuse(refusal.NotAuthor)
	}
	if ch := m.Channel(); ch.IsThread() && ch.ThreadMetadata.Archived && ch.ThreadMetadata.Locked {
		return rest.Refuse(refusal.Archived)
	}
	if err := m.CountEdit(); err != nil {
		return rest.Refuse(err)
	}
	return a.show(m, m.Edit(send, c.Files))
}

// readEdit reads what to change of a message: null means "take away", absent "leave
// alone".
func readEdit(c *rest.Call) (wire.MessageSend, *Error) {
	var send wire.MessageSend
	if err := c.Read(&send); err != nil {
		return send, err
	}
	if send.Content == nil && c.Has("content") {
		send.Content = new("")
	}
	if send.Embeds == nil && c.Has("embeds") {
		send.Embeds = &[]wire.Embed{}
	}
	if send.Components == nil && c.Has("components") {
		send.Components = &[]wire.Component{}
	}
	if send.Attachments == nil && c.Has("attachments") {
		send.Attachments = &[]wire.AttachmentSend{}
	}
	return send, nil
}

func deleteMessage(a *API, _ *rest.Call, m *world.Message) (rest.Reply, *Error) {
	if m.Author.ID != a.BotID() {
		if m.Channel().Guild() == nil {
			return rest.Refuse(refusal.DMChannel)
		}
		if !m.Channel().May(a.BotID()).Has(perm.ManageMessages) {
			return rest.Refuse(refusal.MissingPermissions)
		}
	}
	if m.Type == wire.MessageThreadStarter {
		return rest.Refuse(refusal.SystemMessage)
	}
	m.Delete()
	return rest.Nothing()
}

func pin(a *API, _ *rest.Call, m *world.Message) (rest.Reply, *Error) {
	if !m.MayPin(a.BotID()) {
		return rest.Refuse(refusal.MissingPermissions)
	}
	return rest.Done(m.Pin(a.BotID()))
}

func startTyping(a *API, c *rest.Call) (rest.Reply, *Error) {
	ch, err := a.Writable(c.Params["channel_id"], a.BotID())
	if err != nil {
		return rest.Refuse(err)
	}
	ch.Typing(a.BotID())
	return rest.Nothing()
}
