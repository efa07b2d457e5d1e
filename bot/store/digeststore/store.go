// Package digeststore keeps digests and what is no news to them.
package digeststore

import (
	_ "embed" // queries.sql

	"footnote/bot/store"
)

//go:embed queries.sql
var queries string

// query returns a statement of queries.sql by its name.
var query = store.Queries(queries)

// DigestStore is a part of an open data file. It is safe for concurrent use.
type DigestStore struct{ db *store.DB }

// New returns the part of a data file.
func New(db *store.DB) *DigestStore { return &DigestStore{db} }
