// Package peoplestore tells what is kept of a person, removes a person or a guild
// from all tables, and what has been kept long enough.
package peoplestore

import (
	_ "embed" // queries.sql

	"footnote/bot/store"
)

//go:embed queries.sql
var queries string

// query returns a statement of queries.sql by its name.
var query = store.Queries(queries)

// PeopleStore is a part of an open data file. It is safe for concurrent use.
type PeopleStore struct{ db *store.DB }

// New returns the part of a data file.
func New(db *store.DB) *PeopleStore { return &PeopleStore{db} }
