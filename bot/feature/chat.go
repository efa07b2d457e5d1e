package feature

import (
	"context"
	"errors"
	"time"

	"footnote/bot/render"
)

// Files fetches what people attach.
type Files interface {
	// Download returns the bytes of an attachment, ErrTooLarge where they are
	// more than most.
	Download(ctx context.Context, u Upload, most int) ([]byte, error)
}

// ErrTooLarge: a file is larger than what was asked for.
var ErrTooLarge = errors.New("the file is too large")

// What Discord may answer to the methods of a Chat.
var (
	// ErrNotAllowed: the bot may not do that there, or the person takes no
	// direct messages.
	ErrNotAllowed = errors.New("not allowed by Discord")
	// ErrGone: the channel or message does not exist any more.
	ErrGone = errors.New("the channel or message is gone")
)

// Chat is what the bot does in Discord of its own accord, not in reply to
// anybody. Its methods try until Discord takes or refuses it, or ctx ends.
type Chat interface {
	// Post writes messages into a channel or thread, in order.
	Post(ctx context.Context, channel string, messages []render.Message) ([]Posted, error)
	// Edit puts a message in the place of one of the bot's.
	Edit(ctx context.Context, at Posted, m render.Message) error
	// Remove deletes a message.
	Remove(ctx context.Context, at Posted) error
	// Pin pins a message.
	Pin(ctx context.Context, at Posted) error
	// Direct writes to a person in private.
	Direct(ctx context.Context, person string, m render.Message) error
	// History returns the last messages of a channel that were written at or
	// after since, at most last of them, oldest first.
	History(ctx context.Context, channel string, since time.Time, last int) ([]Said, error)
}

// IgnoreGone drops ErrGone.
func IgnoreGone(err error) error {
	if errors.Is(err, ErrGone) {
		return nil
	}
	return err
}
