package localdiscord

import (
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/wire"
)

// webhookAPI is the part of the API for webhooks.
type webhookAPI struct{ *Server }

func webhookRoutes() []route {
	const base = "/webhooks/{webhook_id}/{webhook_token}"
	return []route{
		withoutToken(post(base, on(webhookAPI.followUp))),
		withoutToken(get(base+"/messages/@original", on(webhookAPI.hookGet))),
		withoutToken(patch(base+"/messages/@original", on(webhookAPI.hookEdit))),
		withoutToken(del(base+"/messages/@original", on(webhookAPI.hookDelete))),
		withoutToken(get(base+"/messages/{message_id}", on(webhookAPI.hookGet))),
		withoutToken(patch(base+"/messages/{message_id}", on(webhookAPI.hookEdit))),
		withoutToken(del(base+"/messages/{message_id}", on(webhookAPI.hookDelete))),
	}
}

// hookTarget finds the interaction behind a webhook's path. An interaction
// that was never acknowledged has no webhook yet.
func (s *invocations) hookTarget(c *call) (*interaction, *Error) {
	it := s.live(c.params["webhook_token"])
	if c.params["webhook_id"] != s.botID {
		return nil, refusal.UnknownWebhook
	}
	if it == nil {
		return nil, refusal.WebhookToken
	}
	if !it.acked {
		return nil, refusal.UnknownWebhook
	}
	return it, nil
}

// hookMessage finds the message of a webhook's path.
func (s *invocations) hookMessage(c *call) (*interaction, *message, *Error) {
	it, err := s.hookTarget(c)
	if err != nil {
		return nil, nil, err
	}
	id := c.params["message_id"]
	if id == "" || id == "@original" {
		id = it.originalID
	}
	ch := s.channels[it.ChannelID]
	if ch == nil || id == "" || ch.find(id) == nil || id != it.originalID && !contains(it.followups, id) {
		return nil, nil, refusal.UnknownMessage
	}
	return it, ch.find(id), nil
}

// followUp posts a further message of an interaction. Right after a deferral
// it edits the deferred message instead, whose visibility it cannot change.
// Source: https://discord.com/developers/docs/interactions/receiving-and-responding#create-followup-message
func (s webhookAPI) followUp(c *call) (reply, *Error) {
	if w := s.webhooks[c.params["webhook_id"]]; w != nil {
		return s.executeWebhook(w, c)
	}
	it, err := s.hookTarget(c)
	if err != nil {
		return refuse(err)
	}
	var send wire.MessageSend
	if err := c.read(&send); err != nil {
		return refuse(err)
	}
	first := s.original(it)
	if first != nil && first.Loading() {
		if err := s.edit(first, send, c.files); err != nil {
			return refuse(err)
		}
		return ok(s.view(first, s.rest(), true))
	}
	if it.userOnly && len(it.followups) >= maxFollowups {
		return refuse(refusal.FollowupLimit)
	}
	m, err := s.speak(it, send, c.files, false, first)
	if err != nil {
		return refuse(err)
	}
	it.followups = append(it.followups, m.ID)
	return ok(s.view(m, s.rest(), true))
}

func (s webhookAPI) hookGet(c *call) (reply, *Error) {
	_, m, err := s.hookMessage(c)
	if err != nil {
		return refuse(err)
	}
	return ok(s.view(m, s.rest(), true))
}

func (s webhookAPI) hookEdit(c *call) (reply, *Error) {
	_, m, err := s.hookMessage(c)
	if err != nil {
		return refuse(err)
	}
	var send wire.MessageSend
	if err := c.read(&send); err != nil {
		return refuse(err)
	}
	nullsToEmpty(c, &send)
	if err := s.edit(m, send, c.files); err != nil {
		return refuse(err)
	}
	return ok(s.view(m, s.rest(), true))
}

// nullsToEmpty: in an edit null means "take away", absent "leave alone".
func nullsToEmpty(c *call, send *wire.MessageSend) {
	if send.Content == nil && c.has("content") {
		send.Content = ptr("")
	}
	if send.Embeds == nil && c.has("embeds") {
		send.Embeds = &[]wire.Embed{}
	}
	if send.Components == nil && c.has("components") {
		send.Components = &[]wire.Component{}
	}
	if send.Attachments == nil && c.has("attachments") {
		send.Attachments = &[]wire.AttachmentSend{}
	}
}

func (s webhookAPI) hookDelete(c *call) (reply, *Error) {
	_, m, err := s.hookMessage(c)
	if err != nil {
		return refuse(err)
	}
	s.discard(s.channels[m.ChannelID], m)
	return nothing()
}

// executeWebhook posts in the name of an incoming webhook.
func (s *invocations) executeWebhook(w *webhook, c *call) (reply, *Error) {
	if c.params["webhook_token"] != w.token {
		return refuse(refusal.WebhookToken)
	}
	var send wire.MessageSend
	if err := c.read(&send); err != nil {
		return refuse(err)
	}
	author := wire.User{ID: w.id, Username: w.name, Discriminator: "0000", Bot: true}
	if send.Username != nil && *send.Username != "" {
		author.Username = *send.Username
	}
	m, err := s.create(s.channels[w.channelID], draft{send: send, files: c.files, author: author, webhook: w.id})
	if err != nil {
		return refuse(err)
	}
	if !boolQuery(c.query, "wait") {
		return nothing()
	}
	return ok(s.view(m, s.rest(), true))
}
