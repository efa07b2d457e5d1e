package bot

import (
	"cmp"
	"context"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/ask"
	"footnote/bot/discord"
	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store"
)

// onMessage takes a message; see guarded for what may be missing.
func (b *Bot) onMessage(m *discordgo.Message) {
	if m == nil || m.ID == "" || m.Author == nil || b.stop.Load() || !b.seen.first(m.ID) {
		return
	}
	h := b.heard(m)
	if h.NotHuman {
		return
	}
	select {
	case b.ear <- h:
	default:
		b.Log.Warn("messages arrive faster than they can be judged, one was left out", "message", h.ID)
	}
}

// earLength is how many messages may wait to be judged; judging one takes
// about a tenth of a millisecond.
const earLength = 4096

// listen judges messages one after the other: whether one is for the bot
// depends on those before it, such as a moderator's.
func (b *Bot) listen(ctx, life context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case h := <-b.ear:
			b.judge(life, h)
		}
	}
}

// judge decides on one message; a panic leaves out that one only.
func (b *Bot) judge(ctx context.Context, h ask.Heard) {
	defer b.recovered("judging a message")
	ctx = store.In(ctx, h.Guild)
	b.locate(ctx, &h.Place)
	// A post of a forum has the ID of the message that begins it.
	if h.Starter = h.Parent != "" && h.ID == h.Channel; h.Starter {
		at, _ := b.guilds.place(h.Channel)
		h.Title = at.name
	}
	q, ours, err := b.core.Ask.Hear(ctx, h)
	switch {
	case err != nil:
		b.Log.Error("a message could not be judged", "message", h.ID, "error", err)
	case ours:
		b.spawn("answering a message", func(ctx context.Context) { b.hear(store.In(ctx, q.Guild), q) })
	}
}

// heard reads a message.
func (b *Bot) heard(m *discordgo.Message) ask.Heard {
	self := b.selfID()
	h := ask.Heard{
		ID: m.ID, At: time.Now(), Text: strings.TrimSpace(b.withoutMe(m.Content)),
		NotHuman: !human(m, self),
		Person:   b.author(m),
		Place:    feature.Place{Guild: m.GuildID, Channel: m.ChannelID},
	}
	if r := m.ReferencedMessage; m.Type == discordgo.MessageTypeReply && r != nil && r.Author != nil {
		h.ReplyTo, h.ReplyToMe = r.ID, r.Author.ID == self && self != ""
	}
	h.Me, h.Others = mentioned(m, self)
	return h
}

// mentioned reports whether a message names the bot, and whether it names or
// pings somebody else; Discord counts who is replied to among these.
func mentioned(m *discordgo.Message, self string) (me, others bool) {
	others = len(m.MentionRoles) > 0 || m.MentionEveryone
	for _, u := range m.Mentions {
		switch {
		case u == nil:
		case u.ID != self:
			others = true
		case names(m.Content, self):
			me = true
		}
	}
	return me, others
}

// human reports whether a person wrote a message, and not a bot, a webhook or
// Discord itself.
func human(m *discordgo.Message, self string) bool {
	return !m.Author.Bot && !m.Author.System && m.WebhookID == "" && m.Author.ID != self &&
		(m.Type == discordgo.MessageTypeDefault || m.Type == discordgo.MessageTypeReply)
}

// author is who wrote a message. Messages carry no language but the guild's.
func (b *Bot) author(m *discordgo.Message) feature.Person {
	p := feature.Person{ID: m.Author.ID, Locale: cmp.Or(b.guilds.locale(m.GuildID), m.Author.Locale)}
	p.Name = m.Author.DisplayName()
	if m.Member != nil {
		p.Roles, p.Name = m.Member.Roles, cmp.Or(m.Member.Nick, p.Name)
		set := b.guilds.permissions(m.GuildID, m.Author.ID, m.Member.Roles)
		p.Moderator, p.Manager = set&mayModerate != 0, set&mayManage != 0
	}
	return p
}

// names reports whether a text names a user.
func names(text, user string) bool {
	return user != "" && (strings.Contains(text, "<@"+user+">") || strings.Contains(text, "<@!"+user+">"))
}

// withoutMe takes mentions of the bot out of a text.
func (b *Bot) withoutMe(text string) string {
	self := b.selfID()
	if self == "" {
		return text
	}
	return strings.NewReplacer("<@"+self+">", " ", "<@!"+self+">", " ").Replace(text)
}

// hear answers a message that is a question to the bot.
func (b *Bot) hear(ctx context.Context, q feature.Question) {
	if refusal := b.core.Ask.Admit(ctx, &q); refusal != nil {
		b.turnAway(ctx, &job{Question: q}, *refusal)
		return
	}
	j := &job{Question: q}
	_ = b.begin(ctx, j) // logged; a message is acknowledged by its answer
	if !q.Unasked {
		// Shows at once that the bot is at it; nothing depends on it.
		soon, cancel := context.WithTimeout(ctx, 2*time.Second)
		b.rest.TryOnce(soon, discord.Request{Method: "POST", Path: "/channels/" + q.Channel + "/typing", Lane: "typing " + q.Channel})
		cancel()
	}
	b.answer(ctx, j)
}

// turnAway says that a limit is used up, where that costs nobody's turn: who
// floods a channel shall not have the bot flood it too.
func (b *Bot) turnAway(ctx context.Context, j *job, refusal render.Message) {
	if j.Unasked {
		return
	}
	(&screen{b: b, j: j}).ShowProgress(ctx, refusal)
}
