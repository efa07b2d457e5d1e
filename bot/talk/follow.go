package talk

import (
	"context"
	"strings"

	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/bot/words"
)

// follow goes on from a post: with a form where there can be no thread, or the
// talk is in one already, else by opening a thread on the post.
func (d *Desk) follow(p Press, post store.Post) Reply {
	w := words.In(p.Locale)
	if p.isForm() {
		return Reply{Ask: &Question{
			ID: p.ID, Kind: Ask, Text: p.Text, Person: p.Person, Place: p.Place, Private: p.Ephemeral,
			Conversation: post.Conversation,
		}}
	}
	if !p.CanThread || p.Parent != "" || p.Ephemeral || p.Guild == "" {
		return Reply{Modal: &render.Modal{ID: id(verbFollow, post.ID, 0), Title: w.Say("follow.title"), Rows: []render.Row{{
			render.Input{ID: fieldText, Label: w.Say("follow.label"), Paragraph: true, Required: true, Max: 1000},
		}}}}
	}
	return Reply{Thread: &Thread{
		Channel: p.Channel, Message: p.Message, Name: ThreadName(post.Answer.Question),
		Opened: func(ctx context.Context, thread string) (render.Message, render.Message, error) {
			return d.opened(ctx, p, post, thread)
		},
		Refused: notice(p.Locale, "follow.refused"),
	}}
}

// opened remembers a thread, with the turn it goes on from.
func (d *Desk) opened(ctx context.Context, p Press, post store.Post, thread string) (inThread, toPerson render.Message, err error) {
	if err := d.Store.AddThread(ctx, store.Thread{ID: thread, Guild: p.Guild, Person: p.Person.ID}); err != nil {
		return inThread, toPerson, err
	}
	turn := store.Turn{Question: post.Answer.Question, Answer: post.Answer.Answer}
	if err := d.Store.AddTurn(ctx, thread, p.Person.ID, turn); err != nil {
		return inThread, toPerson, err
	}
	hello := words.In(post.Locale).Say("follow.hello")
	if !d.Reads() {
		hello = words.In(post.Locale).Say("follow.hello.mention", "bot", d.Mention())
	}
	there := words.In(p.Locale).Say("follow.thread", "thread", "<#"+thread+">")
	return render.Notice(render.ColourPlain, hello), render.Notice(render.ColourPlain, there), nil
}

// ThreadName makes a thread's name from a question.
func ThreadName(question string) string {
	if name := render.Cut(render.Clean(question), render.MaxThreadName); strings.TrimSpace(name) != "" {
		return name
	}
	return "…"
}
