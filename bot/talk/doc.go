// Package talk is how the bot behaves: what it says to a question, a button, a
// form or an overheard message. It knows people, places and replies, but no
// Discord session: requests and replies are plain values, and what takes time
// is shown on a Screen. Package bot brings it to Discord.
package talk

import (
	"context"
	"time"

	"footnote/bot/render"
	"footnote/bot/store"
	"footnote/corpus"
	"footnote/retrieval"
	"footnote/retrieval/answer"
)

// Answerer answers questions with claims that each rest on a verified quote. It
// gets a question with the turns before it, the asker's language, the guild,
// and a Progress that shows what is proven so far.
type Answerer interface {
	Ask(ctx context.Context, q answer.Question) (answer.Answer, error)
}

// Checker judges a statement by the articles. An Answerer that is one is used
// for "Check against the articles"; without one, and where it returns
// answer.ErrUnjudged, the nearest passages are shown.
type Checker interface {
	Check(ctx context.Context, s answer.Statement) (answer.Finding, error)
}

// Shelf knows the articles.
type Shelf interface {
	Article(id string) (*corpus.Article, bool)
	Articles() []*corpus.Article
}

// Searcher finds the passages that come nearest to a text.
type Searcher interface {
	Search(ctx context.Context, text string, k int) ([]retrieval.Hit, error)
}

// Person is whoever does something.
type Person struct {
	ID string `json:"person"`
	// Name is how the person is shown where this happens; it is not kept.
	Name string `json:"-"`
	// Locale is Discord's code of the person's language.
	Locale string `json:"locale"`
	// Moderator: may manage messages where this happens.
	Moderator bool `json:"-"`
	// Manager: may manage the guild.
	Manager bool `json:"-"`
	// Roles are the person's in the guild.
	Roles []string `json:"-"`
	// Silenced: in a time-out, the person may only read.
	Silenced bool `json:"-"`
}

// Place is where something happens.
type Place struct {
	// Guild is "" in a direct message.
	Guild string `json:"guild"`
	// Channel may be a thread; Parent is then the channel it belongs to.
	Channel string `json:"channel"`
	Parent  string `json:"parent,omitempty"`
	// Closed: a private thread, which its members alone see.
	Closed bool `json:"closed,omitempty"`
	// Lost: it could not be found out whether it is a thread, and of which channel.
	Lost bool `json:"lost,omitempty"`
	// CanThread: the bot is there as a member and may open threads.
	CanThread bool `json:"can_thread,omitempty"`
}

// Kind is what is asked for.
type Kind string

// The kinds of questions.
const (
	Ask   Kind = "ask"
	Check Kind = "check"
)

// Question is something that the bot has taken on to answer.
type Question struct {
	// ID is that of the interaction or message; the post gets it too.
	ID   string `json:"id"`
	Kind Kind   `json:"kind"`
	Text string `json:"text"`
	Person
	Place
	// Private: only the asker sees the answer.
	Private bool `json:"private"`
	// Shown: the chat shows the question already.
	Shown bool `json:"shown"`
	// Unasked: nobody asked the bot; it answers only on strong evidence.
	Unasked bool `json:"unasked,omitempty"`
	// Conversation names the turns before, "" begins a new conversation.
	Conversation string    `json:"conversation"`
	At           time.Time `json:"at"`
}

// Screen is where the answer to one question appears.
type Screen interface {
	// Show puts messages in the place of what was there, for good, and says
	// which they are. It tries until it succeeds or the context ends.
	Show(ctx context.Context, messages []render.Message) ([]store.Message, error)
	// Glance shows a passing state where that delays nothing, and tells
	// whether it did.
	Glance(ctx context.Context, message render.Message) bool
}

// Reply is what happens at once on a press, a form or a short command. One of
// its parts is set; none means nothing to do.
type Reply struct {
	// Message is a new message, to the person alone where Private is set.
	Message *render.Message
	Private bool
	// Update takes the place of the message that the button is on, Rows of its
	// buttons alone; Thanks then goes to the person alone.
	Update *render.Message
	Rows   []render.Row
	Thanks *render.Message
	Modal  *render.Modal
	// Ask is a question to be answered.
	Ask *Question
	// Remove are messages to delete; the one that the button is on goes first.
	Remove []store.Message
	// Thread is a thread to be opened.
	Thread *Thread
	// Work is something that takes longer than Discord waits.
	Work *Work
}

// Work is announced at once and done on a Screen, in a queue with the questions.
// It is not resumed after a restart: what must not get lost is kept by Do.
type Work struct {
	// Private: only the person sees what comes of it. Update: it comes in the
	// place of the message that the button is on.
	Private, Update bool
	// Patience is how long it may take; 0 means as long as an answer.
	Patience time.Duration
	// Do does it. It may show passing states by Glance, and ends with Show. An
	// error is shown as a problem.
	Do func(ctx context.Context, s Screen) error
}

// Thread is a thread to be opened on a message. Opened says what follows.
type Thread struct {
	Channel, Message, Name string
	// Opened returns what to say in the thread and what to tell the person.
	Opened func(ctx context.Context, thread string) (inThread, toPerson render.Message, err error)
	// Refused is what to do where Discord lets no thread be opened.
	Refused render.Message
}
