package ask

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"footnote/bot/feature"
	"footnote/bot/store"
	"footnote/bot/store/conversationstore"
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
func (h *Handler) Hear(ctx context.Context, m Heard) (q feature.Question, ours bool, err error) {
	if m.NotHuman || m.Person.ID == "" {
		return q, false, nil
	}
	q = feature.Question{ID: m.ID, Kind: feature.Ask, Text: m.Text, Person: m.Person, Place: m.Place, Shown: true, At: m.At}
	thread, err := h.Store.Thread(ctx, m.Channel)
	inThread := err == nil
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return q, false, err
	}
	switch {
	case m.Guild == "":
		q.Conversation = m.Channel
		return q, true, nil
	case m.Me || m.ReplyToMe:
		return h.addressed(ctx, m, q, thread, inThread)
	case inThread:
		return h.inThread(ctx, m, q, thread)
	}
	return h.unasked(ctx, m, q)
}

// addressed takes a mention or a reply: in a thread of the bot's it belongs to
// that conversation, a reply to the one of what it replies to.
func (h *Handler) addressed(ctx context.Context, m Heard, q feature.Question, t conversationstore.Thread, inThread bool) (feature.Question, bool, error) {
	if inThread {
		q.Conversation = t.ID
		// Whoever calls the bot back ends a moderator's silence.
		return q, true, h.Store.SetSilent(ctx, t.ID, false)
	}
	if m.ReplyToMe {
		post, err := h.Store.PostOf(ctx, m.ReplyTo)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return q, false, err
		}
		// A reply to a private post cannot be; one to another guild's neither.
		if err == nil && post.Guild == m.Guild {
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
func (h *Handler) inThread(ctx context.Context, m Heard, q feature.Question, t conversationstore.Thread) (feature.Question, bool, error) {
	if m.Moderator && m.Person.ID != t.Person {
		return q, false, h.Store.SetSilent(ctx, t.ID, true)
	}
	if t.Silent || m.Others || m.ReplyTo != "" || !h.Reads() || strings.TrimSpace(m.Text) == "" || talk(ctx, h.Answerer, m.Text).Passing() {
		return q, false, nil
	}
	q.Conversation = t.ID
	return q, true, nil
}

// unasked takes a question that nobody asked the bot where a moderator has
// turned that on: in a forum only what begins a post.
func (h *Handler) unasked(ctx context.Context, m Heard, q feature.Question) (feature.Question, bool, error) {
	if m.Starter && !isQuestion(m.Text) {
		q.Text = m.Title
	}
	if m.Others || m.ReplyTo != "" || m.Parent != "" && !m.Starter || !isQuestion(q.Text) ||
		talk(ctx, h.Answerer, q.Text) != smalltalk.Question {
		return q, false, nil
	}
	if err := h.resolve(ctx, &q); err != nil {
		return q, false, err
	}
	channels := q.Settings.Auto
	q.Unasked = true
	return q, slices.Contains(channels, m.Channel) || m.Parent != "" && slices.Contains(channels, m.Parent), nil
}

// asking are words that begin a question, also one without its mark.
var asking = map[string]bool{
	"who": true, "whom": true, "whose": true, "what": true, "which": true, "where": true, "when": true, "why": true, "how": true,
}

// isQuestion reports whether a text asks something.
func isQuestion(text string) bool {
	if strings.ContainsAny(text, "?？؟") {
		return true
	}
	tokens := terms.Tokens(text)
	return len(tokens) > 0 && asking[strings.ToLower(text[tokens[0].Start:tokens[0].End])]
}
