package talk

import (
	"context"
	"errors"
	"time"

	"footnote/bot/render"
	"footnote/bot/store"
)

// What Discord may answer to the methods of a Chat.
var (
	// ErrNotAllowed: the bot may not do that there, or the person takes no
	// direct messages.
	ErrNotAllowed = errors.New("not allowed by Discord")
	// ErrGone: the channel or message does not exist any more.
	ErrGone = errors.New("the channel or message is gone")
)

// Chat is what the desk does in Discord of its own accord, not in reply to
// anybody. Its methods try until Discord takes or refuses it, or ctx ends.
type Chat interface {
	// Post writes messages into a channel or thread, in order.
	Post(ctx context.Context, channel string, messages []render.Message) ([]store.Message, error)
	// Edit puts a message in the place of one of the bot's.
	Edit(ctx context.Context, at store.Message, m render.Message) error
	// Remove deletes a message.
	Remove(ctx context.Context, at store.Message) error
	// Pin pins a message.
	Pin(ctx context.Context, at store.Message) error
	// Direct writes to a person in private.
	Direct(ctx context.Context, person string, m render.Message) error
	// History returns the last messages of a channel that were written at or
	// after since, at most last of them, oldest first.
	History(ctx context.Context, channel string, since time.Time, last int) ([]Said, error)
}
