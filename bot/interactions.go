package bot

import (
	"cmp"
	"context"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/render"
	"footnote/bot/talk"
)

// ackTime is how long the first response may take: Discord's three seconds, less
// what the way took.
const ackTime = 2700 * time.Millisecond

// interaction is one as the handlers need it.
type interaction struct {
	*discordgo.Interaction
	talk.Person
	talk.Place
	// named is what the person may do in the channels that it names.
	named map[string]talk.Can
}

// onInteraction takes an interaction; see guarded for what may be missing.
func (b *Bot) onInteraction(in *discordgo.Interaction, more *carried) {
	if in == nil || in.ID == "" || in.Token == "" || !b.seen.first(in.ID) || b.stop.Load() {
		return
	}
	i, ok := b.read(in, more)
	if !ok {
		return
	}
	b.spawn("answering an interaction", func(ctx context.Context) {
		defer b.apologise(ctx, i)
		b.locate(ctx, &i.Place)
		b.interact(ctx, i)
	})
}

// read finds out who and where. Where the bot is no member, a person who
// installed it for themselves is answered as outside of all guilds.
func (b *Bot) read(in *discordgo.Interaction, more *carried) (interaction, bool) {
	i := interaction{Interaction: in, named: more.named()}
	user := in.User
	if in.Member != nil {
		user = in.Member.User
		i.Roles, i.Person.Name = in.Member.Roles, in.Member.Nick
		i.Moderator, i.Manager = in.Member.Permissions&mayModerate != 0, in.Member.Permissions&mayManage != 0
	}
	if user == nil || user.ID == "" || user.Bot {
		return i, false
	}
	i.Person.ID, i.Person.Locale = user.ID, string(in.Locale)
	i.Person.Name = cmp.Or(i.Person.Name, user.DisplayName())
	_, installed := in.AuthorizingIntegrationOwners[discordgo.ApplicationIntegrationGuildInstall]
	can := in.AppPermissions&discordgo.PermissionAdministrator != 0 || in.AppPermissions&mayThread == mayThread
	i.Place = talk.Place{Channel: in.ChannelID}
	if in.GuildID != "" && b.guilds.isIn(in.GuildID, installed) {
		i.Place.Guild, i.CanThread = in.GuildID, installed && can
	}
	more.at(&i.Place)
	return i, true
}

func (b *Bot) interact(ctx context.Context, i interaction) {
	switch data := i.Data.(type) {
	case discordgo.ApplicationCommandInteractionData:
		if i.Type == discordgo.InteractionApplicationCommandAutocomplete {
			b.suggest(ctx, i, data)
			return
		}
		b.command(ctx, i, data)
	case discordgo.MessageComponentInteractionData:
		b.press(ctx, i, talk.Press{Button: data.CustomID, Values: data.Values})
	case discordgo.ModalSubmitInteractionData:
		fields, first := written(data)
		b.press(ctx, i, talk.Press{Button: data.CustomID, Text: first, Fields: fields, Values: []string{talk.FormSent}})
	}
}

// written is what was written into each input of a form, and into the first.
func written(data discordgo.ModalSubmitInteractionData) (fields map[string]string, first string) {
	fields = map[string]string{}
	for _, row := range data.Components {
		r, ok := row.(*discordgo.ActionsRow)
		if !ok {
			continue
		}
		for _, c := range r.Components {
			if input, ok := c.(*discordgo.TextInput); ok {
				if len(fields) == 0 {
					first = input.Value
				}
				fields[input.CustomID] = input.Value
			}
		}
	}
	return fields, first
}

// command answers a slash command or a context menu.
func (b *Bot) command(ctx context.Context, i interaction, data discordgo.ApplicationCommandInteractionData) {
	switch data.Name {
	case nameHelp:
		m, err := b.desk.Help(ctx, i.Person.Locale, i.Place)
		b.replyOr(ctx, i, m, err)
	case nameSources:
		m, err := b.desk.Sources(ctx, i.Person.Locale, i.Place)
		b.replyOr(ctx, i, m, err)
	case nameAsk:
		b.take(ctx, i, b.asked(i, data))
	case nameAskAbout, nameCheck:
		b.take(ctx, i, b.about(i, data))
	default:
		b.invoke(ctx, i, data)
	}
}

// replyOr answers with a message for the person alone, or with what went wrong.
func (b *Bot) replyOr(ctx context.Context, i interaction, m render.Message, err error) {
	if err != nil {
		m = b.desk.Problem(i.Person.Locale, "a command was not carried out", err, "interaction", i.ID())
	}
	b.reply(ctx, i, m, true)
}

// ID is the interaction's; three embedded values have one.
func (i interaction) ID() string { return i.Interaction.ID }

func (b *Bot) question(i interaction) talk.Question {
	return talk.Question{ID: i.ID(), Kind: talk.Ask, Person: i.Person, Place: i.Place, At: time.Now()}
}

// asked reads /ask.
func (b *Bot) asked(i interaction, data discordgo.ApplicationCommandInteractionData) talk.Question {
	q := b.question(i)
	for _, o := range data.Options {
		if o == nil {
			continue
		}
		switch value := o.Value.(type) {
		case string:
			if o.Name == optionQuestion {
				q.Text = value
			}
		case bool:
			q.Private = o.Name == optionPrivate && value
		}
	}
	return q
}

// about reads a message's context menu.
func (b *Bot) about(i interaction, data discordgo.ApplicationCommandInteractionData) talk.Question {
	q := b.question(i)
	if data.Name == nameCheck {
		q.Kind = talk.Check
	}
	if data.Resolved == nil {
		return q
	}
	if m := data.Resolved.Messages[data.TargetID]; m != nil {
		q.Text = strings.TrimSpace(b.withoutMe(m.Content))
	}
	return q
}

// take takes a question on: refused at once where a limit is used up,
// otherwise acknowledged and then answered.
func (b *Bot) take(ctx context.Context, i interaction, q talk.Question) {
	if refusal := b.desk.Admit(ctx, q); refusal != nil {
		b.reply(ctx, i, *refusal, true)
		return
	}
	j := &job{Question: q, Token: i.Token}
	b.acking.Add(1)
	b.begin(ctx, j)
	acknowledged := b.acknowledge(ctx, i, q.Private)
	b.acking.Add(-1)
	if !acknowledged {
		b.forget(ctx, j)
		return
	}
	b.afterOthers(ctx)
	b.answer(ctx, j)
}

// mostYield is how long an answer steps back behind acknowledgements.
const mostYield = 500 * time.Millisecond

// afterOthers lets a burst be acknowledged before it is answered: answering
// takes all cores, and an acknowledgement has three seconds.
func (b *Bot) afterOthers(ctx context.Context) {
	for until := time.Now().Add(mostYield); b.acking.Load() > 0 && time.Now().Before(until); {
		if sleep(ctx, 5*time.Millisecond) != nil {
			return
		}
	}
}

// reply answers an interaction with a message at once.
func (b *Bot) reply(ctx context.Context, i interaction, m render.Message, private bool) bool {
	return b.respond(ctx, i, callback{callMessage, whole(m, private)})
}

// codeAcknowledged refuses a first response to what has had one.
const codeAcknowledged = 40060

// acknowledge announces an answer. It is false only where Discord refused: what
// was sent and not confirmed in time may have arrived, and then an answer is
// waited for. If it has not, showing the answer fails.
func (b *Bot) acknowledge(ctx context.Context, i interaction, private bool) bool {
	err := b.firstResponse(ctx, i, deferred(private))
	if err != nil {
		b.Log.Warn("a question could not be acknowledged in time", "interaction", i.ID(), "error", err)
	}
	return err == nil || statusOf(err) == 0 || statusOf(err) >= 500
}

// respond sends the first response to an interaction and tells whether Discord
// took it within its three seconds.
func (b *Bot) respond(ctx context.Context, i interaction, c callback) bool {
	err := b.firstResponse(ctx, i, c)
	if err != nil {
		b.Log.Warn("an interaction could not be answered in time", "interaction", i.ID(), "error", err)
	}
	return err == nil
}

func (b *Bot) firstResponse(ctx context.Context, i interaction, c callback) error {
	ctx, cancel := context.WithTimeout(ctx, b.AckTime)
	defer cancel()
	path := "/interactions/" + i.ID() + "/" + i.Token + "/callback"
	_, err := b.rest.do(ctx, request{method: "POST", path: path, body: c, free: true})
	// A response that was taken although its answer got lost is refused when it
	// is sent again.
	if codeOf(err) == codeAcknowledged {
		return nil
	}
	return err
}
