package bot

import (
	"context"
	"errors"

	"footnote/bot/discord"
	"footnote/bot/feature"
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
		b.respond(ctx, i, callback{callUpdate, instead(*r.Update)})
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
	ctx, cancel := context.WithTimeout(ctx, discord.OneTry)
	defer cancel()
	if _, err := b.rest.Do(ctx, throughHook("PATCH", hook, original, instead(m))); err != nil {
		b.Log.Warn("an apology was not taken", "interaction", i.ID(), "error", err)
	}
}

var (
	errPanic       = errors.New("it panicked; the log has the place")
	errEnds        = errors.New("the process ended while it was answered, more than once")
	errInterrupted = errors.New("the process ended while it was carried out")
)
