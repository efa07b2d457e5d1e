package localdiscord

import (
	"regexp"
	"strings"

	"footnote/bot/localdiscord/perm"
	"footnote/bot/localdiscord/traffic"
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

// mention finds out what a message's text names and whom of these it pings,
// and writes it into the message.
// Source: https://discord.com/developers/docs/resources/message#allowed-mentions-object
func (s *posts) mention(m *message, c *channel, allowed *wire.AllowedMentions, may perm.Set) Ping {
	text := codeBlock.ReplaceAllString(pingable(m.Message), "")
	p := Ping{MessageID: m.ID, ChannelID: c.ID, AuthorID: m.Author.ID}
	m.mentioned, m.roles = map[string]bool{}, map[string]bool{}
	m.Mentions, m.MentionRoles = []wire.User{}, []string{}
	for _, tag := range userTag.FindAllStringSubmatch(text, -1) {
		s.mentionUser(m, &p, tag[1], allowsUser(allowed, tag[1]))
	}
	for _, tag := range roleTag.FindAllStringSubmatch(text, -1) {
		s.mentionRole(m, &p, c, tag[1], allowed, may)
	}
	if ref := s.replied(m); ref != nil && (allowed == nil || allowed.RepliedUser) {
		s.mentionUser(m, &p, ref.Author.ID, true)
	}
	if everyoneTag.MatchString(text) && allows(allowed, "everyone") && may.Has(perm.MentionEveryone) && c.GuildID != "" {
		m.MentionEveryone, p.Everyone = true, true
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

func (s *posts) replied(m *message) *message {
	if m.Type != wire.MessageReply || m.MessageReference == nil {
		return nil
	}
	return s.messageAt(m.MessageReference)
}

func (s *posts) mentionUser(m *message, p *Ping, id string, allowed bool) {
	u := s.users[id]
	if u == nil {
		return
	}
	m.mentioned[id] = true
	if allowed && !contains(p.Users, id) {
		m.Mentions = append(m.Mentions, u.User)
		p.Users = append(p.Users, id)
	}
}

// mentionRole: a role that is not mentionable rings only for who may mention
// everyone.
func (s *posts) mentionRole(m *message, p *Ping, c *channel, id string, allowed *wire.AllowedMentions, may perm.Set) {
	g := s.guilds[c.GuildID]
	if g == nil || g.roles[id] == nil {
		return
	}
	m.roles[id] = true
	listed := allows(allowed, "roles") || allowed != nil && contains(allowed.Roles, id)
	rings := g.roles[id].Mentionable || may.Has(perm.MentionEveryone)
	if listed && rings && !contains(p.Roles, id) {
		m.MentionRoles = append(m.MentionRoles, id)
		p.Roles = append(p.Roles, id)
	}
}

func allows(a *wire.AllowedMentions, kind string) bool {
	return a == nil || contains(a.Parse, kind)
}

func allowsUser(a *wire.AllowedMentions, id string) bool {
	return allows(a, "users") || contains(a.Users, id)
}

// rang records a ping, if it is one.
func (s *posts) rang(p Ping) {
	if p.Everyone || len(p.Users) > 0 || len(p.Roles) > 0 {
		s.pings = traffic.Keep(s.pings, p, s.cfg.TrafficSize)
	}
}

// Pings are the messages that rang for somebody, oldest first. A bot that
// pings nobody has none with its BotID as the author.
func (s *posts) Pings() []Ping {
	s.mu.Lock()
	defer s.mu.Unlock()
	return traffic.Last(s.pings, s.cfg.TrafficSize)
}
