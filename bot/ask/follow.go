package ask

import (
	"context"
	"strings"

	"footnote/bot/feature"
	"footnote/bot/render"
	"footnote/bot/store/conversationstore"
	"footnote/bot/store/poststore"
	"footnote/bot/words"
)

// follow goes on from a post: with a form where there can be no thread, or the
// talk is in one already, else by opening a thread on the post.
func (h *Handler) follow(_ context.Context, p feature.Press, post poststore.Post, _ int) (feature.Reply, error) {
	w := words.In(p.Locale)
	if !p.CanThread || p.Parent != "" || p.Ephemeral || p.Guild == "" {
		return feature.OpenForm(verbFollow, post.ID, 0, w.Say("follow.title"), render.Input{ID: feature.FieldText, Label: w.Say("follow.label"), Paragraph: true, Required: true, Max: 1000}), nil
	}
	return feature.Reply{Thread: &feature.Thread{
		Channel: p.Channel, Message: p.Message, Name: ThreadName(post.Answer.Question),
		Opened: func(ctx context.Context, thread string) (render.Message, render.Message, error) {
			return h.opened(ctx, p, post, thread)
		},
		Refused: feature.Notice(p.Locale, "follow.refused"),
	}}, nil
}

// followUp asks the question that was written into the form, in the conversation
// of the post.
func followUp(_ context.Context, f feature.Form, post poststore.Post) (feature.Reply, error) {
	q := f.Question(feature.Ask, f.Text)
	q.Private, q.Conversation = f.Ephemeral, post.Conversation
	return feature.Reply{Ask: q}, nil
}

// opened remembers a thread, with the turn it goes on from.
func (h *Handler) opened(ctx context.Context, p feature.Press, post poststore.Post, thread string) (inThread, toPerson render.Message, err error) {
	if err := h.Store.AddThread(ctx, conversationstore.Thread{ID: thread, Guild: p.Guild, Person: p.Person.ID}); err != nil {
		return inThread, toPerson, err
	}
	turn := conversationstore.Turn{Question: post.Answer.Understood(), Answer: post.Answer.Answer}
	if err := h.Store.AddTurn(ctx, thread, p.Person.ID, turn); err != nil {
		return inThread, toPerson, err
	}
	hello := words.In(post.Locale).Say("follow.hello")
	if !h.Reads() {
		hello = words.In(post.Locale).Say("follow.hello.mention", "bot", h.Mention())
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
