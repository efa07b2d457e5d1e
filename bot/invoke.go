package bot

import (
	"context"
	"errors"
	"strconv"

	"github.com/bwmarrin/discordgo"

	"footnote/bot/feature"
	"footnote/bot/store"
)

// invocation reads a command with its options.
func (b *Bot) invocation(r feature.Request, data discordgo.ApplicationCommandInteractionData) feature.Invocation {
	in := feature.Invocation{Request: r, Command: data.Name, Options: map[string]string{}, Files: map[string]feature.Upload{}}
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
			in.Files[name] = feature.Upload{Name: a.Filename, URL: a.URL, ContentType: a.ContentType, Size: a.Size}
		}
	}
	if m := data.Resolved.Messages[data.TargetID]; m != nil {
		said := saidIn(m)
		said.Channel, said.Text = r.Channel, b.withoutMe(said.Text)
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
func (b *Bot) suggest(ctx context.Context, i interaction, in feature.Invocation, options []*discordgo.ApplicationCommandInteractionDataOption) {
	name, typed := focused(options)
	list, err := b.core.Complete(ctx, in, name, typed)
	if err != nil {
		b.Log.Warn("nothing could be suggested", "error", err)
	}
	b.respond(ctx, i, choices(list))
}

// workOn announces what takes longer, and does it.
func (b *Bot) workOn(ctx context.Context, i interaction, w *feature.Work) {
	first := deferred(w.Private)
	if w.Update {
		first = callback{Type: callDeferredUpdate}
	}
	// An apology in the place of a message that a button is on would take it
	// away: of what a button does, nothing is kept.
	request := feature.Request{ID: i.ID(), Person: i.Person, Place: i.Place}
	j := &job{Question: *request.Question(feature.Ask, ""), Token: i.Token, Command: true, loose: w.Update}
	j.Private = w.Private
	if err := b.begin(ctx, j); errors.Is(err, store.ErrLost) {
		b.problem(ctx, i, "a command was not taken on", err)
		return
	}
	if !b.respond(ctx, i, first) {
		b.forget(ctx, j)
		return
	}
	timed, cancel := context.WithDeadline(ctx, j.At.Add(b.Life-min(lifeMargin, b.Life/10)))
	defer cancel()
	err := b.core.Do(timed, w, i.Person, &screen{b: b, j: j})
	if err != nil {
		b.Log.Error("a command's end could not be shown", "interaction", i.ID(), "error", err)
	}
	if err == nil || !errors.Is(context.Cause(ctx), errParked) {
		b.forget(ctx, j)
	}
}
