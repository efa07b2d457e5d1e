// Package summarystore keeps summaries and drafts, and what they rest on.
package summarystore

import (
	_ "embed" // queries.sql

	"footnote/bot/store"
)

//go:embed queries.sql
var queries string

// query returns a statement of queries.sql by its name.
var query = store.Queries(queries)

// SummaryStore is a part of an open data file. It is safe for concurrent use.
type SummaryStore struct{ db *store.DB }

// New returns the part of a data file.
func New(db *store.DB) *SummaryStore { return &SummaryStore{db} }
