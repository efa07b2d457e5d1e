package bot

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"footnote/bot/discord"
	"footnote/bot/feature"
	"footnote/bot/render"
)

// responses answer interactions.
type responses struct {
	rest *discord.REST
	log  *slog.Logger
	// ackTime is how long one try of the first response may take, lasts how long an
	// interaction's token lives.
	ackTime, lasts time.Duration
	app            string // the application's ID, before anything arrives
}

// reply answers an interaction with a message at once.
func (r *responses) reply(ctx context.Context, i interaction, m render.Message, private bool) bool {
	return r.respond(ctx, i, callback{callMessage, fresh(m, private)})
}

// acknowledge announces an answer. It is false only where Discord refused: with the
// bot's end it may be open whether Discord took it, and then the next run answers.
func (r *responses) acknowledge(ctx context.Context, i interaction, private bool) bool {
	err := r.firstResponse(ctx, i, deferred(private))
	if err != nil {
		r.log.Warn("a question could not be acknowledged", "interaction", i.ID(), "error", err)
	}
	return err == nil || open(err)
}

// open reports whether a request that failed may have been carried out, or still be.
func open(err error) bool {
	return err != nil && (discord.StatusOf(err) == 0 || discord.StatusOf(err) >= 500)
}

// respond sends the first response to an interaction and reports whether Discord
// took it within its three seconds.
func (r *responses) respond(ctx context.Context, i interaction, c callback) bool {
	err := r.firstResponse(ctx, i, c)
	if err != nil {
		r.log.Warn("an interaction could not be answered", "interaction", i.ID(), "error", err)
	}
	return err == nil
}

// firstResponse is not over before Discord has said whether it took the response: what
// comes next is refused until then, and one that was given up may still arrive and leave
// the person waiting for the rest. It is sent anew after ackTime, for a connection may
// be dead; Discord takes one only.
func (r *responses) firstResponse(ctx context.Context, i interaction, c callback) error {
	q := discord.Request{Method: "POST", Path: "/interactions/" + i.ID() + "/" + i.Token + "/callback", Body: c, Free: true}
	soon, cancel := context.WithTimeout(ctx, r.ackTime)
	defer cancel()
	_, err := r.rest.Do(soon, q)
	if open(err) && ctx.Err() == nil {
		r.log.Warn("Discord has not confirmed a first response in time", "interaction", i.ID(), "error", err)
		late, cancel := context.WithTimeout(ctx, r.lasts)
		defer cancel()
		_, err = r.rest.Do(late, q)
	}
	// A response that was taken although its answer got lost is refused when it
	// is sent again.
	if discord.CodeOf(err) == codeAcknowledged {
		return nil
	}
	return err
}

// codeAcknowledged refuses a first response to what has had one.
const codeAcknowledged = 40060

// hook is the path of what comes after an interaction's first response.
func (r *responses) hook(token string) string { return "/webhooks/" + r.app + "/" + token }

// original ends the path of an interaction's first response.
const original = "/messages/@original"

// throughHook is a request by an interaction's token. Its lane is its own, so
// that the edits of different interactions do not wait for each other, and it
// does not count towards the bot's global limit.
// Source: https://discord.com/developers/docs/interactions/receiving-and-responding#followup-messages
func throughHook(method, hook, rest string, body any) discord.Request {
	return discord.Request{Method: method, Path: hook + rest, Lane: hook, Body: body, Free: true}
}

// follow sends the person a further message of their own.
func (r *responses) follow(ctx context.Context, i interaction, m render.Message) {
	ctx, cancel := context.WithTimeout(ctx, r.lasts)
	defer cancel()
	hook := r.hook(i.Token)
	_, err := r.rest.Do(ctx, throughHook("POST", hook, "?wait=true", fresh(m, true)))
	if err != nil {
		r.log.Warn("a person could not be told", "interaction", i.ID(), "error", err)
	}
}

// remove deletes the message a button is on, then the others of its post.
func (r *responses) remove(ctx context.Context, i interaction, list []feature.Posted) {
	if !r.respond(ctx, i, callback{Type: callDeferredUpdate}) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, r.lasts)
	defer cancel()
	for n, m := range list {
		q := discord.Request{Method: "DELETE", Path: "/channels/" + m.Channel + "/messages/" + m.ID, Lane: "delete " + m.Channel}
		if n == 0 {
			// Also where the bot is no member, and for what only one person sees.
			q = throughHook("DELETE", r.hook(i.Token), original, nil)
		}
		if _, err := r.rest.Do(ctx, q); err != nil && discord.StatusOf(err) != 404 {
			r.log.Warn("a message could not be deleted", "message", m.ID, "error", err)
		}
	}
}

// openThread opens a thread on a message and says so.
func (r *responses) openThread(ctx context.Context, i interaction, t *feature.Thread) {
	if !r.respond(ctx, i, deferred(true)) {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, r.lasts)
	defer cancel()
	toPerson := r.thread(ctx, i, t)
	hook := r.hook(i.Token)
	_, err := r.rest.Do(ctx, throughHook("PATCH", hook, original, instead(toPerson)))
	if err != nil {
		r.log.Warn("a person could not be told about a thread", "interaction", i.ID(), "error", err)
	}
}

// thread opens a thread, greets in it, and returns what to tell the person.
func (r *responses) thread(ctx context.Context, i interaction, t *feature.Thread) render.Message {
	id, err := r.makeThread(ctx, t)
	if err != nil {
		if status := discord.StatusOf(err); status >= 400 && status < 500 {
			return t.Refused
		}
		return feature.Problem(r.log, i.Person.Locale, "a thread could not be opened", err, "interaction", i.ID())
	}
	inThread, toPerson, err := t.Opened(ctx, id)
	if err != nil {
		return feature.Problem(r.log, i.Person.Locale, "a thread could not be remembered", err, "interaction", i.ID())
	}
	body := fresh(inThread, false)
	body.Nonce, body.EnforceNonce = i.ID(), true
	_, err = r.rest.Do(ctx, discord.Request{Method: "POST", Path: "/channels/" + id + "/messages", Lane: "post " + id, Body: body})
	if err != nil {
		r.log.Warn("a thread could not be greeted", "thread", id, "error", err)
	}
	return toPerson
}

func (r *responses) makeThread(ctx context.Context, t *feature.Thread) (string, error) {
	const day = 1440 // minutes until Discord archives an idle thread
	out, err := r.rest.Do(ctx, discord.Request{
		Method: "POST", Path: "/channels/" + t.Channel + "/messages/" + t.Message + "/threads", Lane: "threads " + t.Channel,
		Body: map[string]any{"name": t.Name, "auto_archive_duration": day},
	})
	if discord.CodeOf(err) == codeThreadExists {
		return t.Message, nil
	}
	made, err := discord.Decode[struct {
		ID string `json:"id"`
	}](out, err)
	if err == nil && made.ID == "" {
		err = errors.New("the thread has no ID")
	}
	return made.ID, err
}

// codeThreadExists: the message has a thread already; it has the message's ID.
const codeThreadExists = 160004
