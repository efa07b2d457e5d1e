package world

import (
	"regexp"
	"slices"
	"strings"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/wire"
)

// Ping is whom a message rang for: what its text names, as far as
// allowed_mentions and the author's permissions let it.
type Ping struct {
	MessageID, ChannelID, AuthorID string

	Users, Roles []string
	Everyone     bool // @everyone or @here
}

var (
	codeBlock   = regexp.MustCompile("(?s)```.*?```|`[^`\n]+`")
	userTag     = regexp.MustCompile(`<@!?(\d{5,20})>`)
	roleTag     = regexp.MustCompile(`<@&(\d{5,20})>`)
	everyoneTag = regexp.MustCompile(`@(everyone|here)\b`)
)

// mention finds out what the message's text names and whom of these it pings,
// and writes it into the message.
// Source: https://discord.com/developers/docs/resources/message#allowed-mentions-object
func (m *Message) mention(allowed *wire.AllowedMentions, may perm.Set) Ping {
	text := codeBlock.ReplaceAllString(pingable(m.Message), "")
	m.Mentions, m.MentionRoles = []wire.User{}, []string{}
	for _, tag := range userTag.FindAllStringSubmatch(text, -1) {
		if allows(allowed, "users") || slices.Contains(allowed.Users, tag[1]) {
			m.mentionUser(tag[1])
		}
	}
	for _, tag := range roleTag.FindAllStringSubmatch(text, -1) {
		m.mentionRole(tag[1], allowed, may)
	}
	if ref := m.replied(); ref != nil && (allowed == nil || allowed.RepliedUser) {
		m.mentionUser(ref.Author.ID)
	}
	everyone := everyoneTag.MatchString(text) && allows(allowed, "everyone") && may.Has(perm.MentionEveryone) && m.in.guild != nil
	m.MentionEveryone = m.MentionEveryone || everyone
	p := Ping{MessageID: m.ID, ChannelID: m.ChannelID, AuthorID: m.Author.ID, Roles: m.MentionRoles, Everyone: everyone}
	for _, u := range m.Mentions {
		p.Users = append(p.Users, u.ID)
	}
	return p
}

// pingable is the text that can ping: content and V2 text displays, not embeds.
func pingable(m wire.Message) string {
	texts := []string{m.Content}
	wire.Walk(m.Components, func(c *wire.Component) {
		if c.Type == wire.TextDisplay {
			texts = append(texts, c.Content)
		}
	})
	return strings.Join(texts, "\n")
}

func (m *Message) mentionUser(id string) {
	u := m.in.w.users[id]
	if u != nil && !slices.ContainsFunc(m.Mentions, func(in wire.User) bool { return in.ID == id }) {
		m.Mentions = append(m.Mentions, u.User)
	}
}

// mentionRole: a role that is not mentionable rings only for who may mention
// everyone.
func (m *Message) mentionRole(id string, allowed *wire.AllowedMentions, may perm.Set) {
	r := m.in.guild.Role(id)
	if r == nil {
		return
	}
	listed := allows(allowed, "roles") || allowed != nil && slices.Contains(allowed.Roles, id)
	rings := r.Mentionable || may.Has(perm.MentionEveryone)
	if listed && rings && !slices.Contains(m.MentionRoles, id) {
		m.MentionRoles = append(m.MentionRoles, id)
	}
}

func allows(a *wire.AllowedMentions, kind string) bool {
	return a == nil || slices.Contains(a.Parse, kind)
}

// rang records a ping, if it is one.
func (w *World) rang(p Ping) {
	if p.Everyone || len(p.Users) > 0 || len(p.Roles) > 0 {
		w.pings.Put(p)
	}
}

// Pings are the messages that rang for somebody, oldest first.
func (w *World) Pings() []Ping { return w.pings.Last() }
