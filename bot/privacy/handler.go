package privacy

import (
	"context"
	"time"

	"footnote/bot/feature"
	"footnote/bot/store/peoplestore"
)

// Store knows what is kept of people and guilds.
type Store interface {
	About(ctx context.Context, person string) (peoplestore.Kept, error)
	Forget(ctx context.Context, person string) error
	OptedOut(ctx context.Context, guild, person string) (bool, error)
	SetOptedOut(ctx context.Context, guild, person string, out bool) error
	SetLeft(ctx context.Context, guild string, left bool) error
	LeftBefore(ctx context.Context, before time.Time) ([]string, error)
	ForgetGuild(ctx context.Context, guild string) error
}

// Summaries hold what people said.
type Summaries interface {
	// Forget takes a person out of all summaries, runs forget, and then edits
	// those that are published.
	Forget(ctx context.Context, p feature.Person, forget func(context.Context) error) error
}

// Articles keep guilds' own.
type Articles interface {
	Forget(ctx context.Context, guild string) error
}

// Handler shows and forgets what is kept. Articles may be nil.
type Handler struct {
	feature.Base
	Store     Store
	Summaries Summaries
	Articles  Articles
}
