// Package gapstore keeps questions that went unanswered or were answered wrongly,
// and what moderators answered.
package gapstore

import (
	_ "embed" // queries.sql

	"footnote/bot/store"
)

//go:embed queries.sql
var queries string

// query returns a statement of queries.sql by its name.
var query = store.Queries(queries)

// GapStore is a part of an open data file. It is safe for concurrent use.
type GapStore struct{ db *store.DB }

// New returns the part of a data file.
func New(db *store.DB) *GapStore { return &GapStore{db} }
