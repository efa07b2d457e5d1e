package interactions

import (
	"slices"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rules"
	"footnote/bot/localdiscord/wire"
	"footnote/bot/localdiscord/world"
)

// maxFollowups of an application that is not installed in the guild.
// Source: https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages
const maxFollowups = 5

// Respond takes the first response.
// Source: https://discord.com/developers/docs/interactions/receiving-and-responding
func (it *Interaction) Respond(cb wire.Callback, files []wire.Upload) *world.Error {
	if cb.Data == nil {
		cb.Data = &wire.CallbackData{}
	}
	if !it.takes(cb.Type) {
		return refusal.Field("type", "BASE_TYPE_CHOICES", "This type of response does not suit this interaction.")
	}
	if err := it.respond(cb, files); err != nil {
		return err
	}
	it.Acked, it.Response = true, cb.Type
	it.timer.Stop()
	it.tell("INTERACTION_DONE", nil)
	return nil
}

// takes: autocomplete takes choices alone, an update needs a message, a modal
// cannot follow a modal, a pong answers pings, which do not come over the gateway.
func (it *Interaction) takes(callback int) bool {
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

func (it *Interaction) respond(cb wire.Callback, files []wire.Upload) *world.Error {
	switch cb.Type {
	case wire.CallbackMessage:
		return it.respondMessage(cb.Data.MessageSend, files, false)
	case wire.CallbackDeferred:
		return it.deferMessage(cb.Data.MessageSend)
	case wire.CallbackDeferredUpdate:
		it.originalID = it.Message.ID
	case wire.CallbackUpdate:
		m := it.find(it.Message.ID)
		if m == nil {
			return refusal.UnknownMessage
		}
		it.originalID = m.ID
		return m.Edit(cb.Data.MessageSend, files)
	case wire.CallbackAutocomplete:
		if problems := rules.Choices(cb.Data.Choices); len(problems) > 0 {
			return refusal.Form(problems)
		}
		it.Choices = append([]wire.Choice{}, cb.Data.Choices...)
	case wire.CallbackModal:
		return it.respondModal(cb.Data)
	}
	return nil
}

// deferMessage: a deferred response takes EPHEMERAL and nothing else; V2 must
// be set by the edit. Other flags are refused, so that a mistake shows in a test.
func (it *Interaction) deferMessage(send wire.MessageSend) *world.Error {
	if send.Flags != nil && *send.Flags&^wire.FlagEphemeral != 0 {
		return refusal.Field("data.flags", "MESSAGE_FLAGS_INVALID", "A deferred response takes the EPHEMERAL flag only.")
	}
	return it.respondMessage(wire.MessageSend{Flags: send.Flags}, nil, true)
}

func (it *Interaction) respondMessage(send wire.MessageSend, files []wire.Upload, loading bool) *world.Error {
	m, err := it.speak(send, files, loading, nil)
	if err != nil {
		return err
	}
	it.originalID = m.ID
	return nil
}

func (it *Interaction) respondModal(data *wire.CallbackData) *world.Error {
	modal := wire.Modal{CustomID: data.CustomID, Title: data.Title}
	if data.Components != nil {
		modal.Components = append([]wire.Component{}, *data.Components...)
	}
	if problems := rules.Modal(modal); len(problems) > 0 {
		return refusal.Form(problems)
	}
	wire.Normalise(modal.Components)
	it.Modal = &modal
	it.tell("MODAL_OPEN", &modal)
	return nil
}

// speak posts a message in the application's name that answers the interaction.
func (it *Interaction) speak(send wire.MessageSend, files []wire.Upload, loading bool, after *world.Message) (*world.Message, *world.Error) {
	c := it.channel()
	if c == nil {
		return nil, refusal.UnknownChannel
	}
	d := c.DraftOf(it.ApplicationID, send, files)
	d.Kind, d.Webhook, d.Meta, d.Loading = it.messageType(), it.ApplicationID, it.metadata(), loading
	if it.userOnly { // a response does not need SEND_MESSAGES, but mentions go by what the application may
		d.May = it.AppPermissions
	}
	if loading {
		d.Flags = wire.FlagLoading
	}
	// A response to a component replies to its message; a follow-up to the response.
	if after == nil && it.Message != nil {
		after = c.Find(it.Message.ID)
	}
	if after != nil {
		d.Kind = wire.MessageReply
		d.Send.MessageReference = &wire.MessageReference{MessageID: after.ID}
	}
	if it.mustHide(c) {
		d.Flags |= wire.FlagEphemeral
	}
	if d.Flags&wire.FlagEphemeral != 0 || send.Flags != nil && *send.Flags&wire.FlagEphemeral != 0 {
		d.OnlyFor = it.UserID
	}
	return c.Post(d)
}

// mustHide: without USE_EXTERNAL_APPS the responses of an application that is
// only the person's own are ephemeral.
// Source: https://discord.com/developers/docs/topics/permissions
func (it *Interaction) mustHide(c *world.Channel) bool {
	return it.userOnly && c.Guild() != nil && !c.May(it.UserID).Has(perm.UseExternalApps)
}

// FollowUp posts a further message. Right after a deferral it edits the deferred
// message instead, whose visibility it cannot change.
// Source: https://discord.com/developers/docs/interactions/receiving-and-responding#create-followup-message
func (it *Interaction) FollowUp(send wire.MessageSend, files []wire.Upload) (*world.Message, *world.Error) {
	first := it.Original()
	if first != nil && first.Loading() {
		return first, first.Edit(send, files)
	}
	if it.userOnly && len(it.followups) >= maxFollowups {
		return nil, refusal.FollowupLimit
	}
	m, err := it.speak(send, files, false, first)
	if err == nil {
		it.followups = append(it.followups, m.ID)
	}
	return m, err
}

func (it *Interaction) channel() *world.Channel { return it.all.w.Channel(it.ChannelID) }

// find finds a message of the interaction's channel, nil where there is none.
func (it *Interaction) find(id string) *world.Message {
	c := it.channel()
	if c == nil {
		return nil
	}
	return c.Find(id)
}

// Original is the interaction's first response, or nil.
func (it *Interaction) Original() *world.Message { return it.find(it.originalID) }

// Hook finds a message of the interaction's webhook; "" stands for the original.
func (it *Interaction) Hook(id string) (*world.Message, *world.Error) {
	if id == "" {
		id = it.originalID
	}
	m := it.find(id)
	if m == nil || id != it.originalID && !slices.Contains(it.followups, id) {
		return nil, refusal.UnknownMessage
	}
	return m, nil
}

// Followups are the messages that came after the first response.
func (it *Interaction) Followups() []*world.Message {
	var out []*world.Message
	for _, id := range it.followups {
		if m := it.find(id); m != nil {
			out = append(out, m)
		}
	}
	return out
}

// View is what with_response=true gives back.
func (it *Interaction) View() map[string]any {
	info := map[string]any{"id": it.ID, "type": it.Type, "channel_id": it.ChannelID}
	if it.GuildID != "" {
		info["guild_id"] = it.GuildID
	}
	out := map[string]any{"interaction": info}
	m := it.Original()
	if m == nil || it.Response == wire.CallbackDeferredUpdate {
		return out
	}
	info["response_message_id"] = m.ID
	info["response_message_loading"] = m.Loading()
	info["response_message_ephemeral"] = m.Ephemeral()
	out["resource"] = map[string]any{"type": it.Response, "message": m.View(it.all.w.REST(), true)}
	return out
}

// metadata is what a message that answers the interaction says about it.
func (it *Interaction) metadata() *wire.InteractionMetadata {
	meta := &wire.InteractionMetadata{
		ID: it.ID, Type: it.Type, User: it.all.w.User(it.UserID).User,
		AuthorizingIntegrationOwners: it.AuthorizingIntegrationOwners,
	}
	switch {
	case it.Type == wire.InteractionCommand && it.Data.Type == wire.CommandMessage:
		meta.TargetMessageID = it.Data.TargetID
	case it.Type == wire.InteractionComponent && it.Message != nil:
		meta.InteractedMessageID = it.Message.ID
	case it.Type == wire.InteractionModal:
		trigger := wire.InteractionMetadata{
			ID: it.ID, Type: wire.InteractionCommand, User: meta.User,
			AuthorizingIntegrationOwners: it.AuthorizingIntegrationOwners,
		}
		if it.Message != nil {
			trigger.Type, trigger.InteractedMessageID = wire.InteractionComponent, it.Message.ID
		}
		meta.TriggeringMetadata = &trigger
	}
	return meta
}

// messageType is the type of a message that answers directly.
func (it *Interaction) messageType() int {
	switch {
	case it.Type == wire.InteractionCommand && it.Data.Type == wire.CommandSlash:
		return wire.MessageSlashCommand
	case it.Type == wire.InteractionCommand:
		return wire.MessageContextCommand
	}
	return wire.MessageReply
}
