package localdiscord

import (
	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/rules"
	"footnote/bot/localdiscord/wire"
)

// callbackAPI is the part of the API for callbacks.
type callbackAPI struct{ *Server }

func callbackRoutes() []rest.Route[*Server] {
	return []rest.Route[*Server]{
		rest.WithoutToken(rest.Post("/interactions/{interaction_id}/{interaction_token}/callback", on(callbackAPI.callback))),
	}
}

// callback takes the first response: within the deadline, once.
// Source: https://discord.com/developers/docs/interactions/receiving-and-responding
func (s callbackAPI) callback(c *rest.Call) (rest.Reply, *Error) {
	it := s.interactions[c.Params["interaction_token"]]
	if it == nil || it.ID != c.Params["interaction_id"] {
		return rest.Refuse(refusal.UnknownInteraction)
	}
	if it.acked {
		return rest.Refuse(refusal.Acknowledged)
	}
	if s.cfg.Now().Sub(it.createdAt) > s.cfg.InteractionDeadline {
		return rest.Refuse(refusal.UnknownInteraction)
	}
	var cb wire.Callback
	if err := c.Read(&cb); err != nil {
		return rest.Refuse(err)
	}
	if cb.Data == nil {
		cb.Data = &wire.CallbackData{}
	}
	if !suits(cb.Type, it) {
		return rest.Refuse(refusal.Field("type", "BASE_TYPE_CHOICES", "This type of response does not suit this interaction."))
	}
	if err := s.respond(it, cb, c.Files); err != nil {
		return rest.Refuse(err)
	}
	it.acked, it.response = true, cb.Type
	it.timer.Stop()
	s.emit(happening{name: "INTERACTION_DONE", guildID: it.GuildID, channelID: it.ChannelID, only: it.userID, notBot: true, view: always(Pending{ID: it.ID})})
	if rest.BoolQuery(c.Query, "with_response") {
		return rest.OK(s.callbackResponse(it))
	}
	return rest.Nothing()
}

// suits: autocomplete takes choices alone, an update needs a message, a modal
// cannot follow a modal, a pong answers pings, which do not come over the gateway.
func suits(callback int, it *interaction) bool {
	if it.Type == wire.InteractionAutocomplete {
		return callback == wire.CallbackAutocomplete
	}
	switch callback {
	case wire.CallbackMessage, wire.CallbackDeferred:
		return true
	case wire.CallbackDeferredUpdate, wire.CallbackUpdate:
		return it.Message != nil
	case wire.CallbackModal:
		return it.Type != wire.InteractionModal
	}
	return false
}

func (s *invocations) respond(it *interaction, cb wire.Callback, files []rest.Upload) *Error {
	switch cb.Type {
	case wire.CallbackMessage:
		return s.respondMessage(it, cb.Data.MessageSend, files, false)
	case wire.CallbackDeferred:
		return s.deferMessage(it, cb.Data.MessageSend)
	case wire.CallbackDeferredUpdate:
		it.originalID = it.Message.ID
	case wire.CallbackUpdate:
		return s.respondUpdate(it, cb.Data.MessageSend, files)
	case wire.CallbackAutocomplete:
		if problems := rules.Choices(cb.Data.Choices); len(problems) > 0 {
			return refusal.Form(problems)
		}
		it.choices = cb.Data.Choices
		if it.choices == nil {
			it.choices = []wire.Choice{}
		}
	case wire.CallbackModal:
		return s.respondModal(it, cb.Data)
	}
	return nil
}

// deferMessage: a deferred response takes EPHEMERAL and nothing else; V2 must
// be set by the edit (DISCORD.md). Other flags are refused, so that a mistake
// shows in a test.
func (s *invocations) deferMessage(it *interaction, send wire.MessageSend) *Error {
	if send.Flags != nil && *send.Flags&^wire.FlagEphemeral != 0 {
		return refusal.Field("data.flags", "MESSAGE_FLAGS_INVALID", "A deferred response takes the EPHEMERAL flag only.")
	}
	only := wire.MessageSend{Flags: send.Flags}
	return s.respondMessage(it, only, nil, true)
}

func (s *invocations) respondMessage(it *interaction, send wire.MessageSend, files []rest.Upload, loading bool) *Error {
	m, err := s.speak(it, send, files, loading, nil)
	if err != nil {
		return err
	}
	it.originalID, it.ephemeral = m.ID, m.onlyFor != ""
	return nil
}

// speak posts a message in the application's name that answers an interaction.
func (s *invocations) speak(it *interaction, send wire.MessageSend, files []rest.Upload, loading bool, after *message) (*message, *Error) {
	c := s.channels[it.ChannelID]
	if c == nil {
		return nil, refusal.UnknownChannel
	}
	d := draft{
		send: send, files: files, author: s.users[s.botID].User, kind: it.respondKind(),
		may: s.interactionPermissions(it, c), webhook: s.botID, app: true, meta: it.metadata(), loading: loading,
	}
	if loading {
		d.flags = wire.FlagLoading
	}
	// A response to a component replies to its message; a follow-up to the response.
	if after == nil && it.Message != nil {
		after = c.find(it.Message.ID)
	}
	if after != nil {
		d.kind = wire.MessageReply
		d.send.MessageReference = &wire.MessageReference{MessageID: after.ID}
	}
	if s.mustHide(it, c) {
		d.flags |= wire.FlagEphemeral
	}
	if d.flags&wire.FlagEphemeral != 0 || send.Flags != nil && *send.Flags&wire.FlagEphemeral != 0 {
		d.onlyFor = it.userID
	}
	return s.create(c, d)
}

// mustHide: without USE_EXTERNAL_APPS the responses of an application that is
// only the person's own are ephemeral.
// Source: https://discord.com/developers/docs/topics/permissions
func (s *invocations) mustHide(it *interaction, c *channel) bool {
	return it.userOnly && c.GuildID != "" && !s.permissions(c, it.userID).Has(perm.UseExternalApps)
}

// interactionPermissions are the application's in the channel: a response does
// not need SEND_MESSAGES, but mentions go by them.
func (s *invocations) interactionPermissions(it *interaction, c *channel) perm.Set {
	if it.userOnly {
		return it.AppPermissions
	}
	return s.permissions(c, s.botID)
}

func (s *invocations) respondUpdate(it *interaction, send wire.MessageSend, files []rest.Upload) *Error {
	c := s.channels[it.ChannelID]
	if c == nil || c.find(it.Message.ID) == nil {
		return refusal.UnknownMessage
	}
	it.originalID = it.Message.ID
	return s.edit(c.find(it.Message.ID), send, files)
}

func (s *invocations) respondModal(it *interaction, data *wire.CallbackData) *Error {
	modal := wire.Modal{CustomID: data.CustomID, Title: data.Title}
	if data.Components != nil {
		modal.Components = append([]wire.Component{}, *data.Components...)
	}
	if problems := rules.Modal(modal); len(problems) > 0 {
		return refusal.Form(problems)
	}
	wire.Normalise(modal.Components)
	it.modal = &modal
	s.emit(happening{name: "MODAL_OPEN", guildID: it.GuildID, channelID: it.ChannelID, only: it.userID, notBot: true, view: always(Pending{it.ID, &modal})})
	return nil
}

// callbackResponse is what with_response=true gives back.
func (s *invocations) callbackResponse(it *interaction) map[string]any {
	info := map[string]any{"id": it.ID, "type": it.Type, "channel_id": it.ChannelID}
	if it.GuildID != "" {
		info["guild_id"] = it.GuildID
	}
	out := map[string]any{"interaction": info}
	m := s.original(it)
	if m == nil || it.response == wire.CallbackDeferredUpdate {
		return out
	}
	info["response_message_id"] = m.ID
	info["response_message_loading"] = m.Loading()
	info["response_message_ephemeral"] = m.Ephemeral()
	out["resource"] = map[string]any{"type": it.response, "message": s.view(m, s.rest(), true)}
	return out
}

// original is the interaction's first response, or nil.
func (s *invocations) original(it *interaction) *message {
	c := s.channels[it.ChannelID]
	if c == nil || it.originalID == "" {
		return nil
	}
	return c.find(it.originalID)
}
