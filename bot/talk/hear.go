package talk

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"footnote/bot/feature"
	"footnote/bot/store"
	"footnote/retrieval/smalltalk"
	"footnote/retrieval/terms"
)

// Heard is a message that somebody wrote where the bot is.
type Heard struct {
	ID, Text string
	feature.Person
	feature.Place
	At time.Time
	// NotHuman: written by a bot, a webhook or Discord itself.
	NotHuman bool
	// Me: it mentions the bot by name; Others: it mentions somebody else.
	Me, Others bool
	// ReplyTo is the message it answers, ReplyToMe whether the bot wrote that.
	ReplyTo   string
	ReplyToMe bool
	// Starter: it begins a post of a forum, or of another channel of threads,
	// under a Title.
	Starter bool
	Title   string
}

// Hear decides whether a message is a question to the bot, and which. Whatever
// is not written by a person never is, so that nothing can make the bot loop.
func (d *Desk) Hear(ctx context.Context, h Heard) (q feature.Question, ours bool, err error) {
	if h.NotHuman || h.Person.ID == "" {
		return q, false, nil
	}
	q = feature.Question{ID: h.ID, Kind: feature.Ask, Text: h.Text, Person: h.Person, Place: h.Place, Shown: true, At: h.At}
	thread, err := d.Store.Thread(ctx, h.Channel)
	inThread := err == nil
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return q, false, err
	}
	switch {
	case h.Guild == "":
		q.Conversation = h.Channel
		return q, true, nil
	case h.Me || h.ReplyToMe:
		return d.addressed(ctx, h, q, thread, inThread)
	case inThread:
		return d.inThread(ctx, h, q, thread)
	}
	return d.unasked(ctx, h, q)
}

// addressed takes a mention or a reply: in a thread of the bot's it belongs to
// that conversation, a reply to the one of what it replies to.
func (d *Desk) addressed(ctx context.Context, h Heard, q feature.Question, t store.Thread, inThread bool) (feature.Question, bool, error) {
	if inThread {
		q.Conversation = t.ID
		// Whoever calls the bot back ends a moderator's silence.
		return q, true, d.Store.SetSilent(ctx, t.ID, false)
	}
	if h.ReplyToMe {
		post, err := d.Store.PostOf(ctx, h.ReplyTo)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return q, false, err
		}
		// A reply to a private post cannot be; one to another guild's neither.
		if err == nil && post.Guild == h.Guild {
			q.Conversation = post.Conversation
		}
		if err != nil && strings.TrimSpace(q.Text) == "" {
			return q, false, nil // a reply to small talk, without a word
		}
	}
	return q, true, nil
}

// inThread takes what is said in a thread of the bot's: the next question, as
// long as people do not talk to each other and no moderator has taken over.
func (d *Desk) inThread(ctx context.Context, h Heard, q feature.Question, t store.Thread) (feature.Question, bool, error) {
	if h.Moderator && h.Person.ID != t.Person {
		return q, false, d.Store.SetSilent(ctx, t.ID, true)
	}
	if t.Silent || h.Others || h.ReplyTo != "" || !d.Reads() || strings.TrimSpace(h.Text) == "" || smalltalk.Of(h.Text).Passing() {
		return q, false, nil
	}
	q.Conversation = t.ID
	return q, true, nil
}

// unasked takes a question that nobody asked the bot where a moderator has
// turned that on: in a forum only what begins a post.
func (d *Desk) unasked(ctx context.Context, h Heard, q feature.Question) (feature.Question, bool, error) {
	if h.Starter && !isQuestion(h.Text) {
		q.Text = h.Title
	}
	if h.Others || h.ReplyTo != "" || h.Parent != "" && !h.Starter || !isQuestion(q.Text) ||
		smalltalk.Of(q.Text) != smalltalk.Question {
		return q, false, nil
	}
	if err := d.resolve(ctx, &q); err != nil {
		return q, false, err
	}
	channels := q.Settings.Auto
	q.Unasked = true
	return q, slices.Contains(channels, h.Channel) || h.Parent != "" && slices.Contains(channels, h.Parent), nil
}

// asking are words that begin a question, also one without its mark.
var asking = map[string]bool{
	"who": true, "whom": true, "whose": true, "what": true, "which": true, "where": true, "when": true, "why": true, "how": true,
}

// isQuestion tells whether a text asks something.
func isQuestion(text string) bool {
	if strings.ContainsAny(text, "?？؟") {
		return true
	}
	tokens := terms.Tokens(text)
	return len(tokens) > 0 && asking[strings.ToLower(text[tokens[0].Start:tokens[0].End])]
}
