package bot

import (
	"context"
	"errors"
	"strconv"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/talk"
)

// invoke carries out a command that is registered with the desk.
func (b *Bot) invoke(ctx context.Context, i interaction, data discordgo.ApplicationCommandInteractionData) {
	r, err := b.desk.Invoke(ctx, invocation(i, data))
	if err != nil {
		m := b.desk.Problem(i.Person.Locale, "a command was not carried out", err, "interaction", i.ID(), "command", data.Name)
		r = talk.Reply{Message: &m, Private: true}
	}
	b.carryOut(ctx, i, r)
}

// invocation reads a command with its options.
func invocation(i interaction, data discordgo.ApplicationCommandInteractionData) talk.Invocation {
	in := talk.Invocation{
		ID: i.ID(), Command: data.Name, Options: map[string]string{}, Files: map[string]talk.Upload{}, Person: i.Person, Place: i.Place, Named: i.named,
	}
	options := data.Options
	if len(options) == 1 && options[0] != nil && options[0].Type == discordgo.ApplicationCommandOptionSubCommand {
		in.Sub, options = options[0].Name, options[0].Options
	}
	for _, o := range options {
		if o != nil {
			in.Options[o.Name] = valueOf(o)
		}
	}
	if data.Resolved == nil {
		return in
	}
	for name, value := range in.Options {
		if a := data.Resolved.Attachments[value]; a != nil {
			in.Files[name] = talk.Upload{Name: a.Filename, URL: a.URL, ContentType: a.ContentType, Size: a.Size}
		}
	}
	if m := data.Resolved.Messages[data.TargetID]; m != nil {
		said := saidIn(m)
		said.Channel = i.Place.Channel
		in.Target = &said
	}
	return in
}

// valueOf is an option's value as text.
func valueOf(o *discordgo.ApplicationCommandInteractionDataOption) string {
	switch v := o.Value.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

// focused is the option that is being typed, with what stands in it.
func focused(options []*discordgo.ApplicationCommandInteractionDataOption) (name, typed string) {
	for _, o := range options {
		switch {
		case o == nil:
		case o.Focused:
			return o.Name, valueOf(o)
		case len(o.Options) > 0:
			if name, typed = focused(o.Options); name != "" {
				return name, typed
			}
		}
	}
	return "", ""
}

// suggest completes the option that is being typed.
func (b *Bot) suggest(ctx context.Context, i interaction, data discordgo.ApplicationCommandInteractionData) {
	name, typed := focused(data.Options)
	list, err := b.desk.Complete(ctx, invocation(i, data), name, typed)
	if err != nil {
		b.Log.Warn("nothing could be suggested", "error", err)
	}
	b.respond(ctx, i, choices(list))
}

// workOn announces what takes longer, and does it.
func (b *Bot) workOn(ctx context.Context, i interaction, w *talk.Work) {
	first := deferred(w.Private)
	if w.Update {
		first = callback{Type: callDeferredUpdate}
	}
	// An apology in the place of a message that a button is on would take it
	// away: of what a button does, nothing is kept.
	j := &job{Question: b.question(i), Token: i.Token, Command: true, loose: w.Update}
	j.Private = w.Private
	b.begin(ctx, j)
	if !b.respond(ctx, i, first) {
		b.forget(ctx, j)
		return
	}
	timed, cancel := context.WithDeadline(ctx, j.At.Add(b.Life-min(lifeMargin, b.Life/10)))
	defer cancel()
	err := b.desk.Do(timed, w, i.Person, &screen{b: b, j: j})
	if err != nil {
		b.Log.Error("a command's end could not be shown", "interaction", i.ID(), "error", err)
	}
	if err == nil || !errors.Is(context.Cause(ctx), errParked) {
		b.forget(ctx, j)
	}
}
