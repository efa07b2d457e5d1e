package localdiscord

import (
	"strings"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/refusal"
	"footnote/bot/localdiscord/rest"
	"footnote/bot/localdiscord/rules"
	"footnote/bot/localdiscord/wire"
)

// draft is a message that somebody wants to post, with who and how.
type draft struct {
	send    wire.MessageSend
	files   []rest.Upload
	author  wire.User
	kind    int
	flags   int // besides those that send asks for
	onlyFor string
	may     perm.Set // for mentions
	webhook string
	app     bool // posted by the application: its rules, its strictness
	meta    *wire.InteractionMetadata
	id      string // of a forum post's first message, which is the thread's
	loading bool   // a deferred response, which is empty by nature
}

// check is what Discord refuses in the body of a message.
func (s *posts) check(send wire.MessageSend, files []rest.Upload, v2 bool) *Error {
	if problems := rules.Message(send, v2); len(problems) > 0 {
		return refusal.Form(problems)
	}
	if len(files) > rules.MaxFiles {
		return refusal.Field("files", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")
	}
	return nil
}

// isEmpty: a message needs content, embeds, stickers, components, files or a
// poll; else 50006.
func isEmpty(m wire.MessageSend, files int) bool {
	return files == 0 && (m.Content == nil || strings.TrimSpace(*m.Content) == "") &&
		(m.Embeds == nil || len(*m.Embeds) == 0) && (m.Components == nil || len(*m.Components) == 0) &&
		len(m.StickerIDs) == 0 && (len(m.Poll) == 0 || string(m.Poll) == "null")
}

// create posts a message after all checks of its body; who may post is the
// caller's question.
func (s *posts) create(c *channel, d draft) (*message, *Error) {
	if !d.loading {
		if err := s.check(d.send, d.files, false); err != nil {
			return nil, err
		}
		if isEmpty(d.send, len(d.files)) {
			return nil, refusal.EmptyMessage
		}
	}
	if old := c.byID[c.nonces[nonceKey(d)]]; old != nil {
		return old, nil
	}
	m := &message{Message: wire.Message{
		ID: s.nextID(), ChannelID: c.ID, Author: d.author, Timestamp: s.now(), Type: d.kind, TTS: d.send.TTS,
		Mentions: []wire.User{}, MentionRoles: []string{}, Attachments: []wire.Attachment{},
		Embeds: []wire.Embed{}, Components: []wire.Component{}, Nonce: d.send.Nonce,
		WebhookID: d.webhook, InteractionMetadata: d.meta, Flags: d.flags,
	}, onlyFor: d.onlyFor}
	if d.id != "" {
		m.ID = d.id
	}
	if d.app {
		m.ApplicationID = s.botID
		s.wantMentions(d.send, m.ID, d.loading)
	}
	if err := s.fill(m, d.send, d.files); err != nil {
		return nil, err
	}
	s.refer(m, c, d.send.MessageReference)
	ping := s.mention(m, c, d.send.AllowedMentions, d.may)
	s.place(c, m, nonceKey(d))
	if m.onlyFor == "" {
		s.rang(ping)
	}
	s.announce("MESSAGE_CREATE", m)
	return m, nil
}

// nonceKey is the key under which enforce_nonce finds a message again.
func nonceKey(d draft) string {
	if !d.send.EnforceNonce || d.send.Nonce == nil {
		return ""
	}
	return d.author.ID + " " + string(mustRaw(d.send.Nonce))
}

// wantMentions records a body without allowed_mentions.
func (s *posts) wantMentions(send wire.MessageSend, messageID string, loading bool) {
	if !s.cfg.Lenient && !loading && send.AllowedMentions == nil {
		s.log.Violation("allowed_mentions", "message %s was sent without allowed_mentions, so Discord would parse all mentions", messageID)
	}
}

// fill writes a body over a message; absent fields stay.
func (s *posts) fill(m *message, send wire.MessageSend, files []rest.Upload) *Error {
	if send.Content != nil {
		m.Content = strings.TrimSpace(*send.Content)
	}
	if send.Components != nil {
		list := append([]wire.Component{}, *send.Components...)
		wire.Normalise(list)
		m.Components = list
	}
	if send.Flags != nil {
		m.Flags = m.Flags&^wire.FlagSuppressEmbeds | *send.Flags
	}
	if err := s.attach(m, send, files); err != nil {
		return err
	}
	if send.Embeds != nil {
		m.Embeds = append([]wire.Embed{}, *send.Embeds...)
		for i := range m.Embeds {
			m.Embeds[i].Type = "rich"
		}
	}
	return nil
}

// attach keeps the attachments that an edit names and adds the uploads.
func (s *posts) attach(m *message, send wire.MessageSend, files []rest.Upload) *Error {
	described := map[string]wire.AttachmentSend{}
	if send.Attachments != nil {
		kept := []wire.Attachment{}
		for _, a := range *send.Attachments {
			described[string(a.ID)] = a
			for _, old := range m.Attachments {
				if old.ID == string(a.ID) {
					kept = append(kept, old)
				}
			}
		}
		m.Attachments = kept
	}
	list := append([]wire.Attachment{}, m.Attachments...)
	for _, f := range files {
		d := described[f.N]
		if rules.Length(d.Description) > 1024 {
			return refusal.Field("attachments", "BASE_TYPE_MAX_LENGTH", "Must be 1024 or fewer in length.")
		}
		if d.Filename != "" {
			f.Name = rest.CleanName(d.Filename)
		}
		list = append(list, s.store(m.ChannelID, f, d.Description, m.onlyFor != ""))
	}
	m.Attachments = list
	return nil
}

// refer makes a reply of a message.
func (s *posts) refer(m *message, c *channel, ref *wire.MessageReference) {
	if ref == nil || c.find(ref.MessageID) == nil {
		return
	}
	m.MessageReference = &wire.MessageReference{MessageID: ref.MessageID, ChannelID: c.ID, GuildID: c.GuildID}
	if m.Type == wire.MessageDefault {
		m.Type = wire.MessageReply
	}
}

// place puts a message in its channel. A thread wakes up and gains its author.
func (s *posts) place(c *channel, m *message, nonce string) {
	c.add(m)
	if limit := s.cfg.MaxHistory; limit > 0 && len(c.messages) > limit {
		s.drop(c, c.messages[0])
	}
	if nonce != "" {
		c.nonces[nonce] = m.ID
	}
	if m.onlyFor != "" {
		return
	}
	c.LastMessageID = ptr(m.ID)
	if c.IsThread() {
		s.wakeThread(c, m.Author)
		n := len(c.messages)
		m.Position = &n
	}
}

// announce tells everybody who may see a message about it.
func (s *posts) announce(name string, m *message) {
	c := s.channels[m.ChannelID]
	h := happening{name: name, guildID: c.GuildID, channelID: c.ID, intent: messageIntent(c), only: m.onlyFor}
	// The gateway never carries a message that only one person sees.
	h.notBot = m.onlyFor != ""
	h.view = func(v viewer) any {
		out := s.view(m, v, false)
		out.GuildID = c.GuildID
		if m.WebhookID == "" || m.ApplicationID != "" {
			out.Member = s.memberIn(c.GuildID, m.Author.ID)
		}
		return out
	}
	s.emit(h)
}

func messageIntent(c *channel) wire.Intent {
	if c.GuildID == "" {
		return wire.IntentDirectMessages
	}
	return wire.IntentGuildMessages
}
