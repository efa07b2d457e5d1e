// Package conversationstore keeps what was said before: turns of conversations,
// threads of the bot's, questions that were answered, and those under way.
package conversationstore

import (
	_ "embed" // queries.sql

	"footnote/bot/store"
)

//go:embed queries.sql
var queries string

// query returns a statement of queries.sql by its name.
var query = store.Queries(queries)

// ConversationStore is a part of an open data file. It is safe for concurrent use.
type ConversationStore struct{ db *store.DB }

// New returns the part of a data file.
func New(db *store.DB) *ConversationStore { return &ConversationStore{db} }
