// Package stores joins the parts of the bot's data file.
package stores

import (
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
		poststore.New(db), gapstore.New(db), conversationstore.New(db), guildstore.New(db),
		digeststore.New(db), summarystore.New(db), statstore.New(db), peoplestore.New(db),
	}
}
