// Package poststore keeps the answers that stand in channels: posts, the messages
// they consist of, votes on them, and what they rest on.
package poststore

import (
	_ "embed" // queries.sql

	"footnote/bot/store"
)

//go:embed queries.sql
var queries string

// query returns a statement of queries.sql by its name.
var query = store.Queries(queries)

// PostStore is a part of an open data file. It is safe for concurrent use.
type PostStore struct{ db *store.DB }

// New returns the part of a data file.
func New(db *store.DB) *PostStore { return &PostStore{db} }
