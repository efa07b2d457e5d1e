// Package stores joins the parts of the bot's data file.
package stores

import (
	"context"

	"footnote/bot/store"
	"footnote/bot/store/conversationstore"
	"footnote/bot/store/digeststore"
	"footnote/bot/store/gapstore"
	"footnote/bot/store/guildstore"
	"footnote/bot/store/peoplestore"
	"footnote/bot/store/poststore"
	"footnote/bot/store/statstore"
	"footnote/bot/store/summarystore"
)

// All are the parts of one data file. Each feature is handed All and sees of it
// what its own interface names.
type All struct {
	db *store.DB
	*poststore.PostStore
	*gapstore.GapStore
	*conversationstore.ConversationStore
	*guildstore.GuildStore
	*digeststore.DigestStore
	*summarystore.SummaryStore
	*statstore.StatStore
	*peoplestore.PeopleStore
}

// New returns the parts of a data file.
func New(db *store.DB) *All {
	return &All{
		db, poststore.New(db), gapstore.New(db), conversationstore.New(db), guildstore.New(db),
		digeststore.New(db), summarystore.New(db), statstore.New(db), peoplestore.New(db),
	}
}

// Together runs do so that all that it writes through the context it is given is
// kept wholly or not at all.
func (a *All) Together(ctx context.Context, do func(ctx context.Context) error) error {
	return a.db.Together(ctx, do)
}
