package bot

import (
	"context"
	"errors"

	"footnote/bot/feature"
	"footnote/bot/render"
)

// carryOut does what a reply says, or tells what went wrong; by is the command or
// button that it answers.
func (b *Bot) carryOut(ctx context.Context, i interaction, r feature.Reply, err error, by string) {
	if err != nil {
		b.problem(ctx, i, "an interaction was not carried out", err, "by", by)
		return
	}
	switch {
	case r.Message != nil:
		b.reply(ctx, i, *r.Message, r.Private)
	case r.Update != nil:
		b.respond(ctx, i, callback{callUpdate, whole(*r.Update, false)})
	case r.Rows != nil:
		b.respond(ctx, i, callback{callUpdate, onlyRows(r.Rows)})
	case r.Modal != nil:
		b.respond(ctx, i, callback{callModal, r.Modal})
	case r.Ask != nil:
		b.take(ctx, i, *r.Ask)
	case r.Remove != nil:
		b.remove(ctx, i, r.Remove)
	case r.Work != nil:
		b.workOn(ctx, i, r.Work)
	case r.Thread != nil:
		b.openThread(ctx, i, r.Thread)
	default:
		b.respond(ctx, i, callback{Type: callDeferredUpdate})
	}
	if r.Thanks != nil {
		b.follow(ctx, i, *r.Thanks)
	}
}

// problem tells a person that something went wrong.
func (b *Bot) problem(ctx context.Context, i interaction, doing string, err error, attrs ...any) {
	m := feature.Problem(b.Log, i.Person.Locale, doing, err, append([]any{"interaction", i.ID()}, attrs...)...)
	b.reply(ctx, i, m, true)
}

// hook is the path of what comes after an interaction's first response.
func (b *Bot) hook(token string) string { return "/webhooks/" + b.app + "/" + token }

// original ends the path of an interaction's first response.
const original = "/messages/@original"

// throughHook is a request by an interaction's token. Its lane is its own, so
// that the edits of different interactions do not wait for each other, and it
// does not count towards the bot's global limit.
// Source: https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages
func throughHook(method, hook, rest string, body any) request {
	return request{method: method, path: hook + rest, lane: hook, body: body, free: true}
}

// follow sends the person a further message of their own.
func (b *Bot) follow(ctx context.Context, i interaction, m render.Message) {
	ctx, cancel := context.WithTimeout(ctx, b.Life)
	defer cancel()
	hook := b.hook(i.Token)
	_, err := b.rest.do(ctx, throughHook("POST", hook, "?wait=true", whole(m, true)))
	if err != nil {
		b.Log.Warn("a person could not be told", "interaction", i.ID(), "error", err)
	}
}

// remove deletes the message a button is on, then the others of its post.
func (b *Bot) remove(ctx context.Context, i interaction, list []feature.Posted) {
	if !b.respond(ctx, i, callback{Type: callDeferredUpdate}) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, b.Life)
	defer cancel()
	for n, m := range list {
		q := request{method: "DELETE", path: "/channels/" + m.Channel + "/messages/" + m.ID, lane: "delete " + m.Channel}
		if n == 0 {
			// Also where the bot is no member, and for what only one person sees.
			q = throughHook("DELETE", b.hook(i.Token), original, nil)
		}
		if _, err := b.rest.do(ctx, q); err != nil && statusOf(err) != 404 {
			b.Log.Warn("a message could not be deleted", "message", m.ID, "error", err)
		}
	}
}

// codeThreadExists: the message has a thread already; it has the message's ID.
const codeThreadExists = 160004

// openThread opens a thread on a message and says so.
func (b *Bot) openThread(ctx context.Context, i interaction, t *feature.Thread) {
	if !b.respond(ctx, i, deferred(true)) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, b.Life)
	defer cancel()
	toPerson := b.thread(ctx, i, t)
	hook := b.hook(i.Token)
	_, err := b.rest.do(ctx, throughHook("PATCH", hook, original, whole(toPerson, false)))
	if err != nil {
		b.Log.Warn("a person could not be told about a thread", "interaction", i.ID(), "error", err)
	}
}

// thread opens a thread, greets in it, and returns what to tell the person.
func (b *Bot) thread(ctx context.Context, i interaction, t *feature.Thread) render.Message {
	id, err := b.makeThread(ctx, t)
	if err != nil {
		if status := statusOf(err); status >= 400 && status < 500 {
			return t.Refused
		}
		return feature.Problem(b.Log, i.Person.Locale, "a thread could not be opened", err, "interaction", i.ID())
	}
	inThread, toPerson, err := t.Opened(ctx, id)
	if err != nil {
		return feature.Problem(b.Log, i.Person.Locale, "a thread could not be remembered", err, "interaction", i.ID())
	}
	body := whole(inThread, false)
	body.Nonce, body.EnforceNonce = i.ID(), true
	_, err = b.rest.do(ctx, request{method: "POST", path: "/channels/" + id + "/messages", lane: "post " + id, body: body})
	if err != nil {
		b.Log.Warn("a thread could not be greeted", "thread", id, "error", err)
	}
	return toPerson
}

func (b *Bot) makeThread(ctx context.Context, t *feature.Thread) (string, error) {
	const day = 1440 // minutes until Discord archives an idle thread
	out, err := b.rest.do(ctx, request{
		method: "POST", path: "/channels/" + t.Channel + "/messages/" + t.Message + "/threads", lane: "threads " + t.Channel,
		body: map[string]any{"name": t.Name, "auto_archive_duration": day},
	})
	if codeOf(err) == codeThreadExists {
		return t.Message, nil
	}
	made, err := decode[struct {
		ID string `json:"id"`
	}](out, err)
	if err == nil && made.ID == "" {
		err = errors.New("the thread has no ID")
	}
	return made.ID, err
}

// apologise is deferred: it turns a panic into an apology with a number.
func (b *Bot) apologise(ctx context.Context, i interaction) {
	cause := recover()
	if cause == nil {
		return
	}
	b.panicked("answering an interaction", cause)
	m := feature.Problem(b.Log, i.Person.Locale, "an interaction failed", errPanic, "interaction", i.ID())
	if !b.reply(ctx, i, m, true) {
		return
	}
	// Where it had been acknowledged already, that reply was refused, and the
	// message that is waiting gets the apology.
	hook := b.hook(i.Token)
	ctx, cancel := context.WithTimeout(ctx, oneTry)
	defer cancel()
	if _, err := b.rest.do(ctx, throughHook("PATCH", hook, original, whole(m, false))); err != nil {
		b.Log.Warn("an apology was not taken", "interaction", i.ID(), "error", err)
	}
}

var (
	errPanic       = errors.New("it panicked; the log has the place")
	errEnds        = errors.New("the process ended while it was answered, more than once")
	errInterrupted = errors.New("the process ended while it was carried out")
)
