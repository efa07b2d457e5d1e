// Package guildstore keeps what is set in guilds, what was changed there by whom,
// and which guilds the bot has left.
package guildstore

import (
	_ "embed" // queries.sql

	"footnote/bot/store"
)

//go:embed queries.sql
var queries string

// query returns a statement of queries.sql by its name.
var query = store.Queries(queries)

// GuildStore is a part of an open data file. It is safe for concurrent use.
type GuildStore struct{ db *store.DB }

// New returns the part of a data file.
func New(db *store.DB) *GuildStore { return &GuildStore{db} }
