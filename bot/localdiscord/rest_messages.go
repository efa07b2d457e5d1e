package localdiscord

import (
	"sort"
	"time"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/wire"
)

// messageAPI is the part of the API for messages.
type messageAPI struct{ *Server }

func messageRoutes() []rest.Route[*Server] {
	const base = "/channels/{channel_id}/messages"
	return []rest.Route[*Server]{
		rest.Get(base, on(messageAPI.history)),
		rest.Post(base, on(messageAPI.sendMessage)),
		rest.Post(base+"/bulk-delete", on(messageAPI.bulkDelete)),
		rest.Get(base+"/{message_id}", on(messageAPI.getMessage)),
		rest.Patch(base+"/{message_id}", on(messageAPI.editMessage)),
		rest.Delete(base+"/{message_id}", on(messageAPI.deleteMessage)),
		rest.Post("/channels/{channel_id}/typing", on(messageAPI.startTyping)),
		rest.Get("/channels/{channel_id}/pins", on(pinAPI.listPins)),
		rest.Put("/channels/{channel_id}/pins/{message_id}", on(pinAPI.pin)),
		rest.Delete("/channels/{channel_id}/pins/{message_id}", on(pinAPI.unpin)),
		rest.Get(base+"/pins", on(pinAPI.pagePins)),
		rest.Put(base+"/pins/{message_id}", on(pinAPI.pin)),
		rest.Delete(base+"/pins/{message_id}", on(pinAPI.unpin)),
	}
}

// channelFor finds the channel of a path, for which the bot needs permissions
// beside VIEW_CHANNEL.
func (s *world) channelFor(c *rest.Call, need perm.Set) (*channel, *Error) {
	ch := s.channels[c.Params["channel_id"]]
	if ch == nil {
		return nil, refusal.UnknownChannel
	}
	may := s.permissions(ch, s.botID)
	if !may.Has(perm.ViewChannel) {
		return nil, refusal.MissingAccess
	}
	if !may.Has(need) {
		return nil, refusal.MissingPermissions
	}
	return ch, nil
}

// messageFor finds the message of a path; ephemeral ones exist only for the
// webhook of their interaction.
func (s *world) messageFor(c *rest.Call, need perm.Set) (*channel, *message, *Error) {
	ch, err := s.channelFor(c, need)
	if err != nil {
		return nil, nil, err
	}
	m := ch.find(c.Params["message_id"])
	if m == nil || m.onlyFor != "" {
		return nil, nil, refusal.UnknownMessage
	}
	return ch, m, nil
}

func (s messageAPI) sendMessage(c *rest.Call) (rest.Reply, *Error) {
	var send wire.MessageSend
	if err := c.Read(&send); err != nil {
		return rest.Refuse(err)
	}
	ch, err := s.writable(c.Params["channel_id"], s.botID)
	if err != nil {
		return rest.Refuse(err)
	}
	may := s.permissions(ch, s.botID)
	if err := mayPost(may, send, len(c.Files)); err != nil {
		return rest.Refuse(err)
	}
	if err := checkReference(ch, send.MessageReference, may); err != nil {
		return rest.Refuse(err)
	}
	if send.Flags != nil && *send.Flags&wire.FlagEphemeral != 0 {
		send.Flags = ptr(*send.Flags &^ wire.FlagEphemeral) // only interactions have readers of their own
	}
	m, err := s.create(ch, draft{send: send, files: c.Files, author: s.users[s.botID].User, may: may, app: true})
	if err != nil {
		return rest.Refuse(err)
	}
	return rest.OK(s.view(m, s.rest(), true))
}

// mayPost: embeds need EMBED_LINKS, files ATTACH_FILES, tts SEND_TTS_MESSAGES.
func mayPost(may perm.Set, send wire.MessageSend, files int) *Error {
	if send.Embeds != nil && len(*send.Embeds) > 0 && !may.Has(perm.EmbedLinks) ||
		files > 0 && !may.Has(perm.AttachFiles) || send.TTS && !may.Has(perm.SendTTSMessages) {
		return refusal.MissingPermissions
	}
	return nil
}

// checkReference: a reply needs READ_MESSAGE_HISTORY, and its target, unless
// fail_if_not_exists is false.
func checkReference(c *channel, ref *wire.MessageReference, may perm.Set) *Error {
	if ref == nil {
		return nil
	}
	if !may.Has(perm.ReadMessageHistory) {
		return refusal.ReplyHistory
	}
	target := c.find(ref.MessageID)
	if target != nil && target.onlyFor == "" {
		return nil
	}
	if ref.FailIfNotExists != nil && !*ref.FailIfNotExists {
		return nil
	}
	return refusal.Field("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
}

// history is one page of a channel, newest first; without
// READ_MESSAGE_HISTORY it is empty.
func (s messageAPI) history(c *rest.Call) (rest.Reply, *Error) {
	ch, err := s.channelFor(c, 0)
	if err != nil {
		return rest.Refuse(err)
	}
	limit, err := c.Limit(50, 100)
	if err != nil {
		return rest.Refuse(err)
	}
	out := []wire.Message{}
	if s.permissions(ch, s.botID).Has(perm.ReadMessageHistory) {
		for _, m := range page(ch.messages, c, limit) {
			out = append(out, s.view(m, s.rest(), false))
		}
	}
	return rest.OK(out)
}

// page chooses messages by before, after or around, and puts the newest first.
func page(all []*message, c *rest.Call, limit int) []*message {
	var list []*message
	for _, m := range all {
		if m.onlyFor == "" {
			list = append(list, m)
		}
	}
	find := func(id string) int {
		return sort.Search(len(list), func(i int) bool { return !snowflakeLess(list[i].ID, id) })
	}
	low, high := 0, len(list)
	switch q := c.Query; {
	case q.Get("before") != "":
		high = find(q.Get("before"))
	case q.Get("after") != "":
		low = find(q.Get("after"))
		if low < len(list) && list[low].ID == q.Get("after") {
			low++
		}
		high = min(low+limit, high)
	case q.Get("around") != "":
		low = max(find(q.Get("around"))-limit/2, 0)
		high = min(low+limit, high)
	}
	low = max(low, high-limit)
	out := make([]*message, 0, limit)
	for i := high - 1; i >= low; i-- {
		out = append(out, list[i])
	}
	return out
}

func (s messageAPI) getMessage(c *rest.Call) (rest.Reply, *Error) {
	_, m, err := s.messageFor(c, perm.ReadMessageHistory)
	if err != nil {
		return rest.Refuse(err)
	}
	return rest.OK(s.view(m, s.rest(), false))
}

func (s messageAPI) editMessage(c *rest.Call) (rest.Reply, *Error) {
	ch, m, err := s.messageFor(c, 0)
	if err != nil {
		return rest.Refuse(err)
	}
	var send wire.MessageSend
	if err := c.Read(&send); err != nil {
		return rest.Refuse(err)
	}
	if m.Author.ID != s.botID {
		return rest.Refuse(refusal.NotAuthor)
	}
	if ch.IsThread() && ch.ThreadMetadata.Archived && ch.ThreadMetadata.Locked {
		return rest.Refuse(refusal.Archived)
	}
	if err := s.oldEdit(m); err != nil {
		return rest.Refuse(err)
	}
	nullsToEmpty(c, &send)
	if err := s.edit(m, send, c.Files); err != nil {
		return rest.Refuse(err)
	}
	return rest.OK(s.view(m, s.rest(), true))
}

func (s messageAPI) deleteMessage(c *rest.Call) (rest.Reply, *Error) {
	ch, m, err := s.messageFor(c, 0)
	if err != nil {
		return rest.Refuse(err)
	}
	if m.Author.ID != s.botID {
		if ch.GuildID == "" {
			return rest.Refuse(refusal.DMChannel)
		}
		if !s.permissions(ch, s.botID).Has(perm.ManageMessages) {
			return rest.Refuse(refusal.MissingPermissions)
		}
	}
	if m.Type == wire.MessageThreadStarter {
		return rest.Refuse(refusal.SystemMessage)
	}
	s.discard(ch, m)
	return rest.Nothing()
}

// bulkDelete takes 2 to 100 messages, none older than two weeks.
func (s messageAPI) bulkDelete(c *rest.Call) (rest.Reply, *Error) {
	ch, err := s.channelFor(c, perm.ManageMessages)
	if err != nil {
		return rest.Refuse(err)
	}
	var body struct {
		Messages []string `json:"messages"`
	}
	if err := c.Read(&body); err != nil {
		return rest.Refuse(err)
	}
	if ch.GuildID == "" {
		return rest.Refuse(refusal.DMChannel)
	}
	if len(body.Messages) < 2 || len(body.Messages) > 100 {
		return rest.Refuse(refusal.BulkCount)
	}
	for _, id := range body.Messages {
		if m := ch.find(id); m != nil && s.cfg.Now().Sub(m.Timestamp.Time) > 14*24*time.Hour {
			return rest.Refuse(refusal.BulkAge)
		}
	}
	for _, id := range body.Messages {
		if m := ch.find(id); m != nil && m.onlyFor == "" {
			s.discard(ch, m)
		}
	}
	return rest.Nothing()
}

func (s messageAPI) startTyping(c *rest.Call) (rest.Reply, *Error) {
	ch, err := s.writable(c.Params["channel_id"], s.botID)
	if err != nil {
		return rest.Refuse(err)
	}
	s.typing(ch, s.botID)
	return rest.Nothing()
}

func (s *views) typing(c *channel, userID string) {
	intent := wire.IntentGuildTyping
	data := map[string]any{"channel_id": c.ID, "user_id": userID, "timestamp": s.cfg.Now().Unix()}
	if c.GuildID == "" {
		intent = wire.IntentDirectTyping
	} else {
		data["guild_id"], data["member"] = c.GuildID, *s.guilds[c.GuildID].members[userID]
	}
	s.emit(happening{name: "TYPING_START", guildID: c.GuildID, channelID: c.ID, intent: intent, view: always(data)})
}
