// Package gapstore keeps questions that went unanswered or were answered wrongly,
// and what moderators answered.
package gapstore

import (
	_ "embed" // queries.sql
	"sync"

	"footnote/bot/store"
)

//go:embed queries.sql
var queries string

// query returns a statement of queries.sql by its name.
var query = store.Queries(queries)

// GapStore is a part of an open data file. It is safe for concurrent use.
type GapStore struct {
	db *store.DB

	// curated are the questions of guilds that moderators answered, as of so many
	// changes: each question of a guild is compared with them.
	mu      sync.Mutex
	curated map[string][]CuratedQuestion
	asOf    int64
}

// New returns the part of a data file.
func New(db *store.DB) *GapStore { return &GapStore{db: db} }
