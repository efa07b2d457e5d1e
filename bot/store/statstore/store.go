// Package statstore keeps figures, without whose questions they count.
package statstore

import (
	_ "embed" // queries.sql

	"footnote/bot/store"
)

//go:embed queries.sql
var queries string

// query returns a statement of queries.sql by its name.
var query = store.Queries(queries)

// StatStore is a part of an open data file. It is safe for concurrent use.
type StatStore struct{ db *store.DB }

// New returns the part of a data file.
func New(db *store.DB) *StatStore { return &StatStore{db} }
