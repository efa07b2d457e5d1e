package bot

import (
	"cmp"
	"context"
	"errors"
	"time"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/discord"
	"footnote/bot/feature"
	"footnote/bot/store"
)

// ackTime is how long the first response may take: Discord's three seconds, less
// what the way took.
const ackTime = 2700 * time.Millisecond

// inStore is the part of a first response's time that the store may take, to read
// what holds where something happens or to keep a question: there is time left for
// a sentence where it cannot.
func inStore(ackTime time.Duration) time.Duration { return ackTime * 3 / 4 }

// atDiscord is the part that a question to Discord may take on which it waits.
func atDiscord(ackTime time.Duration) time.Duration { return ackTime / 2 }

// interaction is one as the handlers need it.
type interaction struct {
	*discordgo.Interaction
	feature.Person
	feature.Place
	// named is what the person may do in the channels that it names.
	named map[string]feature.Can
	// form is the ID of one that was sent, fields what was written into it, first
	// what into its first input.
	form, first string
	fields      map[string]string
	files       map[string]feature.Upload
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
		ctx = store.In(ctx, i.Guild)
		defer b.apologise(ctx, i)
		b.locate(ctx, &i.Place)
		b.interact(ctx, i)
	})
}

// read finds out who and where. Where the bot is no member, a person who
// installed it for themselves is answered as outside of all guilds.
func (b *Bot) read(in *discordgo.Interaction, more *carried) (interaction, bool) {
	i := interaction{Interaction: in, named: more.named(), form: more.Data.Form}
	i.fields, i.first = more.written()
	i.files = more.uploaded()
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
	i.Place = feature.Place{Channel: in.ChannelID}
	if in.GuildID != "" && b.guilds.isIn(in.GuildID, installed) {
		i.Place.Guild, i.CanThread = in.GuildID, installed && can
	}
	more.at(&i.Place)
	return i, true
}

// interact carries an interaction out. What holds where it happens is found out
// once, here.
func (b *Bot) interact(ctx context.Context, i interaction) {
	soon, cancel := context.WithTimeout(ctx, inStore(b.AckTime))
	request, err := b.core.Request(soon, i.ID(), i.Person, i.Place)
	cancel()
	switch {
	case err != nil && i.Type == discordgo.InteractionApplicationCommandAutocomplete:
		b.Log.Warn("nothing could be suggested", "error", err)
		b.respond(ctx, i, choices(nil))
		return
	case err != nil:
		b.problem(ctx, i, "what holds here could not be read", err)
		return
	}
	request.Named = i.named
	switch data := i.Data.(type) {
	case discordgo.ApplicationCommandInteractionData:
		if i.Type == discordgo.InteractionApplicationCommandAutocomplete {
			b.suggest(ctx, i, b.invocation(request, data), data.Options)
			return
		}
		r, err := b.core.Invoke(ctx, b.invocation(request, data))
		b.carryOut(ctx, i, r, err, data.Name)
	case discordgo.MessageComponentInteractionData:
		r, err := b.core.Press(ctx, pressed(i, request, data.CustomID, data.Values))
		b.carryOut(ctx, i, r, err, data.CustomID)
	}
	if i.Type == discordgo.InteractionModalSubmit {
		f := feature.Form{Press: pressed(i, request, i.form, nil), Fields: i.fields, Files: i.files, Text: i.first}
		r, err := b.core.Submit(ctx, f)
		b.carryOut(ctx, i, r, err, i.form)
	}
}

// pressed is a button, menu or form by its ID, with what was chosen.
func pressed(i interaction, r feature.Request, button string, values []string) feature.Press {
	p := feature.Press{Request: r, Button: button, Values: values}
	if i.Message != nil {
		p.Message, p.Ephemeral = i.Message.ID, int(i.Message.Flags)&flagEphemeral != 0
	}
	return p
}

// ID is the interaction's; three embedded values have one.
func (i interaction) ID() string { return i.Interaction.ID }

// take takes a question on: refused at once where a limit is used up,
// otherwise acknowledged and then answered.
func (b *Bot) take(ctx context.Context, i interaction, q feature.Question) {
	if refusal := b.core.Ask.Admit(ctx, &q); refusal != nil {
		b.reply(ctx, i, *refusal, true)
		return
	}
	j := &job{Question: q, Token: i.Token}
	b.acking.Add(1)
	if err := b.begin(ctx, j); errors.Is(err, store.ErrLost) {
		b.acking.Add(-1)
		b.problem(ctx, i, "a question was not taken on", err)
		return
	}
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
		if discord.Sleep(ctx, 5*time.Millisecond) != nil {
			return
		}
	}
}
