package localdiscord

import (
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/wire"
)

// webhookAPI is the part of the API for webhooks.
type webhookAPI struct{ *Server }

func webhookRoutes() []rest.Route[*Server] {
	const base = "/webhooks/{webhook_id}/{webhook_token}"
	return []rest.Route[*Server]{
		rest.WithoutToken(rest.Post(base, on(webhookAPI.followUp))),
		rest.WithoutToken(rest.Get(base+"/messages/@original", on(webhookAPI.hookGet))),
		rest.WithoutToken(rest.Patch(base+"/messages/@original", on(webhookAPI.hookEdit))),
		rest.WithoutToken(rest.Delete(base+"/messages/@original", on(webhookAPI.hookDelete))),
		rest.WithoutToken(rest.Get(base+"/messages/{message_id}", on(webhookAPI.hookGet))),
		rest.WithoutToken(rest.Patch(base+"/messages/{message_id}", on(webhookAPI.hookEdit))),
		rest.WithoutToken(rest.Delete(base+"/messages/{message_id}", on(webhookAPI.hookDelete))),
	}
}

// hookTarget finds the interaction behind a webhook's path. An interaction
// that was never acknowledged has no webhook yet.
func (s *invocations) hookTarget(c *rest.Call) (*interaction, *Error) {
	it := s.live(c.Params["webhook_token"])
	if c.Params["webhook_id"] != s.botID {
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
func (s *invocations) hookMessage(c *rest.Call) (*interaction, *message, *Error) {
	it, err := s.hookTarget(c)
	if err != nil {
		return nil, nil, err
	}
	id := c.Params["message_id"]
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
func (s webhookAPI) followUp(c *rest.Call) (rest.Reply, *Error) {
	if w := s.webhooks[c.Params["webhook_id"]]; w != nil {
		return s.executeWebhook(w, c)
	}
	it, err := s.hookTarget(c)
	if err != nil {
		return rest.Refuse(err)
	}
	var send wire.MessageSend
	if err := c.Read(&send); err != nil {
		return rest.Refuse(err)
	}
	first := s.original(it)
	if first != nil && first.Loading() {
		if err := s.edit(first, send, c.Files); err != nil {
			return rest.Refuse(err)
		}
		return rest.OK(s.view(first, s.rest(), true))
	}
	if it.userOnly && len(it.followups) >= maxFollowups {
		return rest.Refuse(refusal.FollowupLimit)
	}
	m, err := s.speak(it, send, c.Files, false, first)
	if err != nil {
		return rest.Refuse(err)
	}
	it.followups = append(it.followups, m.ID)
	return rest.OK(s.view(m, s.rest(), true))
}

func (s webhookAPI) hookGet(c *rest.Call) (rest.Reply, *Error) {
	_, m, err := s.hookMessage(c)
	if err != nil {
		return rest.Refuse(err)
	}
	return rest.OK(s.view(m, s.rest(), true))
}

func (s webhookAPI) hookEdit(c *rest.Call) (rest.Reply, *Error) {
	_, m, err := s.hookMessage(c)
	if err != nil {
		return rest.Refuse(err)
	}
	var send wire.MessageSend
	if err := c.Read(&send); err != nil {
		return rest.Refuse(err)
	}
	nullsToEmpty(c, &send)
	if err := s.edit(m, send, c.Files); err != nil {
		return rest.Refuse(err)
	}
	return rest.OK(s.view(m, s.rest(), true))
}

// nullsToEmpty: in an edit null means "take away", absent "leave alone".
func nullsToEmpty(c *rest.Call, send *wire.MessageSend) {
	if send.Content == nil && c.Has("content") {
		send.Content = ptr("")
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
}

func (s webhookAPI) hookDelete(c *rest.Call) (rest.Reply, *Error) {
	_, m, err := s.hookMessage(c)
	if err != nil {
		return rest.Refuse(err)
	}
	s.discard(s.channels[m.ChannelID], m)
	return rest.Nothing()
}

// executeWebhook posts in the name of an incoming webhook.
func (s *invocations) executeWebhook(w *webhook, c *rest.Call) (rest.Reply, *Error) {
	if c.Params["webhook_token"] != w.token {
		return rest.Refuse(refusal.WebhookToken)
	}
	var send wire.MessageSend
	if err := c.Read(&send); err != nil {
		return rest.Refuse(err)
	}
	author := wire.User{ID: w.id, Username: w.name, Discriminator: "0000", Bot: true}
	if send.Username != nil && *send.Username != "" {
		author.Username = *send.Username
	}
	m, err := s.create(s.channels[w.channelID], draft{send: send, files: c.Files, author: author, webhook: w.id})
	if err != nil {
		return rest.Refuse(err)
	}
	if !rest.BoolQuery(c.Query, "wait") {
		return rest.Nothing()
	}
	return rest.OK(s.view(m, s.rest(), true))
}
