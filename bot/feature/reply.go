package feature

import (
	"context"
	"errors"
	"time"

	"footnote/bot/render"
	"footnote/bot/words"
)

// Later is a message to the person alone that may take longer than Discord
// waits: a guild's articles are read when they are first asked for.
func Later(make func(ctx context.Context) (render.Message, error)) Reply {
	return Reply{Work: &Work{Private: true, Do: func(ctx context.Context, s Screen) error {
		m, err := make(ctx)
		if err == nil {
			_, err = s.Show(ctx, []render.Message{m})
		}
		return err
	}}}
}

// Private is a reply of one sentence to the person alone.
func Private(colour int, text string) Reply {
	m := render.Notice(colour, text)
	return Reply{Message: &m, Private: true}
}

// Refuse tells a person that a command is for moderators.
func Refuse(locale string) Reply {
	m := render.Notice(render.ColourDeclined, words.In(locale).Say("moderators.only"))
	return Reply{Message: &m, Private: true}
}

// Notice is a message of one sentence of the bot's own.
func Notice(locale, key string) render.Message {
	return render.Notice(render.ColourPlain, words.In(locale).Say(key))
}

// Screen is where the answer to one question appears.
type Screen interface {
	// Show puts messages in the place of what was there, for good, and says
	// which they are. It tries until it succeeds or the context ends.
	Show(ctx context.Context, messages []render.Message) ([]Posted, error)
	// ShowProgress shows a passing state where that delays nothing, and tells
	// whether it did.
	ShowProgress(ctx context.Context, message render.Message) bool
}

// Reply is what happens at once on a press, a form or a short command. One of
// its parts is set; none means nothing to do.
type Reply struct {
	// Message is a new message, to the person alone where Private is set.
	Message *render.Message
	Private bool
	// Update takes the place of the message that the button is on; Thanks then goes
	// to the person alone.
	Update *render.Message
	Thanks *render.Message
	Modal  *render.Modal
	// Ask is a question to be answered.
	Ask *Question
	// Remove are messages to delete; the one that the button is on goes first.
	Remove []Posted
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
	// Do does it. It may show passing states by ShowProgress, and ends with Show. An
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

// OpenForm opens a form of one input for a verb.
func OpenForm(verb, on string, number int, title string, input render.Input) Reply {
	return Reply{Modal: &render.Modal{ID: ButtonID(verb, on, number), Title: title, Inputs: []render.Input{input}}}
}

// Mistake is something wrong with what a person wrote, by the key of the
// sentence of bot/words that says so, with its placeholders.
type Mistake struct {
	Key   string
	Pairs []string
}

// Error names the sentence, for logs.
func (m *Mistake) Error() string { return "a mistake of the person's: " + m.Key }

// Notice says it in a language.
func (m *Mistake) Notice(locale string) render.Message {
	return render.Notice(render.ColourDeclined, words.In(locale).Say(m.Key, m.Pairs...))
}

// Wrong returns a *Mistake.
func Wrong(key string, pairs ...string) error { return &Mistake{key, pairs} }

// sayMistake turns an error about what a person wrote into a reply that says so.
func sayMistake(locale string, r Reply, err error) (Reply, error) {
	var m *Mistake
	if !errors.As(err, &m) {
		return r, err
	}
	notice := m.Notice(locale)
	return Reply{Message: &notice, Private: true}, nil
}
